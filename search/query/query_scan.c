/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ascii.h"
#include "memory.h"
#include "query_foreign.h"
#include "query_hint.h"

#define WINDOW_DEFAULT 10 /* of NEAR and ADJ, as in Xapian */
#define WINDOW_MAX 1000

struct scanner {
    const struct query_source *source;
    struct query_tokens *tokens;
    size_t *words; /* so far, over all sources */
    size_t capacity;
    size_t at;
};

static const struct {
    const char *name;
    enum query_token_kind kind;
} operators[] = {
    { "AND", SCAN_AND }, { "OR", SCAN_OR },     { "XOR", SCAN_XOR },
    { "NOT", SCAN_NOT }, { "NEAR", SCAN_NEAR }, { "ADJ", SCAN_ADJ },
};

static size_t space_at(const struct scanner *scanner, size_t at)
{
    return query_space(scanner->source->text + at, scanner->source->length - at);
}

static size_t quote_at(const struct scanner *scanner, size_t at)
{
    return query_quote(scanner->source->text + at, scanner->source->length - at);
}

static char byte_at(const struct scanner *scanner, size_t at)
{
    return at < scanner->source->length ? scanner->source->text[at] : '\0';
}

/* White space, a bracket, a quote or the end: where an unquoted word stops. */
static bool word_ends(const struct scanner *scanner, size_t at)
{
    return at >= scanner->source->length || byte_at(scanner, at) == '(' ||
           byte_at(scanner, at) == ')' || space_at(scanner, at) || quote_at(scanner, at);
}

static size_t word_end(const struct scanner *scanner, size_t at)
{
    while (!word_ends(scanner, at))
        at++;
    return at;
}

/* The same for a word with empty brackets, as in main() and f().x: they are a part of it. */
static size_t text_end(const struct scanner *scanner, size_t start)
{
    size_t at = word_end(scanner, start);
    while (at > start && byte_at(scanner, at) == '(' && byte_at(scanner, at + 1) == ')')
        at = word_end(scanner, at + 2);
    return at;
}

static void add_token(struct scanner *scanner, const struct query_token *token)
{
    struct query_tokens *tokens = scanner->tokens;
    if (tokens->count == scanner->capacity) {
        scanner->capacity = scanner->capacity ? scanner->capacity * 2 : 16;
        tokens->items = memory_resize(tokens->items, scanner->capacity, sizeof *tokens->items);
    }
    tokens->items[tokens->count++] = *token;
}

/* The bytes of what a backslash keeps from being the end of a phrase: a quotation mark or a
 * backslash. */
static size_t escaped_at(const struct scanner *scanner, size_t at)
{
    if (byte_at(scanner, at) != '\\')
        return 0;
    return byte_at(scanner, at + 1) == '\\' ? 1 : quote_at(scanner, at + 1);
}

/* The place of the mark that closes the phrase, or the end. */
static size_t phrase_end(const struct scanner *scanner, size_t opening)
{
    const char *text = scanner->source->text, *mark = text + opening;
    const size_t length = scanner->source->length, bytes = quote_at(scanner, opening);
    size_t at = opening + bytes;
    for (; at < length; at += 1 + escaped_at(scanner, at)) {
        if (query_quotes_pair(mark, text + at, length - at))
            return at;
        if (quote_at(scanner, at) == bytes && memcmp(text + at, mark, bytes) == 0)
            break; /* it opens another phrase */
    }
    /* Marks of two kinds, as in „deep", if a word does not go on there. */
    for (at = opening + bytes; at < length && !quote_at(scanner, at);)
        at += 1 + escaped_at(scanner, at);
    return at < length && word_ends(scanner, at + quote_at(scanner, at)) ? at : length;
}

static int scan_quoted(struct scanner *scanner, struct query_token *token, struct error *err)
{
    size_t opening = scanner->at, at = phrase_end(scanner, opening);
    token->kind = SCAN_WORDS;
    token->quoted = true;
    token->value_start = opening + quote_at(scanner, opening);
    if (at >= scanner->source->length)
        return query_complain(scanner->source, opening, err,
                              "this quotation mark is never closed; leave it out, or close it "
                              "(within a phrase it is written \\\")");
    token->value_end = at;
    scanner->at = at + quote_at(scanner, at);
    if (quote_at(scanner, scanner->at) && at > token->value_start)
        return query_complain(scanner->source, scanner->at, err,
                              "a quotation mark within a phrase is written \\\"; two phrases have "
                              "a space between them");
    return 0;
}

