/* SPDX-License-Identifier: GPL-2.0-or-later */
/* template.h: the template languages that a site generator expands before it reads a text:
 * Liquid (Jekyll), Nunjucks (Eleventy), Tera (Zola), and Hugo's shortcodes. Their output is not
 * known here; their tags are not text. */
#ifndef NEWSSEARCH_TEMPLATE_H
#define NEWSSEARCH_TEMPLATE_H

#include "buffer.h"
#include "list.h"
#include "scan.h"

enum template_kind {
    TEMPLATE_NONE,
    TEMPLATE_OUTPUT, /* {{ x }}, {{< x >}}: something may be printed here */
    TEMPLATE_TAG,    /* {% x %}, comments: nothing is */
    TEMPLATE_RAW,    /* {% raw %} with its end: the part between them is text */
    TEMPLATE_CODE,   /* {% highlight %} with its end: start to stop is code */
    TEMPLATE_TEXT,   /* an escaped shortcode: shown as {{<, start to stop, >}} */
};

struct template
{
    enum template_kind kind;
    size_t end; /* past all of it; with TEMPLATE_RAW past the tag */
    size_t start, stop;
};

/* What is known of the templates of one text. */
struct templates {
    struct scan *scan;    /* borrowed */
    size_t raw_until;     /* everything before it is text */
    struct list assigned; /* the names that {% assign %}, {% capture %} and {% for %} give */
};

void templates_init(struct templates *templates, struct scan *scan);
void templates_release(struct templates *templates);

/* The template that begins with the brace at at; one that is not closed is none. */
struct template template_at(struct templates *templates, size_t at);

/* Appends code from start to stop. Templates in it are code, but for {% raw %} and {% endraw %},
 * which authors put around code that shows templates, and for {{ name }} where the text has
 * given name a value before: there the generator prints it. */
void template_add_code(struct templates *templates, struct buffer *out, size_t start, size_t stop);

/* Appends HTML without its templates; the content of <pre> and <code> is unchanged, and
 * {% highlight %} becomes <pre>. */
void template_remove(struct buffer *out, const char *text, size_t length);

#endif
