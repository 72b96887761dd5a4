/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searcher.h: an open database with the settings of a request, for one search or a batch. */
#ifndef NEWSSEARCH_SEARCHER_H
#define NEWSSEARCH_SEARCHER_H

#include <stdbool.h>
#include <stdint.h>

#include "error.h"
#include "list.h"
#include "regex/regex_filter.h"
#include "request/request.h"
#include "since.h"
#include "xapian_shim.h"

struct searcher {
    const struct request *request;
    struct shim_database *database; /* NULL after a failure to open it again */
    struct shim_stemmer *stemmer;
    char *language;
    struct regex_cache *regexes;
    struct regex_filters filters; /* -e and --not-regex */
    bool stale;                   /* a row could not be read: the database has gone on */
    bool mixed;                   /* its shards are of several runs, and none is going on */
    struct since since;           /* --since-last */
};

/* Opens request->places. A schema or language that cannot be searched together is an error
 * with a sentence that says what to run. */
struct searcher *searcher_open(const struct request *request, struct error *err);
void searcher_close(struct searcher *searcher);

/* After the results of --since-last were printed (written: completely and without an error): what
 * the next search of that name will not print again. Without --since-last nothing is done. */
int searcher_remember(struct searcher *searcher, bool written, struct error *err);

/* Runs attempt until no commit overtakes it, reopening between; after 10 s of that gives up with
 * STATUS_BUSY. */
typedef int searcher_attempt(struct searcher *searcher, void *context, struct error *err);
int searcher_repeat(struct searcher *searcher, searcher_attempt *attempt, void *context,
                    struct error *err);

/* Whether what failed just now did because commits have overtaken the search. */
bool searcher_overtaken(struct searcher *searcher);

/* After an article was read that has no path. Blocks that a commit has written over can look like
 * an article without anything, damaged ones as well. Returns -1. */
int searcher_blank_article(struct searcher *searcher, uint32_t docid, struct error *err);

#endif
