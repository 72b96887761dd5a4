/* SPDX-License-Identifier: GPL-2.0-or-later */
/* word_pairs.h: the words of a query that add to the score of articles where they are together. */
#ifndef NEWSSEARCH_WORD_PAIRS_H
#define NEWSSEARCH_WORD_PAIRS_H

#include "engine.h"
#include "error.h"
#include "query/query.h"

/* The words that are side by side in the query, and the words beside stop words, which add where
 * they are as near each other in an article. *pairs is the caller's to free; NULL: there are none.
 */
int word_pairs_list(struct engine_proximity **pairs, const struct query *query, struct error *err);

/* Under --any: matching, owned, with more for articles that have all words. Otherwise as it is. */
struct engine_query *word_pairs_boost_all(struct engine_query *matching, const struct query *query,
                                          struct error *err);

#endif
