/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_span.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "position.h"
#include "query_span_text.h"
#include "query_term.h"

static bool is_remote(const struct query_compiler *compiler)
{
    const struct shim_database *database = compiler->options->database;
    return database && shim_database_is_remote(database);
}

static bool is_free(enum field_id field)
{
    return field != FIELD_COUNT && schema_field(field)->words == WORDS_FREE;
}

static int add_word(struct query_span *span, const struct query_node *node, bool is_pattern,
                    const char *term, size_t length, struct engine_query *query)
{
    span->words = memory_resize(span->words, span->count + 1, sizeof *span->words);
    span->words[span->count++] = (struct span_word){ .query = query,
                                                     .field = node->field,
                                                     .is_pattern = is_pattern,
                                                     .term = memory_copy(term, length),
                                                     .length = length };
    return query ? 0 : -1;
}

int query_span_add(struct query_span *span, struct query_compiler *compiler,
                   const struct query_node *node, const struct query_element *element,
                   struct error *err)
{
    bool is_pattern = element->kind == ELEMENT_PATTERN;
    const char *prefix = query_term_prefix(node);
    if (is_pattern && element->is_name) {
        query_complain(node->source, node->value_start, err,
                       "%.*s matches names of several parts, so it cannot be one of several words",
                       (int)element->length, element->term);
        return add_word(span, node, is_pattern, element->term, element->length, NULL);
    }
    const struct wildcard wildcard = { prefix, element->term, element->length };
    return add_word(span, node, is_pattern, element->term, element->length,
                    is_pattern
                        ? query_term_pattern(compiler, node, &wildcard, ENGINE_OR, NULL, err)
                        : query_term_exact(compiler, prefix, element->term, element->length, err));
}

int query_span_add_joined(struct query_span *span, struct query_compiler *compiler,
                          const struct query_node *node, const struct query_element *element,
                          struct error *err)
{
    return add_word(span, node, false, element->joined, element->joined_length,
                    query_term_exact(compiler, query_term_prefix(node), element->joined,
                                     element->joined_length, err));
}

void query_span_release(struct query_span *span)
{
    for (size_t i = 0; i < span->count; i++) {
        engine_query_free(span->words[i].query);
        free(span->words[i].term);
    }
    free(span->words);
    span->words = NULL;
    span->count = 0;
}

/* Takes the words' queries out of the span. */
static struct engine_query *combine(struct query_span *span, enum engine_operator op,
                                    struct error *err)
{
    struct engine_query **queries = memory_allocate((span->count + 1) * sizeof *queries);
    for (size_t i = 0; i < span->count; i++) {
        queries[i] = span->words[i].query;
        span->words[i].query = NULL;
    }
    uint32_t window = op == ENGINE_PHRASE || op == ENGINE_NEAR ? span->window : 0;
    struct engine_query *query = engine_query_combine(op, queries, span->count, window, err);
    free(queries);
    return query;
}

static enum engine_operator window_operator(const struct query_span *span)
{
    return span->ordered ? ENGINE_PHRASE : ENGINE_NEAR;
}

/* The field that the words are in: *field, FIELD_COUNT if all are free. False: there is none, since
 * they name several. */
static bool find_field(const struct query_span *span, enum field_id *field)
{
    *field = FIELD_COUNT;
    for (size_t i = 0; i < span->count; i++) {
        enum field_id named = span->words[i].field;
        if (named == FIELD_COUNT)
            continue;
        if (*field != FIELD_COUNT && *field != named)
            return false;
        *field = named;
    }
    return true;
}

/* Each word is after the field's marker. Positions of documents that do not match this need no
 * check. */
