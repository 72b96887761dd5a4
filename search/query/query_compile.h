/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_compile.h: makes the engine's query from the tree of a query. */
#ifndef NEWSSEARCH_QUERY_COMPILE_H
#define NEWSSEARCH_QUERY_COMPILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "error.h"
#include "query.h"
#include "query_tree.h"

struct query_compiler {
    const struct query_options *options;
    struct query *query;
    size_t terms;      /* so far, at most QUERY_WORDS_MAX without expansions */
    size_t expanded;   /* the terms of wildcards and stems so far */
    uint32_t position; /* of the last term, for Xapian's description */
    struct buffer term;
};

/* The kind of a compiled node. */
enum query_part_kind {
    PART_EMPTY,  /* nothing: punctuation without a word */
    PART_ALL,    /* everything: a lone *, a regex, an empty saved query */
    PART_FILTER, /* query, without weight */
    PART_SCORED, /* query, with weight */
};

struct query_part {
    enum query_part_kind kind;
    struct engine_query *query; /* the caller's; NULL for EMPTY and ALL */
};

/* Flags: where a node is in the query. */
#define COMPILE_EXCLUDED 1U    /* below a NOT or - */
#define COMPILE_LOOSE 2U       /* all its words must occur, at any positions */
#define COMPILE_OTHER_WORDS 4U /* other words of the query remain if stop words are left out */

int query_compile(struct query_compiler *compiler, struct query_node *node, unsigned flags,
                  struct query_part *part, struct error *err);

/* The leaves: words and phrases (query_words.c), NEAR and ADJ (query_near.c), filters
 * (query_filter.c). */
int query_compile_words(struct query_compiler *compiler, struct query_node *node, unsigned flags,
                        struct query_part *part, struct error *err);
int query_compile_near(struct query_compiler *compiler, struct query_node *node, unsigned flags,
                       struct query_part *part, struct error *err);
int query_compile_filter(struct query_compiler *compiler, struct query_node *node,
                         struct query_part *part, struct error *err);

/* Whether the node is a stop word: plain, free and not in capitals. If so, sets what --explain
 * shows of it. */
bool query_is_stop_word(const struct query_compiler *compiler, struct query_node *node);
/* Whether the node is a stop word, or brackets or a saved query with stop words and no other words.
 */
bool query_has_stop_words_only(const struct query_compiler *compiler, struct query_node *node);
/* Notes the pairs (struct query_pair) of a sequence. */
void query_note_pairs(struct query_compiler *compiler, const struct query_node *sequence);

/* Moves the regexes from the tree to the filters of the query. A regex at a place where it is not
 * allowed is an error. */
bool query_is_regex(const struct query_node *node);
int query_take_regexes(struct query *query, const struct query_options *options, struct error *err);

#endif
