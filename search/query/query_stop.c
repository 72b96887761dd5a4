/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_stop.c: which words of a query are stop words (query_compile.h). */
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "query_compile.h"
#include "query_cut.h"
#include "stop_words.h"
#include "text.h"

/* Whether nothing but punctuation stands before the node. */
static bool begins_query(const struct query_node *node)
{
    struct text_case before = text_case(node->source->text, node->start);
    return !before.small && !before.capital;
}

/* A word in capitals is a name if the query also has small letters: IT jobs, vitamin A. A single
 * letter that begins the query is not: A guide. */
static bool is_name(const struct query_node *node)
{
    struct text_case letters = text_case(query_node_value(node), query_node_length(node));
    if (!letters.capital || letters.small ||
        !text_case(node->source->text, node->source->length).small)
        return false;
    return text_characters(query_node_value(node), query_node_length(node)) > 1 ||
           !begins_query(node);
}

static bool is_group(const struct query_node *node)
{
    return (node->kind == QUERY_GROUP || node->kind == QUERY_SAVED) && !node->sign && node->first;
}

/* The one word that a plain free node is, folded (free it); NULL: it is something else. */
static char *single_word(const struct query_node *node)
{
    struct query_elements elements;
    char *word = NULL;
    while (node && is_group(node))
        node = node->first;
    if (!node || node->kind != QUERY_WORDS || node->sign == '-' || node->field != FIELD_COUNT)
        return NULL;
    query_cut(&elements, query_node_value(node), query_node_length(node), false);
    if (elements.count == 1 && elements.items[0].kind == ELEMENT_WORD &&
        elements.symbols.count == 0)
        word = memory_copy(elements.items[0].term, elements.items[0].length);
    query_elements_release(&elements);
    return word;
}

static bool is_listed(const struct query_compiler *compiler, const char *word)
{
    return word && stop_words_hold(compiler->options->stop_words, word, strlen(word));
}

bool query_is_stop_word(const struct query_compiler *compiler, struct query_node *node)
{
    if (!compiler->options->stop_words || node->quoted || node->sign)
        return false;
    char *word = single_word(node);
    bool stops = is_listed(compiler, word) && !is_name(node);
    if (stops) {
        free(node->shown);
        node->shown = word;
        return true;
    }
    free(word);
    return false;
}

bool query_has_stop_words_only(const struct query_compiler *compiler, struct query_node *node)
{
    if (!is_group(node))
        return query_is_stop_word(compiler, node);
    struct query_node *inside = node->first;
    if (inside->kind != QUERY_SEQUENCE)
        return query_has_stop_words_only(compiler, inside);
    bool stops = false;
    for (struct query_node *child = inside->first; child; child = child->next) {
        if (child->kind == QUERY_FILTER || child->sign == '-')
            continue;
        if (!query_has_stop_words_only(compiler, child))
            return false;
        stops = true;
    }
    return stops;
}

static void add_pair(struct query_compiler *compiler, const struct query_pair *pair)
{
    struct query *query = compiler->query;
    const char *word = pair->terms[pair->word];
    size_t length;
    const char *stem = shim_stem(compiler->options->stemmer, word, strlen(word), &length);
    query->pairs = memory_resize(query->pairs, query->pair_count + 1, sizeof *query->pairs);
    query->pairs[query->pair_count] = *pair;
    query->pairs[query->pair_count++].stem = memory_copy(stem, length);
}

void query_note_pairs(struct query_compiler *compiler, const struct query_node *sequence)
{
    const struct query_node *node = sequence->first;
    size_t count = 0;
    for (; node; node = node->next)
        count++;
    for (node = sequence->first; node && node->next; node = node->next) {
        struct query_pair pair = { .terms = { single_word(node), single_word(node->next) },
                                   .ends = !node->next->next,
                                   .of_many = count };
        bool listed[2] = { is_listed(compiler, pair.terms[0]), is_listed(compiler, pair.terms[1]) };
        pair.word = listed[0] ? 1 : 0;
        pair.ends = pair.ends && listed[1];
        if (pair.terms[0] && pair.terms[1] && listed[0] != listed[1]) {
            add_pair(compiler, &pair);
            continue;
        }
        free(pair.terms[0]);
        free(pair.terms[1]);
    }
}
