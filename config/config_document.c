/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config_document.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "data_reader.h"
#include "memory.h"

struct loader {
    struct config *config;
    struct data_reader *reader;
    struct data_item item;
    config_warn *warn;
    void *context;
    struct error *err;
    unsigned seen; /* keys of the document, by their number */
};

__attribute__((format(printf, 3, 4))) static int
fail(struct loader *self, struct config_place place, const char *format, ...)
{
    char reason[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    return error_set(self->err, "%s:%zu:%zu: %s", self->config->path, place.line, place.column,
                     reason);
}

static void complain(struct loader *self, struct config_place place, const char *reason,
                     const char *name)
{
    struct error message;

    if (!self->warn)
        return;
    error_set(&message, "%s:%zu:%zu: %s: %s", self->config->path, place.line, place.column, reason,
              name);
    self->warn(self->context, message.text);
}

static struct config_place place_of(const struct data_item *item)
{
    return (struct config_place){ item->line, item->column };
}

static int next(struct loader *self)
{
    struct error reason;

    if (data_reader_next(self->reader, &self->item, &reason) < 0)
        return fail(self, place_of(&self->item), "%s", reason.text);
    return 0;
}

static int skip(struct loader *self)
{
    struct error reason;

    if (data_reader_skip(self->reader, &self->item, &reason) < 0)
        return fail(self, place_of(&self->item), "%s", reason.text);
    return 0;
}

/* A key without a value is as good as no key. */
static bool is_null(const struct data_item *item)
{
    return item->kind == DATA_SCALAR && item->plain && !item->tag &&
           (item->length == 0 || strcmp(item->value, "~") == 0 ||
            strcasecmp(item->value, "null") == 0);
}

static bool is_text(const struct data_item *item)
{
    return item->kind == DATA_SCALAR && !is_null(item) && strlen(item->value) == item->length;
}

static int read_text(struct loader *self, const char *key, char **text, struct config_place *place)
{
    if (!is_text(&self->item))
        return fail(self, place_of(&self->item), "%s: not text", key);
    free(*text);
    *text = memory_copy(self->item.value, self->item.length);
    *place = place_of(&self->item);
    return 0;
}

/* One text, or a list of them. */
static int read_list(struct loader *self, const char *key, struct list *list)
{
    list_clear(list);
    if (is_text(&self->item)) {
        list_add(list, self->item.value, self->item.length);
        return 0;
    }
    if (self->item.kind != DATA_LIST_START)
        return fail(self, place_of(&self->item), "%s: expected text or a list of texts", key);
    for (;;) {
        if (next(self) < 0)
            return -1;
        if (self->item.kind == DATA_LIST_END)
            return 0;
        if (!is_text(&self->item))
            return fail(self, place_of(&self->item), "%s: not text", key);
        list_add(list, self->item.value, self->item.length);
    }
}

/* A weight in decimal: strtod would follow the locale. */
static bool parse_weight(double *weight, const struct data_item *item)
{
    double number = 0, unit = 1;
    size_t digits = 0;
    bool point = false;

    if (!is_text(item))
        return false;
    for (const char *p = item->value; *p; p++) {
        if (*p == '.' && !point) {
            point = true;
            continue;
        }
        if (*p < '0' || *p > '9' || ++digits > 15)
            return false;
        number = number * 10 + (*p - '0');
        unit *= point ? 10 : 1;
    }
    *weight = number / unit;
    return digits > 0;
}

/* Calls read for each entry of the mapping that item begins, with the value as item. */
typedef int read_entry(struct loader *self, const char *key, struct config_place place);

static int read_mapping(struct loader *self, const char *name, read_entry *read)
{
    char *key = NULL;
    int status = -1;

    if (self->item.kind != DATA_MAPPING_START)
        return fail(self, place_of(&self->item), "%s: not a mapping", name);
    for (;;) {
        if (next(self) < 0)
            goto done;
        if (self->item.kind == DATA_MAPPING_END)
            break;
        struct config_place place = place_of(&self->item);
        if (self->item.kind != DATA_SCALAR) {
            fail(self, place, "%s: a key is not text", name);
            goto done;
        }
        free(key);
        key = memory_copy(self->item.value, self->item.length);
        if (next(self) < 0 || (!is_null(&self->item) && read(self, key, place) < 0))
            goto done;
    }
    status = 0;
done:
    free(key);
    return status;
}

static int read_rank_weight(struct loader *self, const char *key, struct config_place place)
{
    struct config *config = self->config;
    const struct {
        const char *name;
        double *weight;
    } weights[] = {
        { "quality", &config->rank_quality },
        { "heat", &config->rank_heat },
        { "recency", &config->rank_recency },
    };

    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        if (strcmp(weights[i].name, key) != 0)
            continue;
        if (parse_weight(weights[i].weight, &self->item) && *weights[i].weight <= CONFIG_WEIGHT_MAX)
            return 0;
        return fail(self, place_of(&self->item), "rank: %s: not a number from 0 to %.0f", key,
                    CONFIG_WEIGHT_MAX);
    }
    complain(self, place, "unknown key", key);
    return skip(self);
}