/* At the slash that opens /PATTERN/FLAGS. Only finds the end; query_regex.c reads the pattern. */
static int scan_regex(struct scanner *scanner, struct query_token *token, struct error *err)
{
    size_t at = scanner->at + 1;
    token->kind = SCAN_REGEX;
    token->value_start = at;
    while (at < scanner->source->length && byte_at(scanner, at) != '/')
        at += byte_at(scanner, at) == '\\' && at + 1 < scanner->source->length ? 2 : 1;
    if (at >= scanner->source->length)
        return query_complain(scanner->source, scanner->at, err,
                              "this regex is never closed: a slash must end it");
    token->value_end = at;
    for (at++; at < scanner->source->length && !space_at(scanner, at); at++) {
        if (byte_at(scanner, at) == ')')
            break;
        if (!strchr("ismx", byte_at(scanner, at)))
            return query_complain(scanner->source, at, err,
                                  "only the flags i, s, m, x or a space can follow a regex; a "
                                  "slash inside it is written \\/%s",
                                  token->field == FIELD_PATH || token->field == FIELD_URL
                                      ? "; write text that is not a regex in quotation marks"
                                      : "");
    }
    scanner->at = at;
    return 0;
}

/* What follows FIELD: */
static int scan_value(struct scanner *scanner, struct query_token *token, struct error *err)
{
    const char *prefix = schema_field(token->field)->prefix;
    if (quote_at(scanner, scanner->at))
        return scan_quoted(scanner, token, err);
    if (byte_at(scanner, scanner->at) == '/')
        return scan_regex(scanner, token, err);
    if (byte_at(scanner, scanner->at) == '(') {
        token->kind = SCAN_OPEN;
        scanner->at++;
        return 0;
    }
    if (word_ends(scanner, scanner->at))
        return query_complain(scanner->source, scanner->at, err,
                              "a value must follow %s: without a space", prefix);
    token->kind = SCAN_WORDS;
    token->value_start = scanner->at;
    scanner->at = token->value_end = text_end(scanner, scanner->at);
    return query_refuse_foreign_value(scanner->source, token->value_start, token->value_end,
                                      schema_field(token->field), err);
}

/* The field whose name and colon are at the scanner's place; moves past them. */
static const struct field *take_field(struct scanner *scanner)
{
    size_t start = scanner->at, at = start;
    while (ascii_is_letter(byte_at(scanner, at)) || byte_at(scanner, at) == '.')
        at++;
    size_t colon = query_colon(scanner->source->text + at, scanner->source->length - at);
    if (at == start || colon == 0)
        return NULL;
    const struct field *field = schema_by_name(scanner->source->text + start, at - start);
    if (field)
        scanner->at = at + colon;
    return field;
}

/* NEAR, ADJ, NEAR/5: false if the word is none of the operators. */
static bool is_operator(struct query_token *token, const char *word, size_t length)
{
    const char *slash = memchr(word, '/', length);
    size_t name_length = slash ? (size_t)(slash - word) : length;
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (strlen(operators[i].name) != name_length ||
            memcmp(operators[i].name, word, name_length) != 0)
            continue;
        bool windowed = operators[i].kind == SCAN_NEAR || operators[i].kind == SCAN_ADJ;
        if (slash && (!windowed || name_length + 1 == length))
            return false;
        token->window = slash ? 0 : WINDOW_DEFAULT;
        for (size_t at = name_length + 1; at < length; at++) {
            if (!ascii_is_digit(word[at]))
                return false;
            if (token->window <= WINDOW_MAX)
                token->window = token->window * 10 + (unsigned)(word[at] - '0');
        }
        token->kind = operators[i].kind;
        return true;
    }
    return false;
}

static const struct query_token *last_token(const struct scanner *scanner)
{
    return scanner->tokens->count > 0 ? &scanner->tokens->items[scanner->tokens->count - 1] : NULL;
}

