/* SPDX-License-Identifier: GPL-2.0-or-later */
/* front_matter_fixture.h: front matter read into an article, with its warnings and its error. */
#ifndef NEWSSEARCH_FRONT_MATTER_FIXTURE_H
#define NEWSSEARCH_FRONT_MATTER_FIXTURE_H

#include <string.h>

#include "buffer.h"
#include "front_matter.h"
#include "tap.h"

static struct article article;
static struct buffer warnings;
static struct error err;
static size_t body;

static inline void warn(void *context, const char *message)
{
    (void)context;
    buffer_printf(&warnings, "%s%s", warnings.length > 0 ? "; " : "", message);
}

static inline enum front_matter_result parse_bytes(const char *text, size_t length,
                                                   const struct config *config)
{
    struct front_matter_options options = { .config = config, .warn = warn };

    article_clear(&article);
    buffer_clear(&warnings);
    err.text[0] = '\0';
    return front_matter_parse(&article, text, length, &body, &options, &err);
}

/* The field's values, joined by |, or its number, or "-". */
static inline const char *shown(enum field_id id)
{
    static struct buffer text;

    buffer_clear(&text);
    if (article.has[id])
        buffer_printf(&text, "%lld", (long long)article.numbers[id]);
    for (size_t i = 0; i < article.values[id].count; i++)
        buffer_printf(&text, "%s%s", i > 0 ? "|" : "", article.values[id].items[i].data);
    return text.length > 0 ? buffer_text(&text) : "-";
}

/* The end of a test. */
static inline int front_matter_done(void)
{
    article_release(&article);
    buffer_release(&warnings);
    return tap_done();
}

#endif
