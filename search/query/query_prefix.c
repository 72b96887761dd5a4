/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_prefix.h"

#include <string.h>

#include "ascii.h"
#include "query_foreign_range.h"
#include "schema.h"

/* Prefixes of other tools, and what to write here; %s is the value. */
static const struct {
    const char *prefix, *written;
} foreign_prefixes[] = {
    { "before", "date:..%s" },    { "until", "date:..%s" },
    { "older", "date:..%s" },     { "older_than", "date:..%s" },
    { "after", "date:%s.." },     { "since", "date:%s.." },
    { "newer", "date:%s.." },     { "newer_than", "date:%s.." },
    { "year", "date:%s" },        { "day", "date:%s" },
    { "from", "author:%s" },      { "user", "author:%s" },
    { "intitle", "title:%s" },    { "allintitle", "title:%s" },
    { "subject", "title:%s" },    { "headline", "title:%s" },
    { "name", "title:%s" },       { "intext", "body:%s" },
    { "allintext", "body:%s" },   { "content", "body:%s" },
    { "text", "body:%s" },        { "inurl", "url:%s" },
    { "allinurl", "url:%s" },     { "link", "url:%s" },
    { "source", "provider:%s" },  { "publisher", "provider:%s" },
    { "domain", "site:%s" },      { "host", "site:%s" },
    { "file", "path:%s" },        { "filename", "path:%s" },
    { "folder", "path:%s" },      { "in", "path:%s" },
    { "filetype", "path:%s" },    { "ext", "path:%s" },
    { "label", "topic:%s" },      { "keyword", "topic:%s" },
    { "subreddit", "topic:%s" },  { "score", "quality:%s" },
    { "created", "date:%s" },     { "updated", "date:%s" },
    { "on", "date:%s" },          { "during", "date:%s" },
    { "month", "date:%s" },       { "pushed", "date:%s" },
    { "modified", "date:%s" },    { "org", "provider:%s" },
    { "section", "category:%s" }, { "kind", "type:%s" },
    { "dir", "path:%s" },         { "limit", "--limit=%s" },
};

/* Filters of other tools whose value names a field; %s is its prefix. */
static const struct {
    const char *prefix, *written;
} field_filters[] = {
    { "in", "%s:WORD" },
    { "has", "%s:*" },
    { "no", "-%s:*" },
    { "missing", "-%s:*" },
};

/* Filters of other tools for what published: says. */
static const struct {
    const char *name, *value, *written;
} foreign_filters[] = {
    { "draft", "true", "published:false" },   { "draft", "yes", "published:false" },
    { "draft", "false", "published:true" },   { "draft", "no", "published:true" },
    { "is", "draft", "published:false" },     { "is", "published", "published:true" },
    { "status", "draft", "published:false" }, { "status", "published", "published:true" },
};

/* name:value, where name is no field. */
struct prefixed {
    const char *name;
    size_t name_length;
    const char *value;
    size_t length; /* of value */
};

static bool is_name_byte(char byte, bool first)
{
    return ascii_is_letter(byte) ||
           (!first && (byte == '_' || byte == '-' || ascii_is_digit(byte)));
}

void query_add_prefixes(struct buffer *out)
{
    for (int id = 0; id < FIELD_COUNT; id++) {
        buffer_add_text(out, id > 0 ? ", " : "");
        buffer_add_text(out, schema_field((enum field_id)id)->prefix);
    }
}

/* The field that has a front matter key of this name, as categories and byline. */
static const struct field *field_by_source(const char *name, size_t length)
{
    for (int id = 0; id < FIELD_COUNT; id++) {
        const struct field_source *source = schema_field((enum field_id)id)->sources;
        for (; source->name; source++)
            if (!source->inverted && ascii_is_word(name, length, source->name))
                return schema_field((enum field_id)id);
    }
    return NULL;
}

const char *query_foreign_prefix(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof foreign_prefixes / sizeof *foreign_prefixes; i++)
        if (ascii_is_word(name, length, foreign_prefixes[i].prefix))
            return foreign_prefixes[i].written;
    return NULL;
}

/* What is to be written, with length bytes of value in quotes at its %s. */
static void add_written(struct buffer *out, const char *written, const char *quote,
                        const char *value, size_t length)
{
    const char *place = strstr(written, "%s");
    buffer_add(out, written, (size_t)(place - written));
    buffer_printf(out, "%s%.*s%s%s", quote, (int)length, value, quote, place + strlen("%s"));
}

