/* SPDX-License-Identifier: GPL-2.0-or-later */
/* match_plan.h: what to find, and what to do with each match. */
#ifndef NEWSSEARCH_MATCH_PLAN_H
#define NEWSSEARCH_MATCH_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "collectors.h"
#include "engine.h"
#include "regex/regex_filter.h"
#include "request/request.h"

struct match_plan {
    struct shim_database *database;
    /* Owned, as is proximity. */
    struct engine_query *matching; /* which articles */
    struct engine_query *ranked;   /* the same, with all that gives weight but pairs of words */
    struct engine_proximity *proximity; /* these pairs; NULL: there are none */
    bool weighted;                      /* the ranked query gives weight */
    const struct request_sort *sorts;   /* count 0: by relevance */
    size_t sort_count;
    uint32_t offset, limit; /* limit LIMIT_ALL: all */
    bool exact_total;
    bool phrases; /* some of the query's words have to be neighbours */
    bool collapse;
    enum field_id collapse_field;
    const struct regex_filters *filters; /* borrowed, as the collectors are */
    struct collectors *collectors;
};

/* Frees what is needed to find rows, but not to read them. */
void match_plan_release(struct match_plan *plan);

/* The rows from the first match to the end of the page; UINT32_MAX: all. */
uint32_t match_plan_rows_wanted(const struct match_plan *plan);
/* The filters that the queries leave to be tried on each match, or NULL. */
const struct regex_filters *match_plan_filters_left(const struct match_plan *plan);
/* Whether rows are sorted after all of them were found (row_sort.h): also by a slot where all rows
 * are needed, or known, since Xapian looks up the value of each by itself. */
bool match_plan_sorts_rows(const struct match_plan *plan, bool all_rows);
/* Whether the matches can be sorted without their weights: then only the rows of the page are
 * weighed. */
bool match_plan_weighs_last(const struct match_plan *plan);
/* Whether all matches are found before the page: for the collectors, or to be sorted. */
bool match_plan_finds_all_first(const struct match_plan *plan);

#endif
