/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_span.h: words within a window of positions: phrases, NEAR and ADJ.
 *
 * How they are found depends on the field (enum field_words): free words and words of titles by
 * Xapian's PHRASE and NEAR; words of excerpt and body by the positions of free words; words of
 * other fields in the stored text.
 */
#ifndef NEWSSEARCH_QUERY_SPAN_H
#define NEWSSEARCH_QUERY_SPAN_H

#include "query_compile.h"
#include "query_element.h"

struct span_word {
    struct engine_query *query; /* a term, or an OR of terms */
    enum field_id field;        /* FIELD_COUNT: free */
    bool is_pattern;            /* term is one of query_wildcard.h */
    char *term;
    size_t length;
};

struct query_span {
    bool ordered;    /* a phrase or ADJ; else NEAR */
    uint32_t window; /* positions */
    struct span_word *words;
    size_t count;
};

/* Adds a word of the node's field. */
int query_span_add(struct query_span *span, struct query_compiler *compiler,
                   const struct query_node *node, const struct query_element *element,
                   struct error *err);
/* Adds the compound that replaces the element and the elements after it. */
int query_span_add_joined(struct query_span *span, struct query_compiler *compiler,
                          const struct query_node *node, const struct query_element *element,
                          struct error *err);

/* The query for all words within span->window positions; none if the index lacks one of them, or if
 * they are words of different fields, which are never near each other. Empties the span. node is
 * where a complaint points to. */
struct engine_query *query_span_close(struct query_span *span, struct query_compiler *compiler,
                                      const struct query_node *node, unsigned flags,
                                      struct error *err);
void query_span_release(struct query_span *span);

/* A word (owned) of a field of WORDS_FREE, filtered by the documents that have it in the field;
 * terms are the terms of the word. Any other word is returned unchanged. */
struct engine_query *query_in_field(struct query_compiler *compiler, const struct query_node *node,
                                    struct engine_query *word, const struct list *terms,
                                    unsigned flags, struct error *err);

#endif
