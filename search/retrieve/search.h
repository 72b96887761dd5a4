/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search.h: one request on one database: matching, ranking, counting, fetching.
 *
 * If a commit overtakes the search (SHIM_FAULT_MODIFIED), it starts again on a reopened database,
 * before any result was given out. After 10 s of that the status is STATUS_BUSY.
 */
#ifndef NEWSSEARCH_SEARCH_H
#define NEWSSEARCH_SEARCH_H

#include "error.h"
#include "request/request.h"
#include "result/results.h"

/* What a format needs, so that nothing is computed in vain. */
struct search_needs {
    bool exact_total;
    bool snippets; /* snippet and marked title; reads document data */
    bool body;     /* the body and related */
    bool roots;    /* the registered directories */
    bool others;   /* the providers of what --collapse=story leaves out */
    size_t snippet_columns;
    unsigned fields; /* bit 1 << field_id for each field that is shown */
};

struct searcher; /* an open database with its settings; opaque */

/* Opens request->places. A schema or language that cannot be searched together is an error
 * with a sentence that says what to run. */
struct searcher *searcher_open(const struct request *request, struct error *err);
void searcher_close(struct searcher *searcher);

/* Runs text (request->query, or one line of a batch). On success *results is filled;
 * results_release it. */
int searcher_run(struct searcher *searcher, const char *text, const struct search_needs *needs,
                 struct results *results, struct error *err);
void results_release(struct results *results);
/* Row number of results (from 0). Beyond the first ten thousand it is read from the index just now,
 * into *made, which is result_release's in either case; a commit that overtakes that is an error
 * (NULL, STATUS_BUSY), since what was printed cannot be taken back. */
const struct result *results_row(const struct results *results, size_t number, struct result *made,
                                 struct error *err);
void result_release(struct result *row);

/* After the results of --since-last were printed (written: completely and without an error): what
 * the next search of that name will not print again. Without --since-last nothing is done. */
int searcher_remember(struct searcher *searcher, bool written, struct error *err);

/* The number of matches under --any, and the nearest name (suggest_name.h) or word of the index:
 * for a search that found nothing.
 * *any_total is 0 where --any would not help. */
int searcher_suggest(struct searcher *searcher, const char *text, uint64_t *any_total,
                     char **suggestion, struct error *err);

#endif
