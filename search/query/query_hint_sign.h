/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_hint_sign.h: warns of signs that are operators in other tools and also stand in text. */
#ifndef NEWSSEARCH_QUERY_HINT_SIGN_H
#define NEWSSEARCH_QUERY_HINT_SIGN_H

#include "query.h"
#include "query_token.h"
#include "query_tree.h"

/* token is an unquoted word without a field, and before the token before it, NULL for the first. */
void query_hint_at_signs(const struct query_options *options, const struct query_source *source,
                         const struct query_token *before, const struct query_token *token);

#endif
