/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_hint.h: warns about words that may have been meant as an operator but are searched as
 * written. */
#ifndef NEWSSEARCH_QUERY_HINT_H
#define NEWSSEARCH_QUERY_HINT_H

#include "query.h"
#include "query_token.h"
#include "query_tree.h"

/* Warns of each such token of source, if the options have a function for warnings. */
void query_hint(const struct query_tokens *tokens, const struct query_source *source,
                const struct query_options *options);

#endif
