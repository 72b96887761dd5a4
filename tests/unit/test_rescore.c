/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_rescore.c: a search by pairs of words has the best rows of all, though it weighs only some
 * by the pairs. */
#include "words_fixture.h"

enum { PAIRS = 300 };

static struct shim_slice slice_of(const char *word)
{
    return (struct shim_slice){ word, strlen(word) };
}

/* Some pairs of words that are next to each other, or nearly. */
static struct engine_proximity *draw_pairs(void)
{
    struct engine_proximity *proximity = engine_proximity_new();
    for (unsigned i = 1 + draw(3); i > 0; i--) {
        char words[2][20];
        struct engine_proximity_pair pair = { .window = 2 + draw(3),
                                              .weighs = (enum engine_weighs)draw(3),
                                              .factor = draw(20) * 0.1 };
        for (size_t j = 0; j < 2; j++) {
            snprintf(words[j], sizeof words[j], "%s", draw_word());
            pair.words[j] = pair.required[j] = slice_of(words[j]);
        }
        if (engine_proximity_add(proximity, &pair, &err) < 0)
            tap_ok(false, "a pair is added");
    }
    return proximity;
}

/* The weights of all rows with what the pairs add. */
static struct engine_matches *find_all(struct shim_database *database,
                                       const struct engine_request *request)
{
    struct engine_request all = *request;
    all.limit = UINT32_MAX;
    return engine_search(database, &all, &err);
}

/* Whether the rows are the first of all, with all that tie with the last, whose weights are
 * rounded. */
static bool are_best(const struct engine_matches *some, const struct engine_matches *all,
                     uint32_t limit)
{
    const size_t count = engine_matches_size(all), size = engine_matches_size(some);
    bool good = size >= limit || size == count;
    for (size_t i = 0; good && i < size; i++)
        good = engine_matches_weight(some, i) == engine_round_score(engine_matches_weight(all, i));
    return good && (size == count || engine_matches_weight(some, size - 1) >
                                         engine_round_score(engine_matches_weight(all, size)));
}

static bool is_rescored(struct shim_database *database, const struct engine_query *query,
                        size_t *rescored)
{
    struct engine_proximity *proximity = draw_pairs();
    const struct engine_scoring scoring = { 1, proximity };
    const struct engine_request request = { .query = query,
                                            .scoring = &scoring,
                                            .limit = 1 + draw(20),
                                            .sort_slot = -1,
                                            .count_up_to = draw(2) == 0 ? UINT32_MAX : draw(500),
                                            .min_postings_per_thread = draw(2) == 0 ? 0 : 100 };
    struct engine_matches *some = engine_search(database, &request, &err),
                          *all = find_all(database, &request);
    bool good = some && all && are_best(some, all, request.limit);
    *rescored += some && strstr(engine_matches_strategy(some), "rescored");
    engine_matches_free(all);
    engine_matches_free(some);
    engine_proximity_free(proximity);
    return good;
}

static void test_pairs(struct shim_database *database)
{
    const double factor = 0.0005;
    unsigned good = 0;
    size_t rescored = 0;
    for (unsigned i = 0; i < PAIRS; i++) {
        struct engine_query *terms[3];
        unsigned count = 2 + draw(2);
        draw_terms(terms, count);
        struct engine_query *query =
            engine_query_combine(draw(2) ? ENGINE_OR : ENGINE_AND, terms, count, 0, &err);
        if (draw(2) == 0)
            query = engine_query_pair(ENGINE_AND_MAYBE, query, weigh_records(&factor, find_record),
                                      &err);
        good += is_rescored(database, query, &rescored);
        engine_query_free(query);
    }
    tap_is_number(good, PAIRS, "rescored rows are the best of all rows with pairs of words");
    tap_ok(rescored > PAIRS * 9 / 10, "most searches with pairs are rescored (%zu)", rescored);
}

int main(void)
{
    struct shim_database *database = words_begin();
    test_pairs(database);
    shim_database_close(database);
    return fixture_end();
}
