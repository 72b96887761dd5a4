/* SPDX-License-Identifier: GPL-2.0-or-later */
/* results.h: the results of a search, as output.h prints them. */
#ifndef NEWSSEARCH_RESULTS_H
#define NEWSSEARCH_RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "list.h"
#include "result.h"
#include "retrieve/buckets.h"
#include "retrieve/searcher.h"

struct results {
    char *query;          /* its text */
    struct list warnings; /* sentences about the query, such as an unknown prefix */
    struct list left_out; /* stop words of the query that need not occur */
    uint64_t total;       /* of articles; under --collapse of what is left. Facets and charts
                             count all matches in either case. */
    bool total_exact;
    uint32_t offset, limit;    /* limit LIMIT_ALL: all */
    size_t count;              /* of rows */
    struct result *rows;       /* the first of them; results_row gives any */
    size_t ready;              /* with a reader: how many are in rows */
    struct row_reader *reader; /* reads the others; NULL: all are in rows */
    struct buckets buckets;
    struct list roots;  /* the registered directories, if they are needed */
    char *parsed_query; /* --explain, else NULL */
    char *strategy;     /* how the rows were found; likewise */
    char *suggestion;   /* a word to try, else NULL */
};

/* Runs text (request->query, or one line of a batch). If a commit overtakes the search, it starts
 * again on a reopened database, before any result was given out (searcher_repeat). On success
 * *results is filled; results_release it, before searcher_close unless all rows are ready. */
int results_search(struct results *results, struct searcher *searcher, const char *text,
                   const struct result_needs *needs, struct error *err);
/* The article at a path or an address (locate.h) as the only row; otherwise as results_search. */
int results_show(struct results *results, struct searcher *searcher, const char *target,
                 const struct result_needs *needs, struct error *err);
void results_release(struct results *results);

/* Row number of results (from 0). One that is not ready is read from the index now, into *made,
 * which is result_release's in either case; a commit that overtakes that is an error (NULL,
 * STATUS_BUSY), since what was printed cannot be taken back. */
const struct result *results_row(const struct results *results, size_t number, struct result *made,
                                 struct error *err);

#endif
