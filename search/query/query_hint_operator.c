/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <string.h>

#include "ascii.h"
#include "buffer.h"
#include "query_hinting.h"
#include "text.h"

static bool is_operand(const struct hinting *hinting, size_t at, enum query_token_kind bracket)
{
    const struct query_token *token = &hinting->tokens->items[at];
    return at < hinting->tokens->count && (query_token_is_word(token) || token->kind == bracket);
}

/* A filter, regex or bracket: a word beside it is not part of a phrase such as rock and roll. */
static bool is_filter(const struct query_token *token)
{
    return token->kind != SCAN_WORDS ||
           (token->field != FIELD_COUNT && schema_field(token->field)->kind != KIND_TEXT);
}

static void hint_at_operator(const struct hinting *hinting)
{
    static const struct {
        const char *word, *written;
        bool filters; /* only between filters: else it is a stop word */
        bool first;   /* also without an operand before it */
    } operators[] = { { "or", "for either word write OR", false, false },
                      { "not", "to exclude what follows write NOT or -", false, true },
                      { "xor", "for one word without the other write XOR", false, false },
                      { "and", "to join filters leave it out", true, false },
                      { "near/", "for words near each other write NEAR/5", false, false },
                      { "adj/", "for words in this order write ADJ/5", false, false },
                      { "w/", "for words near each other write NEAR/5", false, false } };
    struct buffer folded = BUFFER_INIT;
    const struct query_token *token = token_of(hinting);
    bool before = is_operand(hinting, hinting->at + 1, SCAN_OPEN);
    bool between = before && hinting->at > 0 && is_operand(hinting, hinting->at - 1, SCAN_CLOSE);
    bool joined = hinting->at > 0 && token[-1].kind >= SCAN_AND; /* deep AND not nets */
    /* not topic:AI, (not (azure cloud)): with a filter or a bracket it is no part of a sentence. */
    bool leads = (hinting->at == 0 || token[-1].kind == SCAN_OPEN) &&
                 (token[1].kind != SCAN_WORDS || token[1].field != FIELD_COUNT);
    bool filters = between && is_filter(&token[-1]) && is_filter(&token[1]);
    bool capital = text_case(text_of(hinting), length_of(hinting)).capital;
    text_fold(&folded, text_of(hinting), length_of(hinting));
    const char *word = buffer_text(&folded);
    for (size_t i = 0; before && i < sizeof operators / sizeof *operators; i++) {
        size_t length = strlen(operators[i].word);
        bool slash = operators[i].word[length - 1] == '/';
        if (strncmp(word, operators[i].word, length) == 0 &&
            (between || ((joined || leads) && operators[i].first)) &&
            (filters || !operators[i].filters) &&
            (slash ? ascii_is_digit(word[length]) : word[length] == '\0' && !capital))
            query_warn(hinting->options,
                       slash ? "%.*s is not an operator here; %s"
                             : "%.*s in small letters is a word like any other; %s",
                       (int)length_of(hinting), text_of(hinting), operators[i].written);
    }
    buffer_release(&folded);
}

/* -NOT, +OR */
static void hint_at_signed_operator(const struct hinting *hinting)
{
    static const char *const operators[] = { "AND", "OR", "XOR", "NOT", "NEAR", "ADJ" };
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (strlen(operators[i]) == length_of(hinting) &&
            memcmp(operators[i], text_of(hinting), length_of(hinting)) == 0)
            query_warn(hinting->options,
                       "%s after %c is a word like any other; an operator has no sign",
                       operators[i], token_of(hinting)->sign);
}

void query_hint_at_operator(const struct hinting *hinting)
{
    if (token_of(hinting)->sign)
        hint_at_signed_operator(hinting);
    else
        hint_at_operator(hinting);
}