static struct engine_query *words_in_field(const struct query_span *span,
                                           const struct position_range *range, struct error *err)
{
    struct engine_query **follow = memory_allocate(span->count * sizeof *follow);
    for (size_t i = 0; i < span->count; i++) {
        struct engine_query *placed[] = {
            engine_query_term(range->marker, strlen(range->marker), 1, 0, err),
            engine_query_copy(span->words[i].query, err),
        };
        follow[i] = engine_query_combine(ENGINE_PHRASE, placed, 2, range->window, err);
    }
    struct engine_query *query = engine_query_combine(ENGINE_AND, follow, span->count, 0, err);
    free(follow);
    return query;
}

/* By the positions of free words. */
static struct engine_query *free_span(struct query_span *span, enum field_id field,
                                      struct error *err)
{
    const struct position_range *range = position_range_of(field);
    struct engine_positions *ranges = memory_allocate(span->count * sizeof *ranges);
    for (size_t i = 0; i < span->count; i++)
        ranges[i] = (struct engine_positions){ range->first, range->last, range->high_first,
                                               range->high_last };
    struct engine_query *in_field = words_in_field(span, range, err);
    struct engine_query *query = engine_query_phrase_at(combine(span, window_operator(span), err),
                                                        span->window, ranges, in_field, err);
    free(ranges);
    return query;
}

/* By the stored text of the articles that have the words. */
static struct engine_query *text_span(struct query_span *span, struct query_compiler *compiler,
                                      const struct query_node *node, enum field_id field,
                                      struct error *err)
{
    struct span_text *text = span_text_new(compiler->query, span, field);
    struct engine_query *words =
        combine(span, is_free(field) ? window_operator(span) : ENGINE_AND, err);
    if (!compiler->options->database)
        return words;
    if (!is_remote(compiler))
        return engine_query_confirmed(words, span_text_confirm, text, err);
    return span_text_filter(text, words, compiler, node, err);
}

static struct engine_query *close_span(struct query_span *span, struct query_compiler *compiler,
                                       const struct query_node *node, unsigned flags,
                                       struct error *err)
{
    enum field_id field;
    for (size_t i = 0; i < span->count; i++)
        if (!span->words[i].query)
            return NULL;
    bool one_field = find_field(span, &field);
    for (size_t i = 0; i < span->count; i++)
        if (!one_field || engine_query_is_none(span->words[i].query))
            return engine_query_none(err);
    if (flags & COMPILE_LOOSE)
        return combine(span, ENGINE_AND, err);
    enum field_words kept = field == FIELD_COUNT ? WORDS_POSITIONED : schema_field(field)->words;
    if (kept == WORDS_LISTED && span->count > 1)
        return text_span(span, compiler, node, field, err);
    if (kept == WORDS_FREE && span->count > 1)
        return is_remote(compiler) ? text_span(span, compiler, node, field, err)
                                   : free_span(span, field, err);
    return combine(span, window_operator(span), err);
}

struct engine_query *query_span_close(struct query_span *span, struct query_compiler *compiler,
                                      const struct query_node *node, unsigned flags,
                                      struct error *err)
{
    struct engine_query *query = close_span(span, compiler, node, flags, err);
    query_span_release(span);
    return query;
}

struct engine_query *query_in_field(struct query_compiler *compiler, const struct query_node *node,
                                    struct engine_query *word, const struct list *terms,
                                    unsigned flags, struct error *err)
{
    if (!word || !is_free(node->field) || engine_query_is_none(word) || flags & COMPILE_LOOSE)
        return word;
    const struct position_range *range = position_range_of(node->field);
    struct engine_query **any = memory_allocate((terms->count + 1) * sizeof *any);
    for (size_t i = 0; i < terms->count; i++)
        any[i] = query_term_exact(compiler, "", terms->items[i].data, terms->items[i].length, err);
    struct engine_query *placed[] = {
        engine_query_term(range->marker, strlen(range->marker), 1, 0, err),
        engine_query_combine(ENGINE_OR, any, terms->count, 0, err),
    };
    free(any);
    return engine_query_pair(ENGINE_FILTER, word,
                             engine_query_combine(ENGINE_PHRASE, placed, 2, range->window, err),
                             err);
}
