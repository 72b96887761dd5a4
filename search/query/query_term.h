/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_term.h: the leaves of a query, each made of index terms. */
#ifndef NEWSSEARCH_QUERY_TERM_H
#define NEWSSEARCH_QUERY_TERM_H

#include "query_compile.h"
#include "query_wildcard.h"

/* The prefix of the terms of the node's field: "" for a free word. */
const char *query_term_prefix(const struct query_node *node);

/* A folded word, and the stem of one, to queries. */
struct engine_query *query_term_exact(struct query_compiler *compiler, const char *prefix,
                                      const char *term, size_t length, struct error *err);
struct engine_query *query_term_stem(struct query_compiler *compiler, const struct query_node *node,
                                     const char *stem, size_t length, struct error *err);

/* All terms that match, joined by op; none if there are none. They are added to *terms without
 * prefix, if it is not NULL. Too many are an error at the node. */
struct engine_query *query_term_pattern(struct query_compiler *compiler,
                                        const struct query_node *node,
                                        const struct wildcard *wildcard, enum engine_operator op,
                                        struct list *terms, struct error *err);

/* The words of a stem, in a field that has no terms for stems (struct field): word, and all others
 * of this stem that the index holds. They are added to *terms, word first. */
struct engine_query *query_term_family(struct query_compiler *compiler,
                                       const struct query_node *node, const char *word,
                                       size_t length, struct list *terms, struct error *err);

/* Adds a word to the words of the query, for snippets and suggestions; NULL if it is excluded. */
struct query_word *query_term_note(struct query_compiler *compiler, const struct query_node *node,
                                   unsigned flags);

#endif
