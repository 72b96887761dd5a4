/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_rank.c: the parts of a score, recomputed. */
#include "retrieve/rank.h"
#include "retrieve/word_pairs.h"

#include <math.h>

#include "made_index.h"
#include "static_rank.h"
#include "tap.h"

#define NOW INT64_C(1640995200) /* 2022-01-01 */
#define DAY INT64_C(86400)

static const struct made_article articles[] = {
    { .path = "/1",
      .title = "Deep learning",
      .excerpt = "Learning deep things.",
      .date = NOW - DAY,
      .quality = 84,
      .heat = 141 },
    { .path = "/2",
      .title = "Deep sea",
      .excerpt = "Learning to dive.",
      .date = NOW - 1000 * DAY,
      .quality = -5,
      .heat = 0 },
    { .path = "/3",
      .title = "Learning",
      .excerpt = "A deep look.",
      .date = NOW + 400 * DAY,
      .quality = MADE_ABSENT,
      .heat = MADE_ABSENT },
    { .path = "/4",
      .title = "Deep learning, old",
      .excerpt = "Of long ago.",
      .date = MADE_ABSENT,
      .quality = 5,
      .heat = MADE_ABSENT },
    { .path = "/5", .title = "Deep learning now", .date = NOW, .quality = 70, .heat = 70 },
};
#define COUNT (sizeof articles / sizeof *articles)

static void make_word(struct query_word *word, const char *text, const char *stem)
{
    *word = (struct query_word){ .field = FIELD_COUNT, .stemmed = true };
    list_add_text(&word->terms, text);
    list_add_text(&word->terms, stem);
}

static void make_query(struct query *query, struct query_word words[2])
{
    struct error err;
    make_word(&words[0], "deep", "deep");
    make_word(&words[1], "learning", "learn");
    *query = (struct query){ .words = words, .word_count = 2, .scored = true };
    query->matching = engine_query_pair(ENGINE_AND, engine_query_term("Zdeep", 5, 1, 1, &err),
                                        engine_query_term("Zlearn", 6, 1, 2, &err), &err);
}

static struct engine_matches *run(struct shim_database *database, const struct query *query,
                                  const struct rank *rank)
{
    struct error err;
    struct engine_query *ranked = rank_blend(engine_query_copy(query->matching, &err), rank, &err);
    struct engine_proximity *pairs;
    if (word_pairs_list(&pairs, query, &err) < 0)
        made_fail("cannot list pairs", &err);
    const struct engine_scoring scoring = { rank_scoring.c, pairs };
    struct engine_request request = {
        .query = ranked, .scoring = &scoring, .limit = 10, .sort_slot = -1
    };
    struct engine_matches *matches = ranked ? engine_search(database, &request, &err) : NULL;
    if (!matches)
        made_fail("cannot search", &err);
    engine_query_free(ranked);
    engine_proximity_free(pairs);
    return matches;
}

static double weight_of(const struct engine_matches *matches, uint32_t docid)
{
    for (size_t i = 0; i < engine_matches_size(matches); i++)
        if (engine_matches_docid(matches, i) == docid)
            return engine_matches_weight(matches, i);
    return -1;
}

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

static double expected_recency(int64_t date)
{
    if (date == MADE_ABSENT)
        return 0;
    return date > NOW ? 1 : exp2((double)(date - NOW) / STATIC_RANK_HALF_LIFE);
}

static double expected_saturating(int64_t value)
{
    return value == MADE_ABSENT || value <= 0 ? 0
                                              : (double)value / ((double)value + STATIC_RANK_HALF);
}

static void test_parts(struct shim_database *database, const struct query *query)
{
    const struct request_rank weights = { .quality = 1.5, .heat = 0.5, .recency = 2 }, none = { 0 };
    struct error err;
    struct rank rank, text;
    if (rank_init(&rank, &weights, NOW, database, &err) < 0 ||
        rank_init(&text, &none, NOW, database, &err) < 0)
        made_fail("cannot prepare", &err);
    tap_ok(rank_adds(&rank) && !rank_adds(&text),
           "a rank of values adds to the score, that of text does not");
    tap_ok(rank.has_future, "an article is dated after now");
    struct engine_matches *blended = run(database, query, &rank),
                          *alone = run(database, query, &text);
    tap_is_number((long long)engine_matches_size(blended), COUNT, "the blend leaves no match out");
    for (uint32_t docid = 1; docid <= COUNT; docid++) {
        const struct made_article *made = &articles[docid - 1];
        struct score_parts parts;
        double score = weight_of(blended, docid);
        struct shim_document *document = shim_document_get(database, docid, &err);
        tap_ok(document && rank_parts(&parts, &rank, score, document, &err) == 0,
               "the parts of %s are known", made->path);
        tap_ok(near(parts.text, weight_of(alone, docid)), "the text part is the score of the text");
        tap_ok(near(parts.quality, 1.5 * expected_saturating(made->quality)),
               "the quality part is as expected");
        tap_ok(near(parts.heat, 0.5 * expected_saturating(made->heat)),
               "the heat part is as expected");
        tap_ok(near(parts.recency, 2 * expected_recency(made->date)),
               "the recency part is as expected");
        tap_ok(near(parts.text + parts.quality + parts.heat + parts.recency, score),
               "the parts sum to the score");
        shim_document_free(document);
    }
    engine_matches_free(blended);
    engine_matches_free(alone);
    rank_release(&rank);
    rank_release(&text);
}

static void test_phrase(struct shim_database *database, const struct query *query)
{
    const struct request_rank none = { 0 };
    struct query apart = *query;
    struct error err;
    struct rank text;
    apart.word_count = 1; /* nothing beside the first word */
    if (rank_init(&text, &none, NOW, database, &err) < 0)
        made_fail("cannot prepare", &err);
    struct engine_matches *with = run(database, query, &text),
                          *without = run(database, &apart, &text);
    tap_ok(weight_of(with, 4) > weight_of(without, 4), "words side by side score more");
    tap_ok(near(weight_of(with, 2), weight_of(without, 2)),
           "words apart score as without proximity");
    engine_matches_free(with);
    engine_matches_free(without);
    rank_release(&text);
}

int main(void)
{
    struct made_index index;
    struct query query;
    struct query_word words[2];
    made_index_begin(&index);
    for (size_t i = 0; i < COUNT; i++)
        made_index_add(&index, &articles[i]);
    struct shim_database *database = made_index_open(&index);
    make_query(&query, words);
    test_parts(database, &query);
    test_phrase(database, &query);
    engine_query_free(query.matching);
    list_release(&words[0].terms);
    list_release(&words[1].terms);
    shim_database_close(database);
    made_index_remove(&index);
    return tap_done();
}
