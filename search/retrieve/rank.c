/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "number.h"
#include "prior.h"
#include "query/rank_table.h"
#include "schema.h"
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
#define PRIOR_COUNT 3

/* One of the slots that add to a score. */
struct prior {
    enum slot slot;
    double factor; /* of the stored number */
};

static void list_priors(const struct rank *rank, struct prior priors[PRIOR_COUNT])
{
    priors[0] = (struct prior){ SLOT_QUALITY_PRIOR, rank->weights.quality };
    priors[1] = (struct prior){ SLOT_HEAT_PRIOR, rank->weights.heat };
    priors[2] = (struct prior){ SLOT_RECENCY_PRIOR, rank->recency_factor };
}

static struct shim_query *scaled_prior(const struct rank *rank, const struct prior *prior,
                                       struct error *err)
{
    return shim_query_scale(shim_query_value_weight((unsigned)prior->slot, err),
                            prior->factor / rank->score_scale, err);
}

/* Xapian 1.4 stops a posting source that is scaled by more than 1 too early: it tells it the weight
 * that is still of use without dividing that by the factor. All weights are therefore divided by a
 * power of two. */
static double score_scale_of(const struct rank *rank)
{
    struct prior priors[PRIOR_COUNT];
    double score_scale = 1;
    list_priors(rank, priors);
    for (size_t i = 0; rank->remote && i < PRIOR_COUNT; i++)
        while (priors[i].factor > score_scale)
            score_scale *= 2;
    return score_scale;
}

/* Adds what recency does: to the articles whose day began before now by their age, to later ones
 * the full weight. One after the other: of an OR of both, Xapian 1.4 leaves out the best rows. */
static struct shim_query *bounded_recency(struct shim_query *text, const struct rank *rank,
                                          const struct prior *prior, struct error *err)
{
    char now[NUMBER_SIZE], after[NUMBER_SIZE];
    int64_t end = prior_date(rank->now) + PRIOR_DAY;
    size_t now_length = number_encode(now, end - 1);
    size_t after_length = number_encode(after, end);
    struct shim_query *past =
        shim_query_pair(SHIM_FILTER, scaled_prior(rank, prior, err),
                        shim_query_range(SLOT_DATE, NULL, 0, now, now_length, err), err);
    struct shim_query *future = shim_query_pair(
        SHIM_FILTER, shim_query_constant(rank->weights.recency / rank->score_scale, err),
        shim_query_range(SLOT_DATE, after, after_length, NULL, 0, err), err);
    text = shim_query_pair(SHIM_AND_MAYBE, text, past, err);
    return shim_query_pair(SHIM_AND_MAYBE, text, future, err);
}

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

static struct shim_query *stem_term(const struct query_word *word, struct error *err)
{
    struct buffer term = BUFFER_INIT;
    make_stem_term(&term, word);
    struct shim_query *query = shim_query_term(term.data, term.length, 1, 0, err);
    buffer_release(&term);
    return query;
}

/* Two terms, in order within window positions, which weigh as both do, or as one of them does. */
struct phrase_of_two {
    struct buffer terms[2];
    uint32_t window;
    double factor;
    const struct buffer *weighs; /* of terms; NULL: both */
};

static void phrase_release(struct phrase_of_two *phrase)
{
    buffer_release(&phrase->terms[0]);
    buffer_release(&phrase->terms[1]);
}

/* More for two words of the query that stand as near each other in the article. */
static struct shim_query *phrase_query(const struct phrase_of_two *phrase, struct error *err)
{
    struct shim_query *terms[2];
    for (size_t i = 0; i < 2; i++)
        terms[i] = shim_query_term(phrase->terms[i].data, phrase->terms[i].length, 1, 0, err);
    struct shim_query *pair = shim_query_combine(SHIM_PHRASE, terms, 2, phrase->window, err);
    if (phrase->weighs)
        pair = shim_query_pair(
            SHIM_FILTER, shim_query_term(phrase->weighs->data, phrase->weighs->length, 1, 0, err),
            pair, err);
    return shim_query_scale(pair, phrase->factor, err);
}

/* No article has more; *present: some may have one. */
static int read_largest(int64_t *number, bool *present, struct shim_database *database,
                        enum slot slot, struct error *err)
{
    char *value;
    size_t length;
    if (shim_largest_value(database, (unsigned)slot, &value, &length, err) < 0)
        return -1;
    *present = length > 0;
    *number = number_decode(value, length);
    free(value);
    return 0;
}

