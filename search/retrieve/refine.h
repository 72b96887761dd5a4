/* SPDX-License-Identifier: GPL-2.0-or-later */
/* refine.h: the best rows of a ranked query when proximity bonuses are expensive.
 *
 * Whether two words are side by side is read from position lists, for each article with both
 * words: many times the work of the rest of the search. So the query first runs without bonuses,
 * for more rows than wanted, and the full score of these rows is computed. If no other article
 * could reach the last wanted row even with all bonuses, the order is that of the full query.
 */
#ifndef NEWSSEARCH_REFINE_H
#define NEWSSEARCH_REFINE_H

#include <stdbool.h>
#include <stdint.h>

#include "buffer.h"
#include "error.h"
#include "order.h"
#include "xapian_shim.h"

/* Adds its weight to the articles that it matches; these all hold both terms. It is made of the
 * weights of the plain ones, times factor, which occur no more often. */
struct refine_bonus {
    struct shim_query *query; /* owned */
    struct buffer terms[2], plain[2];
    double factor;
};

void refine_bonus_release(struct refine_bonus *bonus);

struct refine_plan {
    struct shim_database *database; /* of one local part */
    const struct shim_query *plain; /* what weighs, but for the bonuses */
    const struct refine_bonus *bonuses;
    size_t bonus_count;
    bool optional;    /* as in match_plan.h */
    uint32_t counted; /* the number of matches to count in any case; UINT32_MAX: all */
};

struct refined {
    struct row_list rows; /* by weight: the wanted, and all that tie with the one after them */
    bool done;            /* false: the full query has to be run */
    uint32_t lower, estimated, upper; /* of the total */
    struct buffer strategy;           /* how the rows were found before they were rescored */
};

/* The best want rows by plain and bonuses, and one more to see whether it ties. */
int refine(struct refined *refined, const struct refine_plan *plan, uint32_t want,
           struct error *err);

#endif
