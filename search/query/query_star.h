/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_star.h: makes patterns of the elements of a query that a * touches. */
#ifndef NEWSSEARCH_QUERY_STAR_H
#define NEWSSEARCH_QUERY_STAR_H

#include "buffer.h"
#include "query_element.h"

/* elements are those of text. names: the index also has names of several parts, so a * may match
 * parts of a name. */
void query_star_join(struct query_elements *elements, const char *text, size_t length, bool names);

/* Appends the regex of what text with its stars matches: "/^open s/i" for open s*. Nothing if text
 * has only stars. */
void query_star_add_regex(struct buffer *out, const char *text, size_t length);

#endif
