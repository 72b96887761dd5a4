/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_scan.h: cuts the text of a query into tokens with their places: quotes, regex literals and
 * field prefixes. query_parse.c checks that brackets are balanced. */
#ifndef NEWSSEARCH_QUERY_SCAN_H
#define NEWSSEARCH_QUERY_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "query.h"
#include "query_tree.h"

enum query_token_kind {
    SCAN_WORDS, /* a word, or a text in quotes; with a field: its value */
    SCAN_REGEX,
    SCAN_NAME, /* @name */
    SCAN_OPEN, /* a bracket; with a field: FIELD:( */
    SCAN_CLOSE,
    SCAN_AND,
    SCAN_OR,
    SCAN_XOR,
    SCAN_NOT,
    SCAN_NEAR,
    SCAN_ADJ,
    SCAN_END,
};

struct query_token {
    enum query_token_kind kind;
    char sign; /* '+', '-', or 0 */
    bool quoted;
    enum field_id field;           /* FIELD_COUNT: none */
    unsigned window;               /* NEAR, ADJ */
    size_t start, end;             /* all of it */
    size_t value_start, value_end; /* without sign, prefix, quotes, slashes, @ */
};

/* All operands but brackets. */
static inline bool query_token_is_word(const struct query_token *token)
{
    return token->kind <= SCAN_NAME;
}

struct query_tokens {
    struct query_token *items; /* ended by SCAN_END, which count does not include */
    size_t count;
};

/* Cuts source into *tokens (query_tokens_release). *words counts the operands of all sources of a
 * query; more than QUERY_WORDS_MAX are an error. */
int query_scan(struct query_tokens *tokens, const struct query_source *source,
               const struct query_options *options, size_t *words, struct error *err);
void query_tokens_release(struct query_tokens *tokens);

/* The bytes of white space at the start of text, Unicode's included; 0: none. */
size_t query_space(const char *text, size_t length);

/* The bytes of a quotation mark at the start of text, a typographic one too; 0: none. */
size_t query_quote(const char *text, size_t length);

#endif