/* A word without a field: an operator, or text. */
static int scan_word(struct scanner *scanner, struct query_token *token, struct error *err)
{
    const char *text = scanner->source->text;
    size_t start = scanner->at, end = word_end(scanner, start);
    token->kind = SCAN_WORDS;
    if (token->sign || !is_operator(token, text + start, end - start))
        end = text_end(scanner, start);
    scanner->at = end;
    token->value_start = start;
    token->value_end = end;
    if (query_refuse_foreign(scanner->source, last_token(scanner), start, end, err) < 0)
        return -1;
    bool windowed = token->kind == SCAN_NEAR || token->kind == SCAN_ADJ;
    if (windowed && (token->window < 1 || token->window > WINDOW_MAX))
        return query_complain(scanner->source, start, err,
                              "the number after the slash must be between 1 and %d", WINDOW_MAX);
    return 0;
}

/* + and - belong to the token right after them. */
static void take_sign(struct scanner *scanner, struct query_token *token)
{
    const char *text = scanner->source->text;
    size_t length = scanner->source->length, bytes, other;
    char sign = query_sign(text + scanner->at, length - scanner->at, &bytes);
    size_t next = scanner->at + bytes;
    if (!sign || next >= length || query_sign(text + next, length - next, &other) ||
        byte_at(scanner, next) == ')' || space_at(scanner, next))
        return;
    token->sign = sign;
    scanner->at = next;
}

/* Whether a saved query's name follows: @ and a letter, a digit, _ or any character past ASCII. */
static bool at_name(const struct scanner *scanner)
{
    char after = byte_at(scanner, scanner->at + 1);
    return byte_at(scanner, scanner->at) == '@' &&
           (ascii_is_alphanumeric(after) || after == '_' ||
            ((after & 0x80) && !word_ends(scanner, scanner->at + 1)));
}

static int scan_token(struct scanner *scanner, bool glued, struct error *err)
{
    struct query_token token = { .field = FIELD_COUNT, .start = scanner->at };
    int result = 0;
    if (!glued)
        take_sign(scanner, &token);
    const struct field *field = NULL;
    char byte = byte_at(scanner, scanner->at);
    if (byte == '(' || byte == ')') {
        token.kind = byte == '(' ? SCAN_OPEN : SCAN_CLOSE;
        scanner->at++;
    } else if (quote_at(scanner, scanner->at)) {
        result = scan_quoted(scanner, &token, err);
    } else if (!glued && at_name(scanner)) {
        token.kind = SCAN_NAME;
        token.value_start = scanner->at + 1;
        scanner->at = token.value_end = word_end(scanner, scanner->at);
    } else if ((field = take_field(scanner))) {
        token.field = field->id;
        result = scan_value(scanner, &token, err);
    } else {
        result = scan_word(scanner, &token, err);
    }
    if (result < 0)
        return -1;
    token.end = scanner->at;
    add_token(scanner, &token);
    if (query_token_is_word(&token) && ++*scanner->words > QUERY_WORDS_MAX)
        return query_complain(scanner->source, token.start, err,
                              "a query may have at most %d words", QUERY_WORDS_MAX);
    return 0;
}

int query_scan(struct query_tokens *tokens, const struct query_source *source,
               const struct query_options *options, size_t *words, struct error *err)
{
    struct scanner scanner = { .source = source, .tokens = tokens, .words = words };
    *tokens = (struct query_tokens){ 0 };
    bool glued = false; /* to the token before */
    while (scanner.at < source->length) {
        size_t space = space_at(&scanner, scanner.at);
        if (space > 0) {
            scanner.at += space;
            glued = false;
            continue;
        }
        if (scan_token(&scanner, glued, err) < 0) {
            query_tokens_release(tokens);
            return -1;
        }
        glued = tokens->items[tokens->count - 1].kind != SCAN_OPEN;
    }
    add_token(&scanner, &(struct query_token){ .kind = SCAN_END,
                                               .field = FIELD_COUNT,
                                               .start = source->length,
                                               .end = source->length });
    tokens->count--;
    query_hint(tokens, source, options);
    return 0;
}