static int read_field(struct loader *self, const char *key, struct config_place place)
{
    const struct field *field = schema_by_name(key, strlen(key));

    if (!field || !field->sources[0].name) {
        complain(self, place, field ? "not a field of front matter" : "unknown field", key);
        return skip(self);
    }
    return read_list(self, key, &self->config->fields[field->id]);
}

static int read_saved(struct loader *self, const char *key, struct config_place place)
{
    struct config *config = self->config;
    struct config_saved *saved = (struct config_saved *)config_saved(config, key, strlen(key));

    if (!key[0] || key[strcspn(key, " \t\n()\"")])
        complain(self, place,
                 "saved: a name with a space, a bracket or a quotation mark cannot be asked for",
                 key);
    if (!saved) {
        config->saved = memory_resize(config->saved, config->saved_count + 1, sizeof *saved);
        saved = &config->saved[config->saved_count++];
        *saved = (struct config_saved){ .name = memory_copy_text(key) };
    }
    if (read_text(self, key, &saved->query, &saved->place) < 0)
        return -1;
    saved->place = place;
    return 0;
}

static int read_limit(struct loader *self, struct config *config)
{
    const char *value = is_text(&self->item) ? self->item.value : "";
    size_t digits = strspn(value, "0123456789");

    config->limit_place = place_of(&self->item);
    if (strcmp(value, "all") == 0) {
        config->limit = -2;
        return 0;
    }
    errno = 0;
    if (digits > 0 && !value[digits])
        config->limit = strtol(value, NULL, 10);
    if (digits == 0 || value[digits] || errno == ERANGE)
        return fail(self, config->limit_place, "limit: not a whole number, and not all");
    return 0;
}

/* rank: text is what --rank=text is. */
static int read_rank(struct loader *self, struct config *config)
{
    config->rank_place = place_of(&self->item);
    config->has_rank = true;
    config->rank_quality = config->rank_heat = config->rank_recency = NAN;
    if (self->item.kind == DATA_SCALAR && strcmp(self->item.value, "text") == 0) {
        config->rank_quality = config->rank_heat = config->rank_recency = 0;
        return 0;
    }
    return read_mapping(self, "rank", read_rank_weight);
}

/* The bytes of a path with the home directory in place of "~/" at its beginning. */
static void add_path(struct buffer *out, const char *path)
{
    const char *home = path[0] == '~' && path[1] == '/' ? getenv("HOME") : NULL;
    buffer_add_text(out, home ? home : "");
    buffer_add_text(out, home ? path + 1 : path);
}

/* One path, or a list. */
static int read_db(struct loader *self, struct config *config)
{
    struct list paths = LIST_INIT;
    struct buffer path = BUFFER_INIT;
    config->db_place = place_of(&self->item);
    int result = read_list(self, "db", &paths);
    list_clear(&config->dbs);
    for (size_t i = 0; result == 0 && i < paths.count; i++) {
        buffer_clear(&path);
        add_path(&path, paths.items[i].data);
        list_add(&config->dbs, buffer_text(&path), path.length);
    }
    if (result == 0 && paths.count == 0)
        result = fail(self, config->db_place, "db: an empty list");
    buffer_release(&path);
    list_release(&paths);
    return result;
}

/* item is the address below which the articles of directory have their permalinks. */
static int add_base(struct loader *self, const char *directory, struct config_place place)
{
    struct config *config = self->config;
    const char *value = is_text(&self->item) ? self->item.value : "";
    bool web = strncasecmp(value, "http://", 7) == 0 || strncasecmp(value, "https://", 8) == 0;
    if (!web)
        return fail(self, place_of(&self->item),
                    "base: not an address that begins with http:// or https://");
    struct buffer path = BUFFER_INIT;
    add_path(&path, directory);
    while (path.length > 1 && path.data[path.length - 1] == '/')
        path.data[--path.length] = '\0';
    if (path.length > 0 && path.data[0] != '/') {
        buffer_release(&path);
        return fail(self, place, "base: %s is not the absolute path of a directory", directory);
    }
    config->bases = memory_resize(config->bases, config->base_count + 1, sizeof *config->bases);
    config->bases[config->base_count++] =
        (struct config_base){ buffer_detach(&path), memory_copy_text(value) };
    return 0;
}

