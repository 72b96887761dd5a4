/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query.h: turns the text of a query into an engine query and filters.
 *
 * Its stages: query_scan.c (text to tokens with their places, query_token.h; query_foreign.c
 * refuses operators of other tools, query_hint.c warns), query_parse.c (tokens to a tree, saved
 * queries brought in), query_regex.c (regexes out of the tree) and query_compile.c (the tree to an
 * engine query). The leaves are compiled by query_words.c, query_near.c and query_filter.c, which
 * use query_cut.c (words to elements), query_star.c (elements with a *), query_wildcard.c and
 * query_term.c. query_complain.c makes errors that mark a place in the text, query_describe.c
 * prints how the query was understood.
 */
#ifndef NEWSSEARCH_QUERY_H
#define NEWSSEARCH_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "config.h"
#include "engine.h"
#include "error.h"
#include "list.h"
#include "regex/regex_filter.h"
#include "schema.h"
#include "xapian_shim.h"

struct query_options {
    struct shim_database *database; /* for wildcards */
    struct shim_stemmer *stemmer;   /* of the index's language */
    const char *stop_words;         /* of the index's language (stop_words.h); NULL: none */
    const struct config *config;    /* saved queries; may be NULL */
    bool any;                       /* --any: free words are joined by OR */
    bool ignore_case;               /* -i */
    int64_t now;
    struct regex_cache *cache;                         /* of compiled regexes; may be NULL */
    void (*warn)(void *context, const char *sentence); /* may be NULL */
    void *warn_context;
};

/* A word, phrase or wildcard that was asked for, not excluded: for snippets and suggestions. */
struct query_word {
    enum field_id field; /* FIELD_COUNT: free */
    struct list terms;   /* index terms without their field prefix: a word: its folded form first,
                            then, in a field without stems, all others of its stem; a
                            wildcard: all matching terms */
    bool phrase;         /* terms must be neighbours, in order; else any of terms */
    bool stemmed;        /* the stem was searched: terms[0] is the word, terms[1] its stem */
    char *text;          /* as written */
    size_t start, end;   /* bytes in the query's text */
};

/* Whether it is found by positions: it is a phrase, or in a field without terms of its own. */
bool query_word_has_positions(const struct query_word *word);

/* A word of the query and a stop word right before or after it, folded, in their order. If they are
 * side by side in an article, they add to its score. */
struct query_pair {
    char *terms[2];
    size_t word;    /* which of the two is no stop word */
    char *stem;     /* of that word */
    bool ends;      /* the pair ends the query, or its brackets: vitamin a */
    size_t of_many; /* how many words are side by side there */
};

struct query {
    char *text;                    /* as given, arguments joined */
    struct engine_query *matching; /* all of it but the regex filters; never NULL after success:
                                    everything, if there are only filters */
    bool scored;                   /* holds words that give weight */
    struct query_word *words;
    size_t word_count;
    struct query_pair *pairs;
    size_t pair_count;
    struct list left_out; /* stop words that need not occur, each once */
    struct regex_filters filters;
    bool has_filter_terms; /* has filters by field, range or regex: not empty even without words */
    bool any;              /* as in the options */
    struct query_tree *tree;      /* query_tree.h; for query_describe */
    struct span_text *span_texts; /* query_span_text.h; matching refers to them */
};

/* Parses text. On an error err->text holds three lines: the reason, the query, and
 * a caret under the place (columns as text_columns counts them; the query made safe to print; a
 * long query is cut around the place): ready to print after the program's name. An empty text is a
 * query for everything. */
int query_parse(struct query *query, const char *text, const struct query_options *options,
                struct error *err);
void query_release(struct query *query);

/* The query's tree as a person reads it, for --explain: (pytorch AND azure) FILTER quality:80.. */
void query_describe(const struct query *query, struct buffer *out);

#endif
