/* SPDX-License-Identifier: GPL-2.0-or-later */
/* match_set.h: which articles a query finds, without an order. */
#ifndef NEWSSEARCH_MATCH_SET_H
#define NEWSSEARCH_MATCH_SET_H

#include <stdbool.h>
#include <stdint.h>

#include "engine.h"
#include "error.h"
#include "order.h"
#include "regex/docset.h"
#include "regex/regex_filter.h"

/* An empty set for all articles. */
int match_set_init(struct docset *set, struct shim_database *database, struct error *err);

/* Fills *set with the documents of all rows that were found. */
int match_set_take(struct docset *set, const struct engine_matches *found,
                   struct shim_database *database, struct error *err);
int match_set_take_rows(struct docset *set, const struct row_list *rows,
                        struct shim_database *database, struct error *err);

/* Fills *set with the articles that a query finds and filters (NULL: none) accept, of a database
 * on this machine. */
int match_set_find(struct docset *set, const struct engine_query *query,
                   const struct regex_filters *filters, struct shim_database *database,
                   struct error *err);

/* query (owned), filtered by the articles of a set, without weight; unchanged if the set has no
 * bits. */
struct engine_query *match_set_filter(struct engine_query *query, const struct docset *set,
                                      struct error *err);

#endif
