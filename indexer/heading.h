/* SPDX-License-Identifier: GPL-2.0-or-later */
/* heading.h: finds the heading that is the title of an article without one. */
#ifndef NEWSSEARCH_HEADING_H
#define NEWSSEARCH_HEADING_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"

/* Appends the level-1 heading (# Heading, a line of = below, <h1>, or an HTML document's <title>)
 * that is before all other text of the body, as one line. text is what
 * body_add_text made of the markup. False: there is no such heading. */
bool heading_find(struct buffer *out, const char *path, const char *markup, size_t length,
                  const struct buffer *text);

#endif
