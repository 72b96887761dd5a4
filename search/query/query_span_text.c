/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_span_text.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "position.h"
#include "query_wildcard.h"
#include "regex/value_walk.h"
#include "term.h"
#include "tokens.h"

/* The most articles of a server whose text is searched for one phrase: the query names each of
 * them. */
#define SERVER_ARTICLES_MAX 10000

struct text_word {
    bool is_pattern;
    char *term;
    size_t length;
    uint32_t *positions; /* in the current text */
    size_t count, capacity;
};

struct span_text {
    struct span_text *next; /* of the same query */
    enum field_id field;
    bool ordered;
    uint32_t window;
    struct text_word *words;
    size_t count;
};

struct span_text *span_text_new(struct query *query, const struct query_span *span,
                                enum field_id field)
{
    struct span_text *text = memory_allocate(sizeof *text);
    *text = (struct span_text){ .next = query->span_texts,
                                .field = field,
                                .ordered = span->ordered,
                                .window = span->window,
                                .words = memory_allocate(span->count * sizeof *text->words),
                                .count = span->count };
    for (size_t i = 0; i < span->count; i++)
        text->words[i] = (struct text_word){
            .is_pattern = span->words[i].is_pattern,
            .term = memory_copy(span->words[i].term, span->words[i].length),
            .length = span->words[i].length,
        };
    query->span_texts = text;
    return text;
}

void span_texts_free(struct span_text *first)
{
    while (first) {
        struct span_text *next = first->next;
        for (size_t i = 0; i < first->count; i++) {
            free(first->words[i].term);
            free(first->words[i].positions);
        }
        free(first->words);
        free(first);
        first = next;
    }
}

static bool is_word(const struct text_word *word, const struct token *token)
{
    if (token->kind == TOKEN_WHOLE || token->kind == TOKEN_SYMBOL)
        return false; /* they have no position of their own */
    if (word->is_pattern)
        return wildcard_matches(word->term, word->length, token->term, token->length);
    return word->length == token->length && memcmp(word->term, token->term, word->length) == 0;
}

static void note_position(struct text_word *word, uint32_t position)
{
    if (word->count > 0 && word->positions[word->count - 1] == position)
        return;
    if (word->count == word->capacity) {
        word->capacity = word->capacity ? word->capacity * 2 : 8;
        word->positions = memory_resize(word->positions, word->capacity, sizeof *word->positions);
    }
    word->positions[word->count++] = position;
}

/* Adds the words' positions in one value, after base; returns the last one's. */
static uint32_t note_value(struct span_text *text, const char *value, size_t length, uint32_t base)
{
    struct tokens tokens;
    struct token token = { 0 };
    tokens_init(&tokens, value, length);
    while (tokens_next(&tokens, &token))
        for (size_t i = 0; i < text->count; i++)
            if (is_word(&text->words[i], &token))
                note_position(&text->words[i], base + token.position);
    tokens_release(&tokens);
    return base + token.position;
}

static bool window_holds(const struct span_text *text)
{
    const uint32_t **lists = memory_allocate(text->count * sizeof *lists);
    size_t *counts = memory_allocate(text->count * sizeof *counts);
    for (size_t i = 0; i < text->count; i++) {
        lists[i] = text->words[i].positions;
        counts[i] = text->words[i].count;
    }
    bool holds = engine_window_holds(text->ordered, lists, counts, text->count, text->window);
    free(lists);
    free(counts);
    return holds;
}

int span_text_confirm(void *context, struct shim_document *document, struct error *err)
{
    struct span_text *text = context;
    struct value_walk walk;
    const char *value;
    size_t length;
    uint32_t base = 0;
    if (value_walk_document(&walk, text->field, document, err) < 0)
        return -1;
    for (size_t i = 0; i < text->count; i++)
        text->words[i].count = 0;
    while (value_walk_next(&walk, &value, &length))
        base = note_value(text, value, length, base) + POSITION_GAP;
    return window_holds(text);
}

/* Adds the term that names the article, if its text has the words. */
static int add_article(struct list *names, struct span_text *text, struct shim_document *document,
                       struct error *err)
{
    const char *path;
    size_t length;
    int confirmed = span_text_confirm(text, document, err);
    if (confirmed <= 0)
        return confirmed;
    if (shim_document_value(document, SLOT_PATH, &path, &length, err) < 0)
        return -1;
    struct buffer term = BUFFER_INIT;
    term_of_path(&term, path, length);
    list_add(names, buffer_text(&term), term.length);
    buffer_release(&term);
    return 0;
}

static int find_articles(struct list *names, struct span_text *text,
                         const struct engine_query *candidates, struct query_compiler *compiler,
                         const struct query_node *node, struct error *err)
{
    const struct engine_request request = { .query = candidates,
                                            .limit = SERVER_ARTICLES_MAX + 1,
                                            .sort_slot = -1 };
    struct engine_matches *found = engine_search(compiler->options->database, &request, err);
    if (!found)
        return -1;
    size_t rows = engine_matches_size(found);
    int result = 0;
    if (rows > SERVER_ARTICLES_MAX)
        result = query_complain(node->source, node->start, err,
                                "more than %d articles of a server have these words, too many "
                                "to read each for a phrase in %s:; use rarer words",
                                SERVER_ARTICLES_MAX, schema_field(text->field)->prefix);
    for (size_t row = 0; result == 0 && row < rows; row++) {
        struct shim_document *document = engine_matches_document(found, row, err);
        result = document ? add_article(names, text, document, err) : -1;
        shim_document_free(document);
    }
    engine_matches_free(found);
    return result;
}

struct engine_query *span_text_filter(struct span_text *text, struct engine_query *candidates,
                                      struct query_compiler *compiler,
                                      const struct query_node *node, struct error *err)
{
    struct list names = LIST_INIT;
    struct engine_query *query = NULL;
    if (candidates && find_articles(&names, text, candidates, compiler, node, err) == 0) {
        struct engine_query **articles = memory_allocate((names.count + 1) * sizeof *articles);
        for (size_t i = 0; i < names.count; i++)
            articles[i] = engine_query_term(names.items[i].data, names.items[i].length, 1, 0, err);
        query =
            engine_query_pair(ENGINE_FILTER, engine_query_copy(candidates, err),
                              engine_query_combine(ENGINE_OR, articles, names.count, 0, err), err);
        free(articles);
    }
    engine_query_free(candidates);
    list_release(&names);
    return query;
}
