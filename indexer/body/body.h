/* SPDX-License-Identifier: GPL-2.0-or-later */
/* body.h: the text of an article's body, as a reader of the published article sees it. */
#ifndef NEWSSEARCH_BODY_H
#define NEWSSEARCH_BODY_H

#include <stddef.h>

#include "buffer.h"

/* Appends the text of a body, which is Markdown, MDX or HTML by the ending of path. Bytes that are
 * not UTF-8 become U+FFFD. Never fails, and takes time in proportion to length. */
void body_add_text(struct buffer *out, const char *path, const char *body, size_t length);

/* The same without what Markdown's images say in place of the picture. */
void body_add_text_without_images(struct buffer *out, const char *path, const char *body,
                                  size_t length);

#endif