int rank_init(struct rank *rank, const struct request_rank *weights, int64_t now,
              struct shim_database *database, struct error *err)
{
    int64_t quality, heat, date;
    bool present, dated;
    if (now < PRIOR_FIRST)
        now = PRIOR_FIRST;
    *rank = (struct rank){ .weights = *weights,
                           .now = now,
                           .remote = shim_database_is_remote(database) };
    for (int i = 0; i < RANK_PARTS; i++) {
        rank->quality_parts[i] = weights->quality * prior_saturating(i);
        rank->heat_parts[i] = weights->heat * prior_saturating(i);
    }
    rank->recency_factor = weights->recency * prior_recency_scale(now);
    if (!isfinite(rank->recency_factor))
        rank->recency_factor = 0;
    rank->score_scale = score_scale_of(rank);
    if (read_largest(&quality, &present, database, SLOT_QUALITY, err) < 0 ||
        read_largest(&heat, &present, database, SLOT_HEAT, err) < 0 ||
        read_largest(&date, &dated, database, SLOT_DATE, err) < 0)
        return -1;
    rank->has_future = dated && date > now && now < PRIOR_LAST && weights->recency > 0;
    rank->most =
        weights->quality * prior_saturating(quality) + weights->heat * prior_saturating(heat);
    if (dated && date > now)
        rank->most += weights->recency;
    else if (dated)
        rank->most += rank->recency_factor * prior_recency(date);
    return 0;
}

bool rank_adds(const struct rank *rank)
{
    return rank->weights.quality > 0 || rank->weights.heat > 0 || rank->weights.recency > 0;
}

struct shim_weighting rank_weighting(void)
{
    return (struct shim_weighting){ .scheme = SHIM_INEB2, .c = 1.0 };
}

static bool stand_together(const struct query *query, size_t i)
{
    return i + 1 < query->word_count && is_plain(&query->words[i]) &&
           is_plain(&query->words[i + 1]);
}

static bool has_neighbours(const struct query *query)
{
    for (size_t i = 0; i < query->word_count; i++)
        if (stand_together(query, i))
            return true;
    return false;
}

bool rank_has_bonuses(const struct query *query)
{
    return query->pair_count > 0 || has_neighbours(query);
}

static double stop_word_factor(const struct query_pair *pair)
{
    if (pair->ends)
        return LAST_STOP_WORD_FACTOR;
    return pair->of_many <= SHORT_QUERY ? SHORT_STOP_WORD_FACTOR : STOP_WORD_FACTOR;
}

/* The first two words of the query from *next on that stand side by side, then words beside stop
 * words, which do not weigh; false: there are no more. stems are the terms that articles which have
 * both hold. */
static bool next_phrase(const struct query *query, size_t *next, struct phrase_of_two *phrase,
                        struct buffer stems[2])
{
    while (*next < query->word_count && !stand_together(query, *next))
        ++*next;
    size_t number = (*next)++;
    if (number < query->word_count) {
        phrase->window = NEIGHBOURS_WINDOW;
        phrase->factor = NEIGHBOURS_FACTOR;
        phrase->weighs = NULL;
        for (size_t i = 0; i < 2; i++) {
            make_plain_term(&phrase->terms[i], &query->words[number + i]);
            make_stem_term(&stems[i], &query->words[number + i]);
        }
        return true;
    }
    if (number - query->word_count >= query->pair_count)
        return false;
    const struct query_pair *pair = &query->pairs[number - query->word_count];
    phrase->window = STOP_WORD_WINDOW;
    phrase->factor = stop_word_factor(pair);
    phrase->weighs = &phrase->terms[pair->word];
    for (size_t i = 0; i < 2; i++) {
        term_of_word(&phrase->terms[i], "", pair->terms[i], strlen(pair->terms[i]));
        term_of_word(&stems[i], TERM_STEM_PREFIX, pair->stem, strlen(pair->stem));
    }
    return true;
}

struct refine_bonus *rank_neighbours(size_t *count, const struct query *query, struct error *err)
{
    size_t most = query->word_count + query->pair_count, next = 0;
    struct refine_bonus *bonuses = memory_allocate((most + 1) * sizeof *bonuses);
    struct phrase_of_two phrase = { 0 };
    struct buffer stems[2] = { BUFFER_INIT, BUFFER_INIT };
    *count = 0;
    while (next_phrase(query, &next, &phrase, stems)) {
        struct refine_bonus *bonus = &bonuses[(*count)++];
        bonus->query = phrase_query(&phrase, err);
        bonus->factor = phrase.weighs ? phrase.factor / 2 : phrase.factor;
        for (size_t i = 0; i < 2; i++) {
            const struct buffer *plain = phrase.weighs ? phrase.weighs : &phrase.terms[i];
            buffer_add(&bonus->terms[i], stems[i].data, stems[i].length);
            buffer_add(&bonus->plain[i], plain->data, plain->length);
        }
    }
    phrase_release(&phrase);
    buffer_release(&stems[0]);
    buffer_release(&stems[1]);
    return bonuses;
}

