/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_parse.h: the grammar of queries. From the loosest to the tightest: OR; XOR; AND; side by
 * side; the signs + and - and NOT, which is another spelling of -; NEAR and ADJ; a word, a field,
 * a bracket, a saved query. */
#ifndef NEWSSEARCH_QUERY_PARSE_H
#define NEWSSEARCH_QUERY_PARSE_H

#include "error.h"
#include "query.h"
#include "query_tree.h"

/* The tree of text; saved queries are parsed in where they are named. query_tree_free it. */
struct query_tree *query_tree_parse(const char *text, const struct query_options *options,
                                    struct error *err);

#endif
