/* SPDX-License-Identifier: GPL-2.0-or-later */
/* snippet.h: the words around the matches: the part of the excerpt or body with most of the
 * query's words, on one line, cut between words to a number of columns, with the matches marked. */
#ifndef NEWSSEARCH_SNIPPET_H
#define NEWSSEARCH_SNIPPET_H

#include "article.h"
#include "marker.h"
#include "result.h"

#define SNIPPET_COLUMNS 300 /* where the format does not say */

/* A text on one line with its marks. */
struct passage {
    struct buffer text;
    struct mark_list marks;
};

/* Takes the article's excerpt; snippet_make has to follow. */
void snippet_begin(struct passage *excerpt, struct marker *marker, const struct article *article);

/* Whether a body may show more than the excerpt does: it should be read before snippet_make. */
bool snippet_needs_body(const struct passage *excerpt, const struct marker *marker);

/* Fills *snippet (snippet_release) from the excerpt, which is released, or from the article's body
 * where that shows more of the words. Without a match: how the excerpt begins, or else the body.
 * An ellipsis (U+2026) marks an end where text is left out. */
void snippet_make(struct snippet *snippet, struct passage *excerpt, struct marker *marker,
                  const struct article *article, size_t columns);

/* The whole title, with its marks. */
void snippet_title(struct snippet *snippet, struct marker *marker, const struct article *article);

void snippet_release(struct snippet *snippet);

#endif
