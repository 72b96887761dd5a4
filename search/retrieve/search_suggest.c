/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search_suggest.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "search_query.h"
#include "suggest_name.h"
#include "term.h"
#include "text.h"

#define DISTANCE_MAX 2u
#define SHORT_WORD 5 /* characters: words up to this length may differ in one change only */

/* The nearest word to one that no article holds. */
struct nearest {
    const char *word;
    size_t length;
    unsigned distance;
    uint32_t documents;
    char *found;
};

static bool is_word(const char *term, size_t length)
{
    return length > 1 && !(term[0] >= 'A' && term[0] <= 'Z');
}

static int look_at(void *context, const char *term, size_t length, uint32_t documents)
{
    struct nearest *nearest = context;
    size_t longer = length > nearest->length ? length - nearest->length : nearest->length - length;
    if (!is_word(term, length) || longer > nearest->distance * 4)
        return 0;
    unsigned distance =
        text_distance(nearest->word, nearest->length, term, length, nearest->distance);
    if (distance > nearest->distance || distance == 0)
        return 0;
    if (distance == nearest->distance && documents <= nearest->documents)
        return 0;
    free(nearest->found);
    nearest->found = memory_copy(term, length);
    nearest->distance = distance;
    nearest->documents = documents;
    return 0;
}

/* Whether no article holds the word, in any of its forms. */
static int is_unknown(const struct searcher *searcher, const struct query_word *word, bool *unknown,
                      struct error *err)
{
    const struct list_item *item = &word->terms.items[word->stemmed ? 1 : 0];
    struct buffer term = BUFFER_INIT;
    uint32_t documents = 0;
    term_of_word(&term, word->stemmed ? TERM_STEM_PREFIX : "", item->data, item->length);
    int result = shim_term_frequency(searcher->database, term.data, term.length, &documents, err);
    buffer_release(&term);
    *unknown = documents == 0;
    return result;
}

static int find_nearest(const struct searcher *searcher, const struct query_word *word,
                        char **suggestion, struct error *err)
{
    const struct list_item *item = &word->terms.items[0];
    struct nearest nearest = { item->data, item->length, DISTANCE_MAX, 0, NULL };
    if (text_characters(item->data, item->length) <= SHORT_WORD)
        nearest.distance = 1;
    /* An error in the first letter is rare, and looking at all words is slow. */
    size_t first = 1;
    while (first < item->length && ((unsigned char)item->data[first] & 0xC0) == 0x80)
        first++;
    if (shim_each_term(searcher->database, item->data, first, look_at, &nearest, err) < 0) {
        free(nearest.found);
        return -1;
    }
    *suggestion = nearest.found;
    return 0;
}

/* Symbols are not mistyped, and the term of a joined one has lost its joiners. */
static bool is_symbol(const struct list_item *term)
{
    size_t dot = *term->data == '.'; /* .net */
    return !text_begins_word(term->data + dot, term->length - dot);
}

static int suggest_word(const struct searcher *searcher, const struct query *query,
                        char **suggestion, struct error *err)
{
    for (size_t i = 0; i < query->word_count && !*suggestion; i++) {
        const struct query_word *word = &query->words[i];
        bool unknown;
        if (word->field != FIELD_COUNT || word->phrase || word->terms.count == 0 ||
            is_symbol(&word->terms.items[0]))
            continue;
        if (is_unknown(searcher, word, &unknown, err) < 0 ||
            (unknown && find_nearest(searcher, word, suggestion, err) < 0))
            return -1;
    }
    return 0;
}

/* What to try, and the attempt's own results. */
struct suggesting {
    const char *text;
    uint64_t *any_total; /* NULL: not wanted */
    char *suggestion;
};

static int count_any(struct searcher *searcher, struct query *query, uint64_t *total,
                     struct error *err)
{
    bool scored;
    struct engine_query *matching = search_query_matching(query, searcher, &scored, err);
    int result =
        matching ? engine_count_matches(searcher->database, matching, true, total, err) : -1;
    engine_query_free(matching);
    return result;
}

/* Whether the query finds an article that is not new. Then its words are right. Patterns would have
 * to run, so they are left aside. */
static int finds_known(struct searcher *searcher, const char *text, bool *finds, struct error *err)
{
    struct query query = { 0 };
    uint64_t total = 0;
    int result = search_query_parse(&query, searcher, text, searcher->request->any, NULL, err);
    if (result == 0)
        result = engine_count_matches(searcher->database, query.matching, false, &total, err);
    query_release(&query);
    *finds = total > 0;
    return result;
}

static int attempt_suggest(struct searcher *searcher, void *context, struct error *err)
{
    struct suggesting *suggesting = context;
    struct query query = { 0 };
    if (suggesting->any_total)
        *suggesting->any_total = 0;
    free(suggesting->suggestion);
    suggesting->suggestion = NULL;
    int result = search_query_parse(&query, searcher, suggesting->text, true, NULL, err);
    /* A filter by regex would have to run, and it may be what nothing passes. */
    if (result == 0 && suggesting->any_total && query.word_count > 1 && query.filters.count == 0 &&
        !searcher->request->any)
        result = count_any(searcher, &query, suggesting->any_total, err);
    bool known = false;
    if (result == 0 && searcher->request->since_last)
        result = finds_known(searcher, suggesting->text, &known, err);
    if (result == 0 && !known)
        result = suggest_name(&suggesting->suggestion, &query, searcher->database, err);
    if (result == 0 && !known && !suggesting->suggestion)
        result = suggest_word(searcher, &query, &suggesting->suggestion, err);
    query_release(&query);
    return result;
}

void search_suggest(struct searcher *searcher, const char *text, uint64_t *any_total,
                    char **suggestion)
{
    struct suggesting suggesting = { .text = text, .any_total = any_total };
    struct error ignored;
    if (searcher_repeat(searcher, attempt_suggest, &suggesting, &ignored) < 0 && any_total)
        *any_total = 0;
    *suggestion = suggesting.suggestion;
}
