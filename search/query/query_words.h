/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_words.h: what query_words.c and query_near.c share. */
#ifndef NEWSSEARCH_QUERY_WORDS_H
#define NEWSSEARCH_QUERY_WORDS_H

#include "query_compile.h"
#include "query_element.h"

/* Cuts the node's value (query_elements_release, in any case), and notes what --explain shows. 1:
 * there are words, 0: there are none, -1: too many. */
int query_words_cut(struct query_compiler *compiler, struct query_node *node,
                    struct query_elements *elements, struct error *err);

/* Notes the elements as one phrase, or one by one if a pattern is among them. */
void query_words_note(struct query_compiler *compiler, const struct query_node *node,
                      const struct query_elements *elements, unsigned flags);

#endif
