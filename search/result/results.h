/* SPDX-License-Identifier: GPL-2.0-or-later */
/* results.h: the results of a search, as output.h prints them. */
#ifndef NEWSSEARCH_RESULTS_H
#define NEWSSEARCH_RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article.h"
#include "error.h"
#include "query/query.h"
#include "request/request.h"

struct score_parts {
    double text, quality, heat, recency; /* their sum is the score */
};

struct word_share { /* --explain: what one word in one field gave */
    char *word;
    const char *field; /* key, or "text" for free words */
    double weight;
};

struct snippet {
    char *text;         /* UTF-8, one line, NULL or "" if there is none */
    size_t (*marks)[2]; /* byte ranges of the matches in text, in order, not overlapping */
    size_t mark_count;
};

struct result {
    uint32_t rank; /* from 1, over all pages */
    uint32_t docid;
    double score;
    uint32_t collapsed;     /* how many more share its value, under --collapse */
    struct list others;     /* providers of some of them, if asked for, each name once */
    struct article article; /* body and related only if asked for */
    struct snippet snippet;
    struct snippet title; /* the title with its matches marked */
    struct score_parts parts;
    struct word_share *shares;
    size_t share_count;
};

struct bucket {
    char *value; /* UTF-8; of a chart: its label; NULL: articles without a value (charts only, last)
                  */
    uint64_t count;
};

struct bucket_list {
    const char *name;       /* "topic", "month" */
    struct bucket *buckets; /* facets: most first, then by value; charts: in order */
    size_t count;
    bool sparse; /* of a chart: the empty buckets would be too many, and are left out */
};

struct results {
    char *query;          /* its text */
    struct list warnings; /* sentences about the query, such as an unknown prefix */
    struct list left_out; /* stop words of the query that need not occur */
    uint64_t total;       /* of articles; under --collapse of what is left. Facets and charts
                             count all matches in either case. */
    bool total_exact;
    uint32_t offset, limit; /* limit LIMIT_ALL: all */
    size_t count;           /* of rows */
    struct result *rows;    /* the first of them; results_row gives any */
    void *source;           /* where rows beyond those are read from; NULL: all are in rows */
    size_t ready;           /* with a source: how many are in rows */
    int (*fetch)(void *source, size_t number, struct result *row, struct error *err);
    void (*source_free)(void *source);
    struct bucket_list *facets;
    size_t facet_count;
    struct bucket_list *charts;
    size_t chart_count;
    struct list roots;  /* the registered directories, if they are needed */
    char *parsed_query; /* --explain, else NULL */
    char *strategy;     /* how the rows were found; likewise */
    char *suggestion;   /* a word to try, else NULL */
};

#endif
