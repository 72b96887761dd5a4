/* SPDX-License-Identifier: GPL-2.0-or-later */
/* result.h: one row of the results: an article, with why and where it matched. */
#ifndef NEWSSEARCH_RESULT_H
#define NEWSSEARCH_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article.h"
#include "retrieve/rank.h"

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

void result_release(struct result *result);

/* What a format needs of results, so that nothing is computed in vain. */
struct result_needs {
    bool exact_total;
    bool snippets; /* snippet and marked title; reads document data */
    bool body;     /* the body and related */
    bool roots;    /* the registered directories */
    bool others;   /* the providers of what --collapse=story leaves out */
    size_t snippet_columns;
    unsigned fields; /* those that are shown (FIELD_BIT) */
};

#endif
