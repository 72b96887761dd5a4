/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_prefix.h"

#include <string.h>
#include <strings.h>

#include "ascii.h"
#include "schema.h"

/* Prefixes of other tools, and what to write here; %s is the value. */
static const struct {
    const char *prefix, *written;
} foreign_prefixes[] = {
    { "before", "date:..%s" },   { "until", "date:..%s" },
    { "older", "date:..%s" },    { "older_than", "date:..%s" },
    { "after", "date:%s.." },    { "since", "date:%s.." },
    { "newer", "date:%s.." },    { "newer_than", "date:%s.." },
    { "year", "date:%s" },       { "day", "date:%s" },
    { "from", "author:%s" },     { "by", "author:%s" },
    { "intitle", "title:%s" },   { "allintitle", "title:%s" },
    { "subject", "title:%s" },   { "headline", "title:%s" },
    { "name", "title:%s" },      { "intext", "body:%s" },
    { "allintext", "body:%s" },  { "content", "body:%s" },
    { "text", "body:%s" },       { "inurl", "url:%s" },
    { "allinurl", "url:%s" },    { "link", "url:%s" },
    { "source", "provider:%s" }, { "publisher", "provider:%s" },
    { "domain", "site:%s" },     { "host", "site:%s" },
    { "file", "path:%s" },       { "filename", "path:%s" },
    { "folder", "path:%s" },     { "in", "path:%s" },
    { "filetype", "path:%s" },   { "ext", "path:%s" },
    { "label", "topic:%s" },     { "keyword", "topic:%s" },
    { "subreddit", "topic:%s" }, { "score", "quality:%s" },
    { "summary", "excerpt:%s" }, { "description", "excerpt:%s" },
    { "created", "date:%s" },    { "updated", "date:%s" },
    { "on", "date:%s" },         { "during", "date:%s" },
    { "language", "lang:%s" },   { "locale", "lang:%s" },
    { "user", "author:%s" },     { "org", "provider:%s" },
    { "sort", "--sort=%s" },     { "limit", "--limit=%s" },
};

/* Filters of other tools for what published: says. */
static const struct {
    const char *filter, *written;
} foreign_filters[] = {
    { "draft:true", "published:false" },   { "draft:yes", "published:false" },
    { "draft:false", "published:true" },   { "draft:no", "published:true" },
    { "is:draft", "published:false" },     { "is:published", "published:true" },
    { "status:draft", "published:false" }, { "status:published", "published:true" },
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

const char *query_foreign_prefix(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof foreign_prefixes / sizeof *foreign_prefixes; i++)
        if (strlen(foreign_prefixes[i].prefix) == length &&
            strncasecmp(foreign_prefixes[i].prefix, name, length) == 0)
            return foreign_prefixes[i].written;
    return NULL;
}

void query_add_meant(struct buffer *out, const char *name, size_t name_length, const char *value,
                     size_t length)
{
    for (size_t i = 0; i < sizeof foreign_filters / sizeof *foreign_filters; i++) {
        const char *filter = foreign_filters[i].filter, *colon = strchr(filter, ':');
        if ((size_t)(colon - filter) == name_length && strlen(colon + 1) == length &&
            strncasecmp(filter, name, name_length) == 0 &&
            strncasecmp(colon + 1, value, length) == 0) {
            buffer_printf(out, "; did you mean %s?", foreign_filters[i].written);
            return;
        }
    }
    const struct field *near = schema_nearest(name, name_length);
    const char *written = query_foreign_prefix(name, name_length);
    if (!written && !near)
        return;
    buffer_add_text(out, "; did you mean ");
    if (!written) {
        buffer_printf(out, "%s:%.*s?", near->prefix, (int)length, value);
        return;
    }
    const char *place = strstr(written, "%s");
    buffer_add(out, written, (size_t)(place - written));
    buffer_add(out, value, length);
    buffer_printf(out, "%s?", place + strlen("%s"));
}

size_t query_name_before_colon(const char *text, const char *end)
{
    const char *at = text;
    while (at < end && is_name_byte(*at, at == text))
        at++;
    return at < end && *at == ':' ? (size_t)(at - text) : 0;
}