struct shim_query *rank_all_words(struct shim_query *matching, const struct query *query,
                                  struct error *err)
{
    if (!query->any || !has_neighbours(query))
        return matching;
    struct shim_query **terms = memory_allocate((query->word_count + 1) * sizeof(*terms));
    size_t count = 0;
    for (size_t i = 0; i < query->word_count; i++)
        if (is_plain(&query->words[i]))
            terms[count++] = stem_term(&query->words[i], err);
    struct shim_query *all =
        shim_query_scale(shim_query_combine(SHIM_AND, terms, count, 0, err), ALL_WORDS_FACTOR, err);
    free(terms);
    return shim_query_pair(SHIM_AND_MAYBE, matching, all, err);
}

struct shim_query *rank_text(struct shim_query *matching, const struct query *query,
                             struct error *err)
{
    struct phrase_of_two phrase = { 0 };
    struct buffer stems[2] = { BUFFER_INIT, BUFFER_INIT };
    size_t next = 0;
    /* One by one: of an OR with phrases in it, Xapian 1.4 adds the weight of a phrase that is not
     * there. */
    while (next_phrase(query, &next, &phrase, stems))
        matching = shim_query_pair(SHIM_AND_MAYBE, matching, phrase_query(&phrase, err), err);
    phrase_release(&phrase);
    buffer_release(&stems[0]);
    buffer_release(&stems[1]);
    return rank_all_words(matching, query, err);
}

double rank_score(double weight, double score_scale)
{
    return nearbyint(weight * score_scale / SCORE_STEP) * SCORE_STEP;
}

static double saturating_part(const double known[RANK_PARTS], double weight, int64_t value)
{
    if ((uint64_t)value < RANK_PARTS)
        return known[value];
    return weight * prior_saturating(value);
}

static void value_parts(struct score_parts *parts, const struct rank *rank,
                        const struct prior_values *values)
{
    parts->quality = saturating_part(rank->quality_parts, rank->weights.quality, values->quality);
    parts->heat = saturating_part(rank->heat_parts, rank->weights.heat, values->heat);
    if (!values->dated || rank->weights.recency <= 0)
        parts->recency = 0;
    else if (prior_date(values->date) > rank->now)
        parts->recency = rank->weights.recency;
    else
        parts->recency = rank->recency_factor * prior_recency(values->date);
}

/* A shim_weigh; context is a rank. */
static double weigh_priors(const void *context, const char *record)
{
    struct prior_values values;
    struct score_parts parts;
    if (!record)
        return 0;
    prior_unpack(&values, record);
    value_parts(&parts, context, &values);
    return parts.quality + parts.heat + parts.recency;
}

/* A server weighs by the slots that Xapian itself can weigh. */
static struct shim_query *blend_remotely(struct shim_query *text, const struct rank *rank,
                                         struct error *err)
{
    struct prior priors[PRIOR_COUNT];
    list_priors(rank, priors);
    text = shim_query_scale(text, 1 / rank->score_scale, err);
    for (size_t i = 0; i < PRIOR_COUNT; i++) {
        if (priors[i].factor <= 0)
            continue;
        if (priors[i].slot == SLOT_RECENCY_PRIOR && rank->has_future)
            text = bounded_recency(text, rank, &priors[i], err);
        else
            text = shim_query_pair(SHIM_AND_MAYBE, text, scaled_prior(rank, &priors[i], err), err);
    }
    return text;
}

struct shim_query *rank_blend(struct shim_query *text, const struct rank *rank, struct error *err)
{
    if (!rank_adds(rank))
        return text;
    if (rank->remote)
        return blend_remotely(text, rank, err);
    return shim_query_pair(SHIM_AND_MAYBE, text,
                           shim_query_weigh(rank_table(), weigh_priors, rank, rank->most, err),
                           err);
}

/* Whether the document has the number. */
static int read_number(int64_t *number, bool *present, struct shim_document *document,
                       enum slot slot, struct error *err)
{
    const char *value;
    size_t length;
    if (shim_document_value(document, (unsigned)slot, &value, &length, err) < 0)
        return -1;
    *present = length > 0;
    *number = *present ? number_decode(value, length) : 0;
    return 0;
}

int rank_parts(struct score_parts *parts, const struct rank *rank, double score,
               struct shim_document *document, struct error *err)
{
    struct prior_values values;
    bool present;
    if (read_number(&values.quality, &present, document, SLOT_QUALITY, err) < 0 ||
        read_number(&values.heat, &present, document, SLOT_HEAT, err) < 0 ||
        read_number(&values.date, &values.dated, document, SLOT_DATE, err) < 0)
        return -1;
    value_parts(parts, rank, &values);
    parts->text = score - (parts->quality + parts->heat + parts->recency);
    if (parts->text < SCORE_STEP)
        parts->text = 0; /* what rounding left */
    return 0;
}
