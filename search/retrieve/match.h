/* SPDX-License-Identifier: GPL-2.0-or-later */
/* match.h: runs a query and brings its matches into total order.
 *
 * The first search asks for one row more than wanted. If the last wanted row and the next one tie,
 * a second search asks for the whole group of equal rows, which is then ordered (order.h). A
 * server cannot run our filters: its rows come in blocks and are filtered on this side.
 */
#ifndef NEWSSEARCH_MATCH_H
#define NEWSSEARCH_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "error.h"
#include "order.h"
#include "refine.h"
#include "regex/docset.h"
#include "request/request.h"
#include "tally.h"
#include "xapian_shim.h"

struct match_plan {
    struct shim_database *database;
    /* Owned, as the bonuses are. */
    struct shim_query *matching; /* which articles */
    struct shim_query *ranked;   /* the same, with all that gives weight */
    /* See refine.h; NULL where ranked has no bonuses, or the database is not one local part. */
    struct shim_query *plain;
    struct refine_bonus *bonuses;
    size_t bonus_count;
    bool weighted; /* the ranked query gives weight */
    double unit;   /* of its weights, as in rank.h */
    bool optional; /* parts of it need not match: Xapian 1.4 must not look at the best alone, it
                      loses weights */
    const struct request_sort *sorts; /* count 0: by relevance */
    size_t sort_count;
    uint32_t offset, limit; /* limit LIMIT_ALL: all */
    bool exact_total;
    bool phrases; /* some of the query's words have to be neighbours */
    bool collapse;
    enum field_id collapse_field;
    struct tally *tally;
};

/* Frees what is needed to find rows, but not to read them. */
void match_plan_release(struct match_plan *plan);

struct match_list {
    struct row_list rows; /* those of the page: offset is taken off */
    uint64_t total;
    bool total_exact;
    struct buffer strategy; /* how they were found, in a few words */
};

int match_run(struct match_list *matches, const struct match_plan *plan, struct error *err);
/* How many articles a query finds: exactly, or (which costs next to nothing) at most. */
int match_count(uint64_t *count, bool exact, const struct shim_query *query,
                struct shim_database *database, struct error *err);

/* Shows every article that a query finds to visit, which returns 0, or -1 when it failed. */
int match_each(const struct shim_query *query, shim_accept *visit, void *context,
               struct shim_database *database, struct error *err);

/* An empty set for all articles. */
int match_set_init(struct docset *set, struct shim_database *database, struct error *err);

/* query, owned, narrowed without weight to the articles of a set; as it was where the set has no
 * bits. */
struct shim_query *match_narrow(struct shim_query *query, const struct docset *set,
                                struct error *err);

void match_list_release(struct match_list *matches);

#endif
