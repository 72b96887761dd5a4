/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_words.c: words and phrases (query_compile.h).
 *
 * An unquoted word is searched by its stem. The parts of a word such as power-apps, and words in
 * quotes, are searched as they are.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "list.h"
#include "memory.h"
#include "position.h"
#include "query_cut.h"
#include "query_span.h"
#include "query_term.h"
#include "query_words.h"
#include "stop_words.h"
#include "term.h"
#include "text.h"

/* The prefix of the field's terms without positions. */
static const char *unpositioned_prefix(const struct query_node *node)
{
    return node->field == FIELD_COUNT ? "" : position_field_prefix(schema_field(node->field));
}

/* Whether names of several parts are also indexed whole: where free words are searched. */
static bool has_wholes(const struct query_node *node)
{
    return node->field == FIELD_COUNT || schema_field(node->field)->free_word;
}

/* The elements as a phrase. joined: compounds replace the words that they stand for. */
static struct engine_query *phrase_query(struct query_compiler *compiler,
                                         const struct query_node *node,
                                         const struct query_elements *elements, bool joined,
                                         unsigned flags, struct error *err)
{
    struct query_span span = { .ordered = true };
    struct list terms = LIST_INIT;
    int result = 0;
    for (size_t i = 0; result == 0 && i < elements->count; i++) {
        const struct query_element *element = &elements->items[i];
        bool joins = joined && element->joined_count > 1;
        result = joins ? query_span_add_joined(&span, compiler, node, element, err)
                       : query_span_add(&span, compiler, node, element, err);
        if (joins)
            i += element->joined_count - 1;
    }
    bool is_word = span.count == 1;
    if (is_word)
        list_add(&terms, span.words[0].term, span.words[0].length);
    span.window = (uint32_t)span.count;
    struct engine_query *query = query_span_close(&span, compiler, node, flags, err);
    if (is_word)
        query = query_in_field(compiler, node, query, &terms, flags, err);
    list_release(&terms);
    return query;
}

void query_words_note(struct query_compiler *compiler, const struct query_node *node,
                      const struct query_elements *elements, unsigned flags)
{
    bool whole = true;
    for (size_t i = 0; i < elements->count; i++)
        whole = whole && elements->items[i].kind != ELEMENT_PATTERN;
    struct query_word *word = NULL;
    for (size_t i = 0; i < elements->count; i++) {
        const struct query_element *element = &elements->items[i];
        if (element->kind == ELEMENT_PATTERN)
            continue;
        if (!word || !whole)
            word = query_term_note(compiler, node, flags);
        if (!word)
            return;
        word->phrase = whole && elements->count > 1;
        list_add(&word->terms, element->term, element->length);
    }
}

static void note_term(struct query_compiler *compiler, const struct query_node *node,
                      unsigned flags, const char *term, size_t length)
{
    struct query_word *word = query_term_note(compiler, node, flags);
    if (word)
        list_add(&word->terms, term, length);
}

/* Whether some elements are also known as a compound that is no stop word (U.S. is not us). */
static bool has_joined(const struct query_compiler *compiler, const struct query_elements *elements)
{
    for (size_t i = 0; i < elements->count; i++) {
        const struct query_element *element = &elements->items[i];
        if (element->joined_count > 1)
            return !stop_words_hold(compiler->options->stop_words, element->joined,
                                    element->joined_length);
    }
    return false;
}

/* Empties terms; word may be NULL. */
static void move_terms(struct query_word *word, struct list *terms)
{
    if (word)
        list_add_all(&word->terms, terms);
    list_release(terms);
}

static struct engine_query *stemmed_query(struct query_compiler *compiler,
                                          const struct query_node *node, const char *term,
                                          size_t term_length, unsigned flags, struct error *err)
{
    struct query_word *word = query_term_note(compiler, node, flags);
    if (node->field != FIELD_COUNT && !schema_field(node->field)->stems) {
        struct list terms = LIST_INIT;
        struct engine_query *query =
            query_term_family(compiler, node, term, term_length, &terms, err);
        query = query_in_field(compiler, node, query, &terms, flags, err);
        move_terms(word, &terms);
        return query;
    }
    size_t length;
    const char *stem = shim_stem(compiler->options->stemmer, term, term_length, &length);
    if (word) {
        word->stemmed = true;
        list_add(&word->terms, term, term_length);
        list_add(&word->terms, stem, length);
    }
    return query_term_stem(compiler, node, stem, length, err);
}

/* The phrase; the phrase with compounds; and, if the compound is unquoted and nothing else, its
 * stem. */
static struct engine_query *alternatives(struct query_compiler *compiler,
                                         const struct query_node *node,
                                         const struct query_elements *elements,
                                         enum engine_operator op, unsigned flags, struct error *err)
{
    struct engine_query *queries[3];
    size_t count = 0;
    const struct query_element *first = &elements->items[0];
    queries[count++] = phrase_query(compiler, node, elements, false, flags, err);
    queries[count++] = phrase_query(compiler, node, elements, true, flags, err);
    if (first->joined_count == elements->count && !node->quoted)
        queries[count++] =
            stemmed_query(compiler, node, first->joined, first->joined_length, flags, err);
    return engine_query_combine(op, queries, count, 0, err);
}

