/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_hinting.h: the token of a query that query_hint.c and query_hint_*.c look at. */
#ifndef NEWSSEARCH_QUERY_HINTING_H
#define NEWSSEARCH_QUERY_HINTING_H

#include <stdbool.h>

#include "query.h"
#include "query_token.h"
#include "query_tree.h"

struct hinting {
    const struct query_options *options;
    const struct query_source *source;
    const struct query_tokens *tokens;
    size_t at;           /* of the token */
    enum field_id field; /* its own, or that of the brackets around it; FIELD_COUNT: none */
};

static inline const struct query_token *token_of(const struct hinting *hinting)
{
    return &hinting->tokens->items[hinting->at];
}

static inline const char *text_of(const struct hinting *hinting)
{
    return hinting->source->text + token_of(hinting)->value_start;
}

static inline size_t length_of(const struct hinting *hinting)
{
    return token_of(hinting)->value_end - token_of(hinting)->value_start;
}

static inline bool is_plain(const struct query_token *token)
{
    return token->kind == SCAN_WORDS && !token->quoted;
}

static inline bool has_kind(enum field_id field, enum field_kind kind)
{
    return field != FIELD_COUNT && schema_field(field)->kind == kind;
}

static inline bool has_names(enum field_id field)
{
    return field != FIELD_COUNT && schema_is_name(schema_field(field));
}

/* query_hint_place.c: warns of a sign, a field, a star or a value at a place where it has not the
 * meaning that its author may think. */
void query_hint_at_place(const struct hinting *hinting);

/* query_hint_operator.c: warns of a word that is an operator of another tool, or one of ours in
 * small letters or with a sign. */
void query_hint_at_operator(const struct hinting *hinting);

/* query_hint_regex.c: warns of a regex without a field. */
void query_hint_at_regex(const struct hinting *hinting);

#endif