/* One address for all directories, or one for each. */
static int read_base(struct loader *self, struct config *config)
{
    config->base_place = place_of(&self->item);
    config_release_bases(config);
    if (self->item.kind == DATA_SCALAR)
        return add_base(self, "", config->base_place);
    return read_mapping(self, "base", add_base);
}

static int read_fields(struct loader *self, struct config *config)
{
    (void)config;
    return read_mapping(self, "fields", read_field);
}

static int read_queries(struct loader *self, struct config *config)
{
    (void)config;
    return read_mapping(self, "saved", read_saved);
}

static int read_language(struct loader *self, struct config *config)
{
    return read_text(self, "language", &config->language, &config->language_place);
}

static int read_format(struct loader *self, struct config *config)
{
    return read_text(self, "format", &config->format, &config->format_place);
}

/* Several keys, as --sort takes them or as a list. */
static int read_sort(struct loader *self, struct config *config)
{
    struct list keys = LIST_INIT;
    struct buffer joined = BUFFER_INIT;
    config->sort_place = place_of(&self->item);
    int result = read_list(self, "sort", &keys);
    for (size_t i = 0; i < keys.count; i++)
        buffer_printf(&joined, "%s%s", i ? "," : "", keys.items[i].data);
    free(config->sort);
    config->sort = buffer_detach(&joined);
    list_release(&keys);
    return result;
}

static int read_color(struct loader *self, struct config *config)
{
    return read_text(self, "color", &config->color, &config->color_place);
}

static int read_pager(struct loader *self, struct config *config)
{
    return read_text(self, "pager", &config->pager, &config->pager_place);
}

static int add_color(struct loader *self)
{
    struct config *config = self->config;
    if (!is_text(&self->item))
        return fail(self, place_of(&self->item), "colors: not text");
    config->color_places =
        memory_resize(config->color_places, config->colors.count + 1, sizeof *config->color_places);
    config->color_places[config->colors.count] = place_of(&self->item);
    list_add(&config->colors, self->item.value, self->item.length);
    return 0;
}

/* One setting, or a list. */
static int read_colors(struct loader *self, struct config *config)
{
    list_clear(&config->colors);
    if (self->item.kind != DATA_LIST_START)
        return add_color(self);
    for (;;) {
        if (next(self) < 0)
            return -1;
        if (self->item.kind == DATA_LIST_END)
            return 0;
        if (add_color(self) < 0)
            return -1;
    }
}

static int read_include(struct loader *self, struct config *config)
{
    config->include_place = place_of(&self->item);
    return read_list(self, "include", &config->include);
}

static int read_exclude(struct loader *self, struct config *config)
{
    config->exclude_place = place_of(&self->item);
    return read_list(self, "exclude", &config->exclude);
}

static const struct {
    const char *name;
    int (*read)(struct loader *self, struct config *config);
} keys[] = {
    { "db", read_db },           { "language", read_language }, { "include", read_include },
    { "exclude", read_exclude }, { "rank", read_rank },         { "limit", read_limit },
    { "sort", read_sort },       { "format", read_format },     { "color", read_color },
    { "colors", read_colors },   { "pager", read_pager },       { "base", read_base },
    { "fields", read_fields },   { "saved", read_queries },
};
#define KEY_COUNT (sizeof keys / sizeof *keys)

static int read_key(struct loader *self, const char *key, struct config_place place)
{
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (strcmp(keys[i].name, key) != 0)
            continue;
        if (self->seen & 1U << i)
            complain(self, place, "this key was set before, and is now replaced", key);
        self->seen |= 1U << i;
        return keys[i].read(self, self->config);
    }
    complain(self, place, "unknown key", key);
    return skip(self);
}

static int read_document(struct loader *self)
{
    if (next(self) < 0)
        return -1;
    if (self->item.kind == DATA_END)
        return 0;
    if (!is_null(&self->item) && read_mapping(self, "configuration", read_key) < 0)
        return -1;
    return next(self); /* nothing may follow */
}

int config_document_read(struct config *config, const char *text, size_t length, config_warn *warn,
                         void *context, struct error *err)
{
    struct loader self = {
        .config = config,
        .reader = data_reader_new(&data_form_yaml, text, length),
        .warn = warn,
        .context = context,
        .err = err,
    };
    int status = read_document(&self);

    data_reader_free(self.reader);
    return status;
}