/* e-mail: the phrase, the compound or, if it is unquoted and nothing else, the compound's stem. */
static struct engine_query *joined_query(struct query_compiler *compiler,
                                         const struct query_node *node,
                                         const struct query_elements *elements, unsigned flags,
                                         struct error *err)
{
    const struct query_element *first = &elements->items[0];
    bool alone = first->joined_count == elements->count;
    unsigned silent = flags | COMPILE_EXCLUDED; /* notes no words */
    query_words_note(compiler, node, elements, flags);
    if (alone && node->quoted)
        note_term(compiler, node, flags, first->joined, first->joined_length);
    /* A synonym takes phrases only as Xapian knows them. */
    if (node->field == FIELD_COUNT || schema_field(node->field)->words == WORDS_POSITIONED)
        return alternatives(compiler, node, elements, ENGINE_SYNONYM, flags, err);
    return engine_query_pair(
        ENGINE_FILTER,
        alternatives(compiler, node, elements, ENGINE_SYNONYM, silent | COMPILE_LOOSE, err),
        alternatives(compiler, node, elements, ENGINE_OR, flags, err), err);
}

/* The words that match a pattern and, if it may match parts of a name, the names. */
static struct engine_query *pattern_query(struct query_compiler *compiler,
                                          const struct query_node *node,
                                          const struct query_element *element, unsigned flags,
                                          struct error *err)
{
    struct query_word *word = query_term_note(compiler, node, flags);
    struct list terms = LIST_INIT;
    char prefix[32];
    struct engine_query *queries[2];
    struct wildcard wildcard = { query_term_prefix(node), element->term, element->length };
    queries[0] = query_term_pattern(compiler, node, &wildcard, ENGINE_SYNONYM, &terms, err);
    queries[0] = query_in_field(compiler, node, queries[0], &terms, flags, err);
    move_terms(word, &terms);
    if (!queries[0] || !element->spans || !has_wholes(node))
        return queries[0];
    snprintf(prefix, sizeof prefix, TERM_WHOLE_PREFIX "%s", unpositioned_prefix(node));
    wildcard.prefix = prefix;
    queries[1] = query_term_pattern(compiler, node, &wildcard, ENGINE_SYNONYM,
                                    word ? &word->terms : NULL, err);
    if (engine_query_is_none(queries[0])) {
        engine_query_free(queries[0]);
        return queries[1];
    }
    return engine_query_combine(ENGINE_OR, queries, 2, 0, err);
}

static struct engine_query *elements_query(struct query_compiler *compiler,
                                           const struct query_node *node,
                                           const struct query_elements *elements, unsigned flags,
                                           struct error *err)
{
    const struct query_element *first = &elements->items[0];
    if (elements->count == 1 && first->kind == ELEMENT_PATTERN)
        return pattern_query(compiler, node, first, flags, err);
    if (elements->count == 1 && first->kind == ELEMENT_WORD && !node->quoted)
        return stemmed_query(compiler, node, first->term, first->length, flags, err);
    if (has_joined(compiler, elements))
        return joined_query(compiler, node, elements, flags, err);
    query_words_note(compiler, node, elements, flags);
    return phrase_query(compiler, node, elements, false, flags, err);
}

/* The words and the symbols: all must occur. */
static struct engine_query *all_query(struct query_compiler *compiler,
                                      const struct query_node *node,
                                      const struct query_elements *elements, unsigned flags,
                                      struct error *err)
{
    size_t count = 0;
    if (elements->symbols.count == 0)
        return elements_query(compiler, node, elements, flags, err);
    struct engine_query **queries =
        memory_allocate((elements->symbols.count + 1) * sizeof *queries);
    if (elements->count > 0)
        queries[count++] = elements_query(compiler, node, elements, flags, err);
    for (size_t i = 0; i < elements->symbols.count; i++) {
        const struct list_item *symbol = &elements->symbols.items[i];
        note_term(compiler, node, flags, symbol->data, symbol->length);
        queries[count++] = query_term_exact(compiler, unpositioned_prefix(node), symbol->data,
                                            symbol->length, err);
    }
    struct engine_query *query = engine_query_combine(ENGINE_AND, queries, count, 0, err);
    free(queries);
    return query;
}

static int count_terms(struct query_compiler *compiler, const struct query_node *node,
                       const struct query_elements *elements, struct error *err)
{
    compiler->terms += elements->count + elements->symbols.count;
    if (compiler->terms <= QUERY_WORDS_MAX)
        return 0;
    return query_complain(node->source, node->start, err, "a query may have at most %d words",
                          QUERY_WORDS_MAX);
}

static void warn_of_star(const struct query_compiler *compiler, const struct query_node *node)
{
    query_warn(compiler->options, "a * that touches no word is left out: %.*s",
               (int)(node->end - node->start), node->source->text + node->start);
}

