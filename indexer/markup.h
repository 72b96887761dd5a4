/* markup.h: text without its markup. The only user of the HTML and Markdown parsers. */
#ifndef NEWSSEARCH_MARKUP_H
#define NEWSSEARCH_MARKUP_H

#include <stddef.h>

#include "buffer.h"

/* Appends the text of an HTML document or fragment: entities decoded; script, style, head's contents but
 * title, comments, iframe, svg, template left out; blocks parted by a newline, white space squeezed. Never fails: HTML has no
 * errors. Depth is bounded. */
void markup_html(struct buffer *out, const char *text, size_t length);

/* Appends the text of a Markdown document (CommonMark; raw HTML in it by markup_html; Liquid tags
 * {% … %} and {{ … }} left out). */
void markup_markdown(struct buffer *out, const char *text, size_t length);

/* Appends a title or excerpt: entities decoded, tags removed, white space squeezed to single spaces. Text without
 * & and < takes a fast path. "a < b" and "AT&T" stay as they are. */
void markup_line(struct buffer *out, const char *text, size_t length);

#endif
