/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "word_pairs.h"

#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "memory.h"
#include "term.h"

/* Parts of the words' own weight, chosen with bench/relevance. */
#define NEIGHBOURS_FACTOR 0.1
#define NEIGHBOURS_WINDOW 3 /* in order, with at most one word between: deep (into) learning */
#define ALL_WORDS_FACTOR 0.2
/* For a stop word beside a word: in a sentence it says little, in a short query more, and most
 * where it ends the query, as in vitamin a. */
#define STOP_WORD_FACTOR 0.1
#define SHORT_STOP_WORD_FACTOR 0.5
#define LAST_STOP_WORD_FACTOR 4.0
#define SHORT_QUERY 4 /* words */
#define STOP_WORD_WINDOW 2

/* A free word or phrase of one. */
static bool is_plain(const struct query_word *word)
{
    return word->field == FIELD_COUNT && !word->phrase && word->terms.count > 0 &&
           (word->stemmed || word->terms.count == 1);
}

static void make_plain_term(struct buffer *term, const struct query_word *word)
{
    const struct list_item *item = &word->terms.items[0];
    term_of_word(term, "", item->data, item->length);
}

/* The term that the word is looked for by. */
static void make_stem_term(struct buffer *term, const struct query_word *word)
{
    const struct list_item *item = &word->terms.items[word->stemmed ? 1 : 0];
    term_of_word(term, word->stemmed ? TERM_STEM_PREFIX : "", item->data, item->length);
}

static struct engine_query *stem_term(const struct query_word *word, struct error *err)
{
    struct buffer term = BUFFER_INIT;
    make_stem_term(&term, word);
    struct engine_query *query = engine_query_term(term.data, term.length, 1, 0, err);
    buffer_release(&term);
    return query;
}

static bool are_neighbours(const struct query *query, size_t i)
{
    return i + 1 < query->word_count && is_plain(&query->words[i]) &&
           is_plain(&query->words[i + 1]);
}

static bool has_neighbours(const struct query *query)
{
    for (size_t i = 0; i < query->word_count; i++)
        if (are_neighbours(query, i))
            return true;
    return false;
}

static double stop_word_factor(const struct query_pair *pair)
{
    if (pair->ends)
        return LAST_STOP_WORD_FACTOR;
    return pair->of_many <= SHORT_QUERY ? SHORT_STOP_WORD_FACTOR : STOP_WORD_FACTOR;
}

/* Pairs, with the bytes of the one that is added. */
struct adding {
    struct engine_proximity *proximity;
    struct buffer words[2], required[2];
};

static int add(struct adding *adding, struct engine_proximity_pair pair, struct error *err)
{
    for (size_t i = 0; i < 2; i++) {
        pair.words[i] = (struct shim_slice){ adding->words[i].data, adding->words[i].length };
        pair.required[i] =
            (struct shim_slice){ adding->required[i].data, adding->required[i].length };
    }
    return engine_proximity_add(adding->proximity, &pair, err);
}

static int add_neighbours(struct adding *adding, const struct query_word *first, struct error *err)
{
    for (size_t i = 0; i < 2; i++) {
        make_plain_term(&adding->words[i], &first[i]);
        make_stem_term(&adding->required[i], &first[i]);
    }
    return add(adding,
               (struct engine_proximity_pair){ .window = NEIGHBOURS_WINDOW,
                                               .weighs = ENGINE_BOTH,
                                               .factor = NEIGHBOURS_FACTOR },
               err);
}

/* The stop word does not weigh. */
static int add_stop_word(struct adding *adding, const struct query_pair *pair, struct error *err)
{
    for (size_t i = 0; i < 2; i++) {
        term_of_word(&adding->words[i], "", pair->terms[i], strlen(pair->terms[i]));
        term_of_word(&adding->required[i], TERM_STEM_PREFIX, pair->stem, strlen(pair->stem));
    }
    return add(
        adding,
        (struct engine_proximity_pair){ .window = STOP_WORD_WINDOW,
                                        .weighs = pair->word == 0 ? ENGINE_FIRST : ENGINE_SECOND,
                                        .factor = stop_word_factor(pair) },
        err);
}

int word_pairs_list(struct engine_proximity **pairs, const struct query *query, struct error *err)
{
    *pairs = NULL;
    if (query->pair_count == 0 && !has_neighbours(query))
        return 0;
    struct adding adding = { .proximity = engine_proximity_new() };
    int result = adding.proximity ? 0 : error_set(err, "not enough memory");
    for (size_t i = 0; result == 0 && i < query->word_count; i++)
        if (are_neighbours(query, i))
            result = add_neighbours(&adding, &query->words[i], err);
    for (size_t i = 0; result == 0 && i < query->pair_count; i++)
        result = add_stop_word(&adding, &query->pairs[i], err);
    for (size_t i = 0; i < 2; i++) {
        buffer_release(&adding.words[i]);
        buffer_release(&adding.required[i]);
    }
    *pairs = adding.proximity;
    return result;
}

struct engine_query *word_pairs_boost_all(struct engine_query *matching, const struct query *query,
                                          struct error *err)
{
    if (!query->any || !has_neighbours(query))
        return matching;
    struct engine_query **terms = memory_allocate((query->word_count + 1) * sizeof(*terms));
    size_t count = 0;
    for (size_t i = 0; i < query->word_count; i++)
        if (is_plain(&query->words[i]))
            terms[count++] = stem_term(&query->words[i], err);
    struct engine_query *all = engine_query_scale(
        engine_query_combine(ENGINE_AND, terms, count, 0, err), ALL_WORDS_FACTOR, err);
    free(terms);
    return engine_query_pair(ENGINE_AND_MAYBE, matching, all, err);
}
