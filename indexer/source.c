/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "source.h"

#include <stdbool.h>
#include <string.h>

#include "body/body.h"
#include "encoding.h"
#include "file_name.h"
#include "heading.h"
#include "text.h"

/* The title of an article whose front matter has none. */
static void set_title(struct article *article, const char *path, const char *markup, size_t length,
                      const struct buffer *body)
{
    struct buffer title = BUFFER_INIT, name = BUFFER_INIT;

    if (!heading_find(&title, path, markup, length, body)) {
        file_name_title(&name, path);
        text_repair(&title, buffer_text(&name), name.length);
    }
    list_add(&article->values[FIELD_TITLE], buffer_text(&title), title.length);
    buffer_release(&name);
    buffer_release(&title);
}

static void set_body(struct article *article, const char *path, const char *markup, size_t length)
{
    struct buffer body = BUFFER_INIT;

    body_add_text(&body, path, markup, length);
    if (body.length > 0)
        list_add(&article->values[FIELD_BODY], body.data, body.length);
    if (!article_first(article, FIELD_TITLE))
        set_title(article, path, markup, length, &body);
    buffer_release(&body);
}

/* What no key of the front matter says. */
static void set_defaults(struct article *article, const char *path, size_t above)
{
    if (!article->has[FIELD_PUBLISHED]) {
        article->has[FIELD_PUBLISHED] = true;
        article->numbers[FIELD_PUBLISHED] = 1;
    }
    if (!article->has[FIELD_DATE])
        article->has[FIELD_DATE] = file_name_date(path, &article->numbers[FIELD_DATE]);
    if (!article_first(article, FIELD_LANG)) {
        const char *tag;
        size_t length = file_name_language(path, above, &tag);
        if (length > 0)
            list_add(&article->values[FIELD_LANG], tag, length);
    }
    list_add_text(&article->values[FIELD_PATH], path);
}

/* text is UTF-8. */
static enum source_result parse_text(struct article *article, const char *path, const char *text,
                                     size_t length, const struct front_matter_options *options,
                                     struct error *err)
{
    size_t body = 0;

    switch (front_matter_parse(article, text, length, &body, options, err)) {
    case FRONT_MATTER_UNREAD:
        return SOURCE_UNREAD;
    case FRONT_MATTER_NONE:
        if (!options->plain)
            return SOURCE_IGNORED;
        break;
    case FRONT_MATTER_BAD:
        return SOURCE_SKIPPED;
    case FRONT_MATTER_READ:
        break;
    }
    set_defaults(article, path, options->above);
    set_body(article, path, text + body, length - body);
    return SOURCE_ARTICLE;
}

enum source_result source_parse(struct article *article, const char *path, const char *bytes,
                                size_t length, const struct front_matter_options *options,
                                struct error *err)
{
    struct buffer converted = BUFFER_INIT;
    struct error damage;

    enum encoding_result encoding = encoding_read(&converted, bytes, length, &damage);
    if (encoding == ENCODING_BINARY) {
        *err = damage;
        return SOURCE_SKIPPED;
    }
    if (encoding != ENCODING_UTF8) {
        bytes = buffer_text(&converted);
        length = converted.length;
    }
    if (encoding_has_lone_cr(bytes, length)) {
        if (encoding == ENCODING_UTF8)
            buffer_add(&converted, bytes, length);
        encoding_end_lines(converted.data, length);
        bytes = converted.data;
    }
    enum source_result result = parse_text(article, path, bytes, length, options, err);
    bool is_read = result == SOURCE_ARTICLE || result == SOURCE_SKIPPED;
    if (encoding == ENCODING_DAMAGED && is_read && options->warn)
        options->warn(options->warn_context, damage.text);
    buffer_release(&converted);
    return result;
}
