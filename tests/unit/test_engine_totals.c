/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_engine_totals.c: which queries our own loop answers, with an exact total or a near one, also
 * over several windows of merged posting lists. */
#include "words_fixture.h"

enum { LONG = 100000 };

/* One row of a query, owned, and the total after so many were counted. */
static struct engine_matches *search_one(struct shim_database *database, struct engine_query *query,
                                         uint32_t count_up_to)
{
    struct engine_request request = { .query = query,
                                      .scoring = &by_weight,
                                      .limit = 1,
                                      .sort_slot = -1,
                                      .count_up_to = count_up_to };
    struct engine_matches *found = query ? engine_search(database, &request, &err) : NULL;
    engine_query_free(query);
    return found;
}

/* What is only words, seen by the exact total of a search for one row: Xapian's matcher guesses. */
static void test_kinds(struct shim_database *database)
{
    const double factor = 0.0005;
    struct engine_query *phrase[] = { term("w1"), term("w2") };
    struct engine_query *apart[] = { term("w1"), term("w2"), term("w3") };
    struct engine_query *synonyms[] = { term("w1"), term("w2"), term("w29") };
    struct engine_query *near[] = { term("w1"), term("w2") };
    struct engine_query *either = engine_query_pair(ENGINE_XOR, term("w1"), term("w2"), &err);
    struct {
        const char *name;
        struct engine_query *query;
        bool words;
    } kinds[] = {
        { "a word", term("w1"), true },
        { "a word of no document", term("w29"), true },
        { "two words with weights of values",
          engine_query_pair(ENGINE_AND_MAYBE,
                            engine_query_pair(ENGINE_AND, term("w1"), term("w2"), &err),
                            weigh_records(&factor, find_record), &err),
          true },
        { "two words filtered by either of two",
          engine_query_pair(ENGINE_FILTER,
                            engine_query_pair(ENGINE_AND, term("w1"), term("w3"), &err),
                            engine_query_pair(ENGINE_OR, term("w2"), term("w5"), &err), &err),
          true },
        { "a phrase", engine_query_combine(ENGINE_PHRASE, phrase, 2, 2, &err), true },
        { "a phrase with words between", engine_query_combine(ENGINE_PHRASE, apart, 3, 8, &err),
          true },
        { "a word in a range of values",
          engine_query_pair(ENGINE_FILTER, term("w1"),
                            engine_query_range(SLOT_NUMBER, NULL, 0, NULL, 0, &err), &err),
          true },
        { "a synonym of three", engine_query_combine(ENGINE_SYNONYM, synonyms, 3, 0, &err), true },
        { "NEAR", engine_query_combine(ENGINE_NEAR, near, 2, 5, &err), false },
        { "XOR", either, false },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        bool same = false;
        uint32_t lower = 0, estimated, upper = 0;
        compare(database, kinds[i].query, &same);
        tap_ok(same, "%s finds the same by both matchers", kinds[i].name);
        struct engine_matches *found = search_one(database, kinds[i].query, UINT32_MAX);
        if (found)
            engine_matches_total(found, &lower, &estimated, &upper);
        tap_ok(found && (lower == upper) == kinds[i].words, "%s is answered by %s", kinds[i].name,
               kinds[i].words ? "our own loop" : "Xapian's matcher");
        engine_matches_free(found);
    }
}

/* That some documents were passed over, and the total is not far off. */
static void guesses(struct shim_database *database, struct engine_query *query, const char *name)
{
    uint32_t total = 0, lower = 0, estimated = 0, upper = 0, ignored;
    struct engine_matches *all = search_one(database, engine_query_copy(query, &err), UINT32_MAX);
    struct engine_matches *some = search_one(database, query, 50);
    if (all && some) {
        engine_matches_total(all, &total, &ignored, &ignored);
        engine_matches_total(some, &lower, &estimated, &upper);
    }
    tap_ok(lower < total && total < upper, "of %s some documents are passed over", name);
    if (!tap_ok(estimated > total * 0.7 && estimated < total * 1.4,
                "the estimated total of %s is near the exact one", name))
        tap_note("%u for %u", estimated, total);
    engine_matches_free(all);
    engine_matches_free(some);
}

static void test_guesses(struct shim_database *database)
{
    struct engine_query *phrase[] = { term("w0"), term("w1") };
    struct engine_query *any[] = { term("w0"), term("w3"), term("w20"), term("w25") };
    guesses(database, engine_query_combine(ENGINE_PHRASE, phrase, 2, 2, &err), "a phrase");
    guesses(database, engine_query_combine(ENGINE_OR, any, 4, 0, &err), "any of four");
}

/* Enough for several windows of merged posting lists: "rare" in few documents, "nothing" without
 * weight in most of them, "often" in one of three. */
static void fill_long(struct shim_document *document, unsigned n)
{
    shim_document_add_term(document, "all", 3, 0, 1 + n % 5, &err);
    if (n < LONG - 2000)
        shim_document_add_term(document, "nothing", 7, 0, 0, &err);
    if (n % 9001 == 0 && n > 40000)
        shim_document_add_term(document, "rare", 4, 0, 1 + n % 2, &err);
    if (n % 3 == 1)
        shim_document_add_term(document, "often", 5, 0, 1, &err);
}

static void test_windows(struct shim_database *database)
{
    static const char *const pairs[][2] = {
        { "rare", "nowhere" }, { "nothing", "rare" }, { "often", "rare" }, { "nothing", "often" }
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct engine_query *either[] = { term(pairs[i][0]), term(pairs[i][1]) };
        struct engine_query *query = engine_query_combine(ENGINE_SYNONYM, either, 2, 0, &err);
        if (i % 2 == 1)
            query = engine_query_pair(ENGINE_AND, query, term(i == 1 ? "all" : "rare"), &err);
        unsigned good = 0;
        for (unsigned turn = 0; turn < 12; turn++) {
            bool same = false;
            compare(database, query, &same);
            good += same;
        }
        tap_ok(good == 12, "%s or %s finds the same by both matchers over several windows",
               pairs[i][0], pairs[i][1]);
        engine_query_free(query);
    }
}

int main(void)
{
    struct shim_database *database = words_begin();
    test_kinds(database);
    test_guesses(database);
    shim_database_close(database);
    tap_ok(build_documents(in_temporary("long"), LONG, fill_long),
           "an index of 100,000 documents is built");
    database = open_one(in_temporary("long"));
    test_windows(database);
    shim_database_close(database);
    return fixture_end();
}
