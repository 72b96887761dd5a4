/* query_words.h: what query_words.c and query_near.c share. */
#ifndef NEWSSEARCH_QUERY_WORDS_H
#define NEWSSEARCH_QUERY_WORDS_H

#include "query_compile.h"
#include "query_element.h"

/* Cuts the node's value (query_elements_release, in any case), and notes what --explain shows. 1:
 * there are words, 0: there are none, -1: too many. */
int query_words_cut(struct query_compiler *compiler, struct query_node *node,
                    struct query_elements *elements, struct error *err);

/* One element among others: without its stem. */
struct shim_query *query_words_element(struct query_compiler *compiler,
                                       const struct query_node *node,
                                       const struct query_element *element, struct error *err);

/* PHRASE or NEAR of queries, which it owns; none when one of them is none. */
struct shim_query *query_words_window(const struct query_compiler *compiler, unsigned how,
                                      enum shim_operator op, struct shim_query **queries,
                                      size_t count, size_t window, struct error *err);

/* Notes the elements as one phrase, or each for itself where a pattern is among them. */
void query_words_note(struct query_compiler *compiler, const struct query_node *node,
                      const struct query_elements *elements, unsigned how);

#endif
