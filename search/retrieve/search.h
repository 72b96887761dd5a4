/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search.h: from the text of a query to the articles that match, in order, and what was counted. */
#ifndef NEWSSEARCH_SEARCH_H
#define NEWSSEARCH_SEARCH_H

#include <stdbool.h>

#include "buckets.h"
#include "error.h"
#include "list.h"
#include "match.h"
#include "query/query.h"
#include "rank.h"
#include "searcher.h"

struct search {
    struct query query;        /* as parsed */
    struct rank rank;          /* what scores are made of */
    struct match_list matches; /* the rows of the page, and the total */
    struct buckets buckets;    /* facets and charts, of all matches */
};

/* Finds the matches of text, with what the searcher's request asks for. exact_total: the total may
 * not be estimated. Fills *search, which is for search_release on failure as well; adds to
 * warnings. For searcher_repeat: a commit may overtake it. */
int search_run(struct search *search, struct searcher *searcher, const char *text, bool exact_total,
               struct list *warnings, struct error *err);
void search_release(struct search *search);

#endif
