/* Walks the YAML's mappings by the dotted path of
 * each key, without recursion, and hands the nodes that a field is read from to
 * field_values.c. */
#include "front_matter.h"

#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "field_values.h"
#include "memory.h"
#include "nodes.h"
#include "text.h"

#define DEPTH_MAX 64 /* the YAML reader goes no deeper */

/* A name that a field is read from. */
struct source {
    const char *name;
    size_t length;
    enum field_id field;
};

struct front_matter {
    struct article *article;
    struct nodes nodes;
    struct field_values values;
    struct source *sources; /* of one field side by side, the first that has a value wins */
    size_t source_count;
    const struct source *given[FIELD_COUNT]; /* by which the field has its value, or NULL */
    struct buffer path;                      /* of the key that is being read, "provider.name" */
    size_t outer[DEPTH_MAX + 1]; /* lengths of path, one for each mapping that was entered */
    size_t level;                /* how many were */
    bool has_date;               /* what the article came with */
    int64_t date;
};

/* The line that begins at text[at]: its end, and where the next one begins. */
static size_t line_end(const char *text, size_t length, size_t at, size_t *next)
{
    const char *newline = memchr(text + at, '\n', length - at);
    size_t end = newline ? (size_t)(newline - text) : length;

    *next = newline ? end + 1 : length;
    return end;
}

static bool is_marker(const char *text, size_t at, size_t end, const char *marker)
{
    if (end - at < 3 || memcmp(text + at, marker, 3) != 0)
        return false;
    for (at += 3; at < end; at++)
        if (text[at] != ' ' && text[at] != '\t' && text[at] != '\r')
            return false;
    return true;
}

/* Finds the YAML, text[*start] to text[*end]. */
static enum front_matter_result find_block(const char *text, size_t length, size_t *start,
                                           size_t *end, size_t *body, struct error *err)
{
    size_t at = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, next;

    if (!is_marker(text, at, line_end(text, length, at, &next), "---"))
        return FRONT_MATTER_NONE;
    *start = next;
    while ((at = next) < length) {
        size_t stop = line_end(text, length, at, &next);
        if (is_marker(text, at, stop, "---") || is_marker(text, at, stop, "...")) {
            *end = at;
            *body = next;
            return FRONT_MATTER_READ;
        }
    }
    error_set(err, "1:1: front matter is not closed by a line ---");
    return FRONT_MATTER_BAD;
}

static void add_source(struct front_matter *self, enum field_id id, const char *name)
{
    const char *bracket = strstr(name, "[]"); /* what comes after it is read anyway */
    self->sources[self->source_count++] =
        (struct source){ name, bracket ? (size_t)(bracket - name) : strlen(name), id };
}

/* The schema's before the configuration's. A field for which the schema has none is not the
 * front matter's. */
static void collect_sources(struct front_matter *self, const struct config *config)
{
    size_t room = FIELD_COUNT * FIELD_SOURCES_MAX;

    for (enum field_id id = 0; config && id < FIELD_COUNT; id++)
        room += config->fields[id].count;
    self->sources = memory_resize(NULL, room, sizeof *self->sources);
    for (enum field_id id = 0; id < FIELD_COUNT; id++) {
        const char *const *names = schema_field(id)->sources;
        for (size_t i = 0; names[i]; i++)
            add_source(self, id, names[i]);
        for (size_t i = 0; names[0] && config && i < config->fields[id].count; i++)
            add_source(self, id, config->fields[id].items[i].data);
    }
}

enum match {
    MATCH_NONE,
    MATCH_BELOW, /* the source is something inside the mapping */
    MATCH_HERE,
};

/* A provider that is no mapping is its name. */
static enum match match_source(const struct source *source, const struct buffer *path, bool mapping)
{
    if (source->name[0] != path->data[0] || source->length < path->length ||
        memcmp(source->name, path->data, path->length) != 0)
        return MATCH_NONE;
    if (source->length == path->length)
        return MATCH_HERE;
    const char *rest = source->name + path->length;
    if (*rest != '.')
        return MATCH_NONE;
    if (mapping)
        return MATCH_BELOW;
    return source->length - path->length == 5 && memcmp(rest, ".name", 5) == 0 ? MATCH_HERE
                                                                               : MATCH_NONE;
}

/* Moves what was read into the article. */
static void store(struct front_matter *self, const struct source *source)
{
    struct article *article = self->article;
    struct field_values *values = &self->values;
    enum field_id id = source->field;

    if (values->texts.count == 0 && !values->has_number && !values->wrong)
        return; /* empty: a later source may have more to say */
    struct list emptied = article->values[id];
    article->values[id] = values->texts;
    values->texts = emptied;
    article->numbers[id] = values->has_number ? values->number : 0;
    article->has[id] = values->has_number;
    self->given[id] = source;
}