/* published:false for is:draft, author:* for has:author */
static bool add_filter(struct buffer *out, const struct prefixed *typed)
{
    const struct field *field = schema_by_name(typed->value, typed->length);
    for (size_t i = 0; i < sizeof foreign_filters / sizeof *foreign_filters; i++)
        if (ascii_is_word(typed->name, typed->name_length, foreign_filters[i].name) &&
            ascii_is_word(typed->value, typed->length, foreign_filters[i].value)) {
            buffer_add_text(out, foreign_filters[i].written);
            return true;
        }
    bool starless = field && (field->id == FIELD_BODY || field->id == FIELD_RELATED);
    for (size_t i = 0; field && i < sizeof field_filters / sizeof *field_filters; i++)
        if (ascii_is_word(typed->name, typed->name_length, field_filters[i].prefix) &&
            !(starless && strchr(field_filters[i].written, '*'))) {
            add_written(out, field_filters[i].written, "", field->prefix, strlen(field->prefix));
            return true;
        }
    return false;
}

/* --sort=-title for sort:title-desc; dates and numbers come highest first. */
static void add_sort(struct buffer *out, const struct prefixed *typed)
{
    static const struct {
        const char *key;
        bool letters;
    } keys[] = { { "date", false }, { "relevance", false }, { "quality", false },
                 { "heat", false }, { "title", true },      { "path", true } };
    bool reversed = *typed->value == '-'; /* as in --sort=-date */
    const char *value = typed->value + reversed;
    const char *dash = memchr(value, '-', typed->length - reversed);
    size_t length = dash ? (size_t)(dash - value) : typed->length - reversed, key = 0;
    bool ascending = dash && strncasecmp(dash, "-asc", 4) == 0;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (ascii_is_word(value, length, keys[i].key))
            key = i;
    buffer_printf(out, "--sort=%s%s",
                  reversed || (dash && ascending != keys[key].letters) ? "-" : "", keys[key].key);
}

/* date:2021..2022 for created:2021..2022, quality:11.. for score:>10 */
static void add_range(struct buffer *out, const struct field *field, const struct prefixed *typed)
{
    const char *value = typed->value, *order;
    size_t length = typed->length, sign = query_read_order(value, length, &order);
    if (sign > 0) {
        query_add_comparison(out, field, order, value + sign, length - sign);
        return;
    }
    while (length > 0 && *value == '*') {
        value++;
        length--;
    }
    while (length > 0 && value[length - 1] == '*')
        length--;
    buffer_printf(out, "%s:%.*s", field->prefix, (int)length, value);
}

const struct field *query_meant_field(const char *name, size_t length)
{
    const char *written = query_foreign_prefix(name, length);
    const struct field *field =
        written ? schema_by_prefix(written, strcspn(written, ":")) : field_by_source(name, length);
    return written || field ? field : schema_nearest(name, length);
}

/* Whether value would be read as a regular expression that is not valid, as /home/x. */
static bool needs_quotes(const char *value, size_t length)
{
    const char *slash = length > 1 ? memchr(value + 1, '/', length - 1) : NULL;
    return length > 0 && *value == '/' &&
           (!slash || slash + 1 + strspn(slash + 1, "ismx") < value + length);
}

static void add_field(struct buffer *out, const struct prefixed *typed)
{
    const char *written = query_foreign_prefix(typed->name, typed->name_length);
    const struct field *field = query_meant_field(typed->name, typed->name_length);
    const char *order;
    bool compares = query_read_order(typed->value, typed->length, &order) > 0;
    bool ranges = field && query_has_ranges(field);
    if ((!written && !field) || (compares && !ranges))
        return;
    const char *quote = needs_quotes(typed->value, typed->length) ? "\"" : "";
    if (ranges && (compares || memmem(typed->value, typed->length, "..", 2))) {
        add_range(out, field, typed);
    } else if (written) {
        add_written(out, written, quote, typed->value, typed->length);
    } else if (field) {
        buffer_printf(out, "%s:%s%.*s%s", field->prefix, quote, (int)typed->length, typed->value,
                      quote);
    }
}

void query_add_meant(struct buffer *out, const char *name, size_t name_length, const char *value,
                     size_t length)
{
    const struct prefixed typed = { name, name_length, value, length };
    struct buffer meant = BUFFER_INIT;
    if (ascii_is_word(name, name_length, "sort"))
        add_sort(&meant, &typed);
    else if (!add_filter(&meant, &typed))
        add_field(&meant, &typed);
    if (meant.length > 0)
        buffer_printf(out, "; did you mean %s?", buffer_text(&meant));
    buffer_release(&meant);
}

size_t query_name_before_colon(const char *text, const char *end)
{
    const char *at = text;
    while (at < end && is_name_byte(*at, at == text))
        at++;
    return at < end && *at == ':' ? (size_t)(at - text) : 0;
}
