/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_scan.h: cuts the text of a query into tokens with their places: quotes, regex literals and
 * field prefixes. query_parse.c checks that brackets are balanced. */
#ifndef NEWSSEARCH_QUERY_SCAN_H
#define NEWSSEARCH_QUERY_SCAN_H

#include <stddef.h>

#include "error.h"
#include "query.h"
#include "query_token.h"
#include "query_tree.h"

/* Cuts source into *tokens (query_tokens_release). *words counts the operands of all sources of a
 * query; more than QUERY_WORDS_MAX are an error. */
int query_scan(struct query_tokens *tokens, const struct query_source *source,
               const struct query_options *options, size_t *words, struct error *err);

#endif
