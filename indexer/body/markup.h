/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup.h: text without its markup. The only user of the HTML and Markdown parsers. */
#ifndef NEWSSEARCH_MARKUP_H
#define NEWSSEARCH_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"

/* Appends the text of an HTML document or fragment: character references decoded; script, style,
 * comments, iframe, noembed, noframes, svg and template left out; blocks parted by a newline,
 * white space squeezed. Never fails: HTML has no errors. Takes time in proportion to length,
 * whatever the nesting. */
void markup_html(struct buffer *out, const char *text, size_t length);

struct markup_options {
    bool mdx;    /* the document is MDX */
    bool images; /* the text of images is text */
};

/* Appends the text of a Markdown document (CommonMark with tables, and what dialect.h knows of);
 * raw HTML in it as by markup_html. */
void markup_markdown(struct buffer *out, const char *text, size_t length,
                     struct markup_options options);

/* Appends a title or excerpt: character references decoded, tags removed, white space squeezed to
 * single spaces. "a < b", "AT&T" and "List<String>" stay as they are: a tag is one whose name
 * is that of an HTML element. */
void markup_line(struct buffer *out, const char *text, size_t length);

#endif
