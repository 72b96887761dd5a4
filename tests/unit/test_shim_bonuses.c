/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_shim_bonuses.c: a search for the best rows has all that bonuses can lift among them. */
#include "words_fixture.h"

enum { MOST_NUMBERS = 3100, BONUSES = 300 };

/* What bonuses may add to each document: the weights of both terms. */
static void add_bonuses(double most[MOST_NUMBERS], struct shim_database *database,
                        const struct shim_bonus *bonuses, size_t count)
{
    memset(most, 0, MOST_NUMBERS * sizeof *most);
    for (size_t i = 0; i < count; i++) {
        struct shim_query *both[2] = { term(bonuses[i].terms[0]), term(bonuses[i].terms[1]) };
        struct shim_query *query = shim_query_combine(SHIM_AND, both, 2, 0, &err);
        const struct shim_request request = {
            .query = query, .weighting = { SHIM_INEB2, 1 }, .limit = UINT32_MAX, .sort_slot = -1
        };
        struct shim_matches *found = shim_search(database, &request, &err);
        for (size_t row = 0; found && row < shim_matches_size(found); row++)
            most[shim_matches_docid(found, row)] +=
                shim_matches_weight(found, row) * bonuses[i].factor;
        shim_matches_free(found);
        shim_query_free(query);
    }
}

/* Where the document is among the rows; their count: nowhere. */
static size_t place_of(const struct shim_matches *rows, uint32_t docid)
{
    size_t place = 0;
    while (place < shim_matches_size(rows) && shim_matches_docid(rows, place) != docid)
        place++;
    return place;
}

/* All that are needed are there, by their bounds, with their weights; and how many were left out.
 */
static bool has_needed(const struct shim_matches *some, const struct shim_matches *all,
                       const struct shim_request *request, const double most[MOST_NUMBERS],
                       size_t *left_out)
{
    size_t count = shim_matches_size(all);
    double least =
        request->sure > count ? 0 : shim_matches_weight(all, request->sure - 1) - request->within;
    bool good = true;
    *left_out += count - shim_matches_size(some);
    for (size_t i = 0; i < count; i++) {
        uint32_t docid = shim_matches_docid(all, i);
        double weight = shim_matches_weight(all, i);
        size_t place = place_of(some, docid);
        if (place == shim_matches_size(some))
            good = good && weight + most[docid] < least + 1e-11;
        else
            good = good && fabs(shim_matches_weight(some, place) - weight) < 1e-11 &&
                   shim_matches_bound(some, place) > weight + most[docid] - 1e-11;
    }
    for (size_t i = 1; i < shim_matches_size(some); i++)
        good = good && shim_matches_bound(some, i - 1) >= shim_matches_bound(some, i);
    return good;
}

static bool is_sure(struct shim_database *database, const struct shim_query *query,
                    size_t *left_out)
{
    static double most[MOST_NUMBERS];
    char terms[3][2][8];
    struct shim_bonus bonuses[3];
    struct shim_request request = { .query = query,
                                    .weighting = { SHIM_INEB2, 1 },
                                    .table = &table,
                                    .limit = UINT32_MAX,
                                    .sort_slot = -1,
                                    .counted = UINT32_MAX };
    struct shim_matches *all = shim_search(database, &request, &err);
    request.sure = 1 + draw(20);
    request.within = draw(3) * 0.1;
    request.counted = draw(2) == 0 ? UINT32_MAX : draw(500);
    request.apart = draw(2) == 0 ? 0 : 100;
    request.bonuses = bonuses;
    request.bonus_count = draw(4);
    for (size_t i = 0; i < request.bonus_count; i++) {
        for (size_t j = 0; j < 2; j++) {
            snprintf(terms[i][j], sizeof terms[i][j], "%s", draw_word());
            bonuses[i].terms[j] = terms[i][j];
            bonuses[i].lengths[j] = strlen(terms[i][j]);
            bonuses[i].others[j] = bonuses[i].terms[j];
            bonuses[i].other_lengths[j] = bonuses[i].lengths[j];
        }
        bonuses[i].factor = draw(10) * 0.05;
    }
    struct shim_matches *some = shim_search(database, &request, &err);
    add_bonuses(most, database, bonuses, request.bonus_count);
    bool good = all && some && has_needed(some, all, &request, most, left_out);
    shim_matches_free(all);
    shim_matches_free(some);
    return good;
}

static void test_bonuses(struct shim_database *database)
{
    const double factor = 0.0005;
    unsigned good = 0;
    size_t left_out = 0;
    for (unsigned i = 0; i < BONUSES; i++) {
        struct shim_query *terms[3];
        unsigned count = 2 + draw(2);
        draw_terms(terms, count);
        struct shim_query *query =
            shim_query_combine(draw(2) ? SHIM_OR : SHIM_AND, terms, count, 0, &err);
        if (draw(2) == 0)
            query = shim_query_pair(SHIM_AND_MAYBE, query,
                                    shim_query_weigh(&table, weigh_record, &factor, 5, &err), &err);
        good += is_sure(database, query, &left_out);
        shim_query_free(query);
    }
    tap_is_number(good, BONUSES,
                  "the rows that bonuses can lift among the best are found with their weights");
    if (!tap_ok(left_out > 100 * BONUSES, "most rows that bonuses cannot lift are left out"))
        tap_note("%zu of %d searches", left_out, BONUSES);
}

int main(void)
{
    struct shim_database *database = words_begin();
    test_bonuses(database);
    shim_database_close(database);
    return fixture_end();
}
