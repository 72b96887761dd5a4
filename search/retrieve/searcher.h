/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searcher.h: what the files of a search share. The struct is opaque to all other files. */
#ifndef NEWSSEARCH_SEARCHER_H
#define NEWSSEARCH_SEARCHER_H

#include <stdbool.h>
#include <stdint.h>

#include "error.h"
#include "list.h"
#include "query/query.h"
#include "regex/regex_filter.h"
#include "request/request.h"
#include "since.h"
#include "xapian_shim.h"

struct searcher {
    const struct request *request;
    struct shim_database *database;
    struct shim_stemmer *stemmer;
    char *language;
    struct regex_cache *regexes;
    struct regex_filters options; /* -e and --not-regex, checked on opening */
    bool stale;                   /* a row could not be read: the database has gone on */
    bool mixed;                   /* its shards are of several runs, and none is going on */
    struct since since;           /* --since-last */
};

/* Opens the database anew, and looks at its schema and language. */
int searcher_reopen(struct searcher *searcher, struct error *err);

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

/* Parses text with the searcher's settings and adds the filters of -e. warnings may be NULL. */
int searcher_parse(struct searcher *searcher, struct query *query, const char *text, bool any,
                   struct list *warnings, struct error *err);

/* What the query finds, with --like and --since-last; *scored says whether it gives weight. */
struct shim_query *searcher_matching(struct searcher *searcher, struct query *query, bool *scored,
                                     struct error *err);

#endif
