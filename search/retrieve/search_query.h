/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search_query.h: the query of a search: its text, and the options of the request that filter it.
 */
#ifndef NEWSSEARCH_SEARCH_QUERY_H
#define NEWSSEARCH_SEARCH_QUERY_H

#include <stdbool.h>

#include "error.h"
#include "list.h"
#include "query/query.h"
#include "searcher.h"

/* Parses text with the searcher's settings and adds the filters of -e. any: words are joined by OR.
 * warnings may be NULL. */
int search_query_parse(struct query *query, struct searcher *searcher, const char *text, bool any,
                       struct list *warnings, struct error *err);

/* What the query finds, with --like and --since-last; *scored: whether it gives weight. NULL on
 * failure, else the caller's to free. */
struct engine_query *search_query_matching(struct query *query, struct searcher *searcher,
                                           bool *scored, struct error *err);

#endif
