/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_foreign.h: detects operators of other search tools. Searched as words they would find
 * something else than the user wants, so they are errors that say what to write. */
#ifndef NEWSSEARCH_QUERY_FOREIGN_H
#define NEWSSEARCH_QUERY_FOREIGN_H

#include <stddef.h>

#include "error.h"
#include "query_token.h"
#include "query_tree.h"

/* Looks at the unquoted word at the bytes from start to end of source: without its sign, and of no
 * field. before is the token before it, NULL for the first. Returns -1 with a complaint if the
 * word, or what it begins, is an operator of another tool. */
int query_refuse_foreign(const struct query_source *source, const struct query_token *before,
                         size_t start, size_t end, struct error *err);

/* The same for a word right after the colon of field. */
int query_refuse_foreign_value(const struct query_source *source, size_t start, size_t end,
                               const struct field *field, struct error *err);

#endif
