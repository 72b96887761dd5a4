/* SPDX-License-Identifier: GPL-2.0-or-later */
/* since.h: --since-last=NAME: articles that were added, or whose text changed, since the last
 * search as NAME. The known articles are kept in a file (since_state.h), which changes only
 * after all matches were printed, or with --seen. */
#ifndef NEWSSEARCH_SINCE_H
#define NEWSSEARCH_SINCE_H

#include <stdbool.h>

#include "engine.h"
#include "error.h"
#include "order.h"
#include "request/request.h"
#include "since_state.h"

struct since {
    const char *name; /* NULL: --since-last was not given */
    struct since_state state;
    struct list warnings;
    struct since_known printed; /* what is known once the results are printed */
    bool noted;                 /* a search was done */
    bool whole;                 /* all that matched are among the results */
};

/* Reads the state of the request's name. Asked with another query or index, it has a
 * warning. */
int since_open(struct since *since, const struct request *request, struct error *err);
void since_release(struct since *since);

/* Whether no article is known yet. */
bool since_is_first(const struct since *since);

/* matching (owned), filtered by what is not known. */
struct engine_query *since_filter(struct engine_query *matching, const struct since *since,
                                  struct error *err);

/* The latest SLOT_INDEXED that the database holds; 0 if it holds none. */
int since_latest(double *latest, struct shim_database *database, struct error *err);

/* The result of the search: the rows to print, the total, and the documents that the rows stand
 * for, with those that were collapsed. */
struct since_found {
    const struct row_list *rows;
    uint64_t total;
    const uint32_t *docids;
    size_t count;
    struct list *warnings; /* gets what is left out, and the warnings of since_open */
};
/* After a search, before its results are printed: notes what will be known then. */
int since_note(struct since *since, const struct request *request, const struct since_found *found,
               struct shim_database *database, struct error *err);

/* After the results were printed; written: completely and without an error. */
int since_end(struct since *since, const struct request *request, bool written, struct error *err);

/* --seen: moves on to what the last --peek printed. Beside another query or index, warnings gets a
 * sentence. */
int since_seen(const struct request *request, struct list *warnings, struct error *err);

#endif
