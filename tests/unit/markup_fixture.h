/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup_fixture.h: text with markup, and what is left of it. */
#ifndef NEWSSEARCH_MARKUP_FIXTURE_H
#define NEWSSEARCH_MARKUP_FIXTURE_H

#include <string.h>

#include "body/body.h"
#include "body/markup.h"
#include "buffer.h"
#include "tap.h"

typedef void remover(struct buffer *out, const char *text, size_t length);

static inline void markdown(struct buffer *out, const char *text, size_t length)
{
    body_add_text(out, "/a/b.md", text, length);
}

static inline void mdx(struct buffer *out, const char *text, size_t length)
{
    body_add_text(out, "b.MDX", text, length);
}

static inline void html(struct buffer *out, const char *text, size_t length)
{
    body_add_text(out, "b.html", text, length);
}

struct markup_row {
    remover *remove;
    const char *text, *want, *name;
};

static inline void check_markup(const struct markup_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer out = BUFFER_INIT;
        rows[i].remove(&out, rows[i].text, strlen(rows[i].text));
        tap_is_text(buffer_text(&out), rows[i].want, "%s", rows[i].name);
        buffer_release(&out);
    }
}

#endif