/* The node has only punctuation. */
static void warn_of_nothing(const struct query_compiler *compiler, const struct query_node *node)
{
    const char *text = node->source->text + node->start;
    size_t length = node->end - node->start;
    static const struct {
        const char *text, *advice;
    } advices[] = { { "-", "; write a sign directly before its word: -word" },
                    { "+", "; write a sign directly before its word: +word" },
                    { "..", "; write a range without spaces: date:2021..2022" } };
    const char *advice = "";
    for (size_t i = 0; i < sizeof advices / sizeof *advices; i++)
        if (strlen(advices[i].text) == length && memcmp(text, advices[i].text, length) == 0)
            advice = advices[i].advice;
    query_warn(compiler->options, "%.*s is left out, because it contains no word%s", (int)length,
               text, advice);
}

static void show_words(struct buffer *out, const struct query_node *node,
                       const struct query_elements *elements)
{
    for (size_t i = 0; i < elements->count; i++)
        if (elements->items[i].unspaced) { /* nobody can read pairs of characters */
            text_fold_name(out, query_node_value(node), query_node_length(node));
            return;
        }
    for (size_t i = 0; i < elements->count; i++) {
        buffer_add_text(out, i > 0 ? " " : "");
        buffer_add(out, elements->items[i].term, elements->items[i].length);
    }
}

static void show_positions(struct buffer *out, const struct query_compiler *compiler,
                           const struct query_node *node, const struct query_elements *elements)
{
    const struct query_element *first = &elements->items[0];
    bool bare = elements->count == 1 &&
                (first->kind == ELEMENT_PATTERN || (first->kind == ELEMENT_WORD && !node->quoted));
    buffer_add_text(out, bare ? "" : "\"");
    show_words(out, node, elements);
    buffer_add_text(out, bare ? "" : "\"");
    if (node->kind == QUERY_WORDS && has_joined(compiler, elements) &&
        first->joined_count == elements->count)
        buffer_printf(out, "|%s", first->joined);
}

/* What --explain shows: quotes around what is not searched by its stem. */
static char *show_elements(const struct query_compiler *compiler, const struct query_node *node,
                           const struct query_elements *elements)
{
    struct buffer shown = BUFFER_INIT, prefix = BUFFER_INIT;
    size_t count = elements->symbols.count + (elements->count > 0);
    if (node->field != FIELD_COUNT)
        buffer_printf(&prefix, "%s:", schema_field(node->field)->prefix);
    buffer_add_text(&shown, count > 1 ? "(" : "");
    if (elements->count > 0) {
        buffer_add_text(&shown, buffer_text(&prefix));
        show_positions(&shown, compiler, node, elements);
    }
    for (size_t i = 0; i < elements->symbols.count; i++)
        buffer_printf(&shown, "%s%s%s", i > 0 || elements->count > 0 ? " AND " : "",
                      buffer_text(&prefix), elements->symbols.items[i].data);
    buffer_add_text(&shown, count > 1 ? ")" : "");
    buffer_release(&prefix);
    return buffer_detach(&shown);
}

int query_words_cut(struct query_compiler *compiler, struct query_node *node,
                    struct query_elements *elements, struct error *err)
{
    query_cut(elements, query_node_value(node), query_node_length(node), has_wholes(node));
    if (elements->count == 0 && elements->symbols.count == 0)
        return 0;
    if (elements->stray_star)
        warn_of_star(compiler, node);
    free(node->shown);
    node->shown = show_elements(compiler, node, elements);
    return count_terms(compiler, node, elements, err) < 0 ? -1 : 1;
}

static bool is_lone_star(const struct query_node *node)
{
    size_t at = node->value_start;
    while (at < node->value_end && node->source->text[at] == '*')
        at++;
    return !node->quoted && at > node->value_start && at == node->value_end;
}

/* The articles that have any value of the field. */
static int compile_presence(struct query_node *node, struct query_part *part, struct error *err)
{
    const struct field *field = schema_field(node->field);
    struct buffer shown = BUFFER_INIT;
    if (field->slot == SLOT_NONE)
        return query_complain(node->source, node->value_start, err,
                              "%s:* needs at least one letter beside the *", field->prefix);
    buffer_printf(&shown, "%s:*", field->prefix);
    free(node->shown);
    node->shown = buffer_detach(&shown);
    part->query = engine_query_range((unsigned)field->slot, NULL, 0, NULL, 0, err);
    part->kind = PART_FILTER;
    return part->query ? 0 : -1;
}

int query_compile_words(struct query_compiler *compiler, struct query_node *node, unsigned flags,
                        struct query_part *part, struct error *err)
{
    *part = (struct query_part){ .kind = PART_EMPTY };
    if (is_lone_star(node)) {
        if (node->field != FIELD_COUNT)
            return compile_presence(node, part, err);
        free(node->shown);
        node->shown = node->sign == '-' ? memory_copy_text("everything") : NULL;
        part->kind = PART_ALL;
        return 0;
    }
    struct query_elements elements;
    int words = query_words_cut(compiler, node, &elements, err);
    if (words == 0)
        warn_of_nothing(compiler, node);
    if (words > 0) {
        part->kind = PART_SCORED;
        part->query = all_query(compiler, node, &elements, flags, err);
    }
    query_elements_release(&elements);
    return words < 0 || (words > 0 && !part->query) ? -1 : 0;
}
