/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_foreign.h: detects operators of other search tools. Searched as words they would find
 * something else than the user wants, so they are errors that say what to write. */
#ifndef NEWSSEARCH_QUERY_FOREIGN_H
#define NEWSSEARCH_QUERY_FOREIGN_H

#include <stddef.h>

#include "error.h"
#include "query_scan.h"
#include "query_tree.h"

/* An unquoted word: the bytes from start to end of source, without its sign and field. */
struct query_foreign {
    const struct query_source *source;
    const struct query_token *before; /* the token before the word, NULL: it is the first */
    size_t start, end;
};

/* -1 and a complaint if the word, or what it begins, is an operator of another tool. The word has
 * no field. */
int query_refuse_foreign(const struct query_foreign *word, struct error *err);

/* The same for a word right after the colon of field. */
int query_refuse_foreign_value(const struct query_foreign *value, const struct field *field,
                               struct error *err);

#endif
