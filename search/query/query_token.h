/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_token.h: a token of a query with its place in the text, and the characters that end one. */
#ifndef NEWSSEARCH_QUERY_TOKEN_H
#define NEWSSEARCH_QUERY_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "schema.h"

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

void query_tokens_release(struct query_tokens *tokens);

/* The bytes of white space at the start of text, Unicode's included; 0: none. */
size_t query_space(const char *text, size_t length);

/* The bytes of a quotation mark at the start of text, a typographic one too; 0: none. */
size_t query_quote(const char *text, size_t length);

/* Whether text begins with a mark that closes a phrase which the mark at opening opens. */
bool query_quotes_pair(const char *opening, const char *text, size_t length);

/* The bytes of a colon at the start of text, the full-width form too; 0: none. */
size_t query_colon(const char *text, size_t length);

/* The sign at the start of text in its ASCII form, and its bytes, or 0: also the full-width forms,
 * which input methods write, and the hyphens and the minus sign of Unicode. */
char query_sign(const char *text, size_t length, size_t *bytes);

/* The bytes of a dash at the start of text, which is no sign; 0: none. */
size_t query_dash(const char *text, size_t length);

/* Whether a letter or a digit begins text, which ends in NUL. */
bool query_begins_word(const char *text);

#endif
