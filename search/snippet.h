/* snippet.h: the words around the matches: the part of excerpt or body that holds most of what
 * was asked for, one line, cut between words to a number of columns, with the matches marked. */
#ifndef NEWSSEARCH_SNIPPET_H
#define NEWSSEARCH_SNIPPET_H

#include "article.h"
#include "marker.h"
#include "results.h"

#define SNIPPET_COLUMNS 300 /* where the format does not say */

/* Fills *snippet (snippet_release) from the article's excerpt, or from its body where that shows
 * more of the words. Without a match: how the excerpt begins, or else the body. Where text is left
 * out at an end stands an ellipsis (U+2026). */
void snippet_make(struct snippet *snippet, struct marker *marker, const struct article *article,
                  size_t columns);

/* Whether the excerpt alone shows all there is to show, so that the body need not be read. */
bool snippet_is_complete(struct marker *marker, const struct article *article);

/* The whole title, with its marks. */
void snippet_title(struct snippet *snippet, struct marker *marker, const struct article *article);

void snippet_release(struct snippet *snippet);

#endif