/* A key that comes again replaces what it said before, as YAML parsers do. */
static void drop_repeated(struct front_matter *self)
{
    for (enum field_id id = 0; id < FIELD_COUNT; id++) {
        if (!self->given[id] || match_source(self->given[id], &self->path, true) == MATCH_NONE)
            continue;
        self->given[id] = NULL;
        list_clear(&self->article->values[id]);
        self->article->has[id] = id == FIELD_DATE && self->has_date;
        self->article->numbers[id] = self->article->has[id] ? self->date : 0;
    }
}

/* Reads the value of the key at path: into the fields that have it as a source, or enters it,
 * or skips it. *entered says which. */
static int read_value(struct front_matter *self, struct yaml_item *item, bool *entered,
                      struct error *err)
{
    bool scalar = item->kind == YAML_SCALAR, mapping = item->kind == YAML_MAPPING_START;

    for (size_t i = 0; i < self->source_count; i++) {
        const struct source *source = &self->sources[i];
        enum match match = match_source(source, &self->path, mapping);
        *entered = *entered || match == MATCH_BELOW;
        if (match != MATCH_HERE ||
            (self->given[source->field] && self->given[source->field] < source))
            continue;
        if (field_values_read(&self->values, schema_field(source->field), self->path.data, item,
                              err) < 0)
            return -1;
        store(self, source);
        if (!scalar) { /* read to its end; a scalar may be another field's too */
            *entered = false;
            return 0;
        }
    }
    return *entered ? 0 : nodes_skip(&self->nodes, item, err);
}

/* Reads a key, and its value as above. */
static int read_entry(struct front_matter *self, struct yaml_item *item, struct error *err)
{
    size_t outer = self->path.length;
    bool entered = false, named = item->kind == YAML_SCALAR;

    if (outer > 0)
        buffer_add_byte(&self->path, '.');
    if (named)
        buffer_add(&self->path, item->value, item->length);
    if (nodes_skip(&self->nodes, item, err) < 0 || nodes_next(&self->nodes, item, err) < 0)
        return -1;
    if (named)
        drop_repeated(self);
    if ((named ? read_value(self, item, &entered, err) : nodes_skip(&self->nodes, item, err)) < 0)
        return -1;
    if (entered) {
        self->outer[self->level++] = outer;
    } else {
        self->path.length = outer;
        self->path.data[outer] = '\0';
    }
    return 0;
}

static int read_document(struct front_matter *self, struct yaml_item *item, struct error *err)
{
    if (nodes_next(&self->nodes, item, err) < 0)
        return -1;
    if (item->kind == YAML_END || (item->kind == YAML_SCALAR && item->length == 0))
        return 0;
    if (item->kind != YAML_MAPPING_START)
        return error_set(err, "front matter is not a mapping");
    for (;;) {
        if (nodes_next(&self->nodes, item, err) < 0)
            return -1;
        if (item->kind == YAML_MAPPING_END && self->level == 0)
            return nodes_next(&self->nodes, item, err); /* nothing may follow */
        if (item->kind == YAML_MAPPING_END) {
            self->path.length = self->outer[--self->level];
            self->path.data[self->path.length] = '\0';
        } else if (read_entry(self, item, err) < 0) {
            return -1;
        }
    }
}

static enum front_matter_result read_block(struct front_matter *self, const char *yaml,
                                           size_t length,
                                           const struct front_matter_options *options,
                                           struct error *err)
{
    const size_t lines_before = 1; /* --- */
    struct yaml_item item;
    enum front_matter_result result = FRONT_MATTER_READ;

    buffer_reserve(&self->path, 64);
    nodes_init(&self->nodes, yaml, length);
    field_values_init(&self->values, &self->nodes, options, lines_before);
    collect_sources(self, options ? options->config : NULL);
    self->has_date = self->article->has[FIELD_DATE];
    self->date = self->article->numbers[FIELD_DATE];
    if (read_document(self, &item, err) < 0) {
        struct error reason = *err;
        error_set(err, "%zu:%zu: %s", item.line + lines_before, item.column, reason.text);
        result = FRONT_MATTER_BAD;
    } else if (!article_first(self->article, FIELD_TITLE)) {
        error_set(err, "1:1: no title");
        result = FRONT_MATTER_BAD;
    }
    free(self->sources);
    buffer_release(&self->path);
    field_values_release(&self->values);
    nodes_release(&self->nodes);
    return result;
}

enum front_matter_result front_matter_parse(struct article *article, const char *text,
                                            size_t length, size_t *body,
                                            const struct front_matter_options *options,
                                            struct error *err)
{
    struct front_matter self = { .article = article };
    struct buffer repaired = BUFFER_INIT;
    size_t start, end;
    enum front_matter_result result = find_block(text, length, &start, &end, body, err);

    if (result != FRONT_MATTER_READ)
        return result;
    const char *yaml = text + start;
    size_t yaml_length = end - start;
    if (!text_valid(yaml, yaml_length)) {
        text_repair(&repaired, yaml, yaml_length);
        yaml = repaired.data;
        yaml_length = repaired.length;
    }
    result = read_block(&self, yaml, yaml_length, options, err);
    buffer_release(&repaired);
    return result;
}
