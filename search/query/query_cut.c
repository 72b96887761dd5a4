/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_cut.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "query_star.h"
#include "tokens.h"

static void add_element(struct query_elements *elements, const struct token *token)
{
    /* The capacity is a power of two, so it need not be stored. */
    if ((elements->count & (elements->count - 1)) == 0)
        elements->items =
            memory_resize(elements->items, elements->count > 0 ? elements->count * 2 : 1,
                          sizeof *elements->items);
    struct query_element *element = &elements->items[elements->count++];
    *element = (struct query_element){
        .kind = token->kind == TOKEN_WORD ? ELEMENT_WORD : ELEMENT_EXACT,
        .unspaced = token->kind == TOKEN_UNIGRAM,
        .start = token->start,
        .end = token->end,
    };
    query_element_set_term(element, token->term, token->length);
}

/* Whether word and the text that begins at start belong to one name: between them is nothing, or
 * only stars, with or without joints before them (aaa.*.ccc, a*.ccc). */
static bool is_glued(const struct query_element *word, const char *text, size_t start)
{
    if (word->end < start && text[start - 1] != '*')
        return false;
    size_t at = word->end;
    while (at < start && (query_is_joint(text[at]) || text[at] == '*'))
        at++;
    return at == start;
}

/* A compound replaces its word (.net, disney+), or its word and the next ones (e-mail). The dot of
 * .net counts unless it joins two words, as in node.js. */
static void add_compound(struct query_elements *elements, const struct token *token,
                         const char *text)
{
    struct query_element *word = &elements->items[elements->count - 1];
    bool dotted = token->start < word->start;
    bool glued = elements->count > 1 && is_glued(&word[-1], text, token->start);
    char last = token->term[token->length - 1];
    if (dotted && glued)
        return;
    if (dotted || last == '+' || last == '#') {
        query_element_set_term(word, token->term, token->length);
        word->kind = ELEMENT_EXACT;
        word->start = token->start;
        word->end = token->end;
        return;
    }
    free(word->joined);
    word->joined = memory_copy(token->term, token->length);
    word->joined_length = token->length;
    word->joined_end = token->end;
}

/* A pair of characters has the position of its first character; the second follows. */
static void add_pair(struct query_elements *elements, const struct token *token)
{
    struct query_element *character = &elements->items[elements->count - 1];
    query_element_set_term(character, token->term, token->length);
    character->end = token->end;
}

static void cut_tokens(struct query_elements *elements, const char *text, size_t length)
{
    struct tokens tokens;
    struct token token;
    tokens_init(&tokens, text, length);
    while (tokens_next(&tokens, &token)) {
        switch (token.kind) {
        case TOKEN_WORD:
        case TOKEN_UNIGRAM:
            add_element(elements, &token);
            break;
        case TOKEN_BIGRAM:
            add_pair(elements, &token);
            break;
        case TOKEN_COMPOUND:
            add_compound(elements, &token, text);
            break;
        case TOKEN_SYMBOL:
            list_add(&elements->symbols, token.term, token.length);
            break;
        case TOKEN_PART: /* its parts and words are there already */
        case TOKEN_WHOLE:
            break;
        }
    }
    tokens_release(&tokens);
}

/* The last character of a run is in the pair before it; it only connects the run with a next word.
 */
static void drop_last_character(struct query_elements *elements)
{
    if (elements->count < 2)
        return;
    const struct query_element *last = &elements->items[elements->count - 1];
    if (last->unspaced && last[-1].unspaced && last[-1].end == last->end)
        query_elements_drop(elements, elements->count - 1);
}

static void count_joined(struct query_elements *elements)
{
    for (size_t i = 0; i < elements->count; i++) {
        struct query_element *element = &elements->items[i];
        while (element->joined && i + element->joined_count < elements->count &&
               element[element->joined_count].kind == ELEMENT_WORD &&
               element[element->joined_count].end <= element->joined_end)
            element->joined_count++;
    }
}

void query_cut(struct query_elements *elements, const char *text, size_t length, bool names)
{
    *elements = (struct query_elements){ 0 };
    cut_tokens(elements, text, length);
    drop_last_character(elements);
    if (memchr(text, '*', length))
        query_star_join(elements, text, length, names);
    count_joined(elements);
}
