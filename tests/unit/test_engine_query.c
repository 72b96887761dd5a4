/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_engine_query.c: each operator of a query, and ranges over a slot. */
#include "shim_fixture.h"

static void test_operators(struct shim_database *database)
{
    static const struct {
        enum engine_operator op;
        uint32_t window;
        const char *left, *right, *description;
        long long matches;
    } rows[] = {
        { ENGINE_AND, 0, "every1", "Q8", "Query((every1@1 AND Q8@1))", 1 },
        { ENGINE_OR, 0, "Q1", "Q2", "Query((Q1@1 OR Q2@1))", 2 },
        { ENGINE_XOR, 0, "all", "every1",
          "Query(((all@1 OR every1@1) AND_NOT (all@1 XOR every1@1 XOR <alldocuments>)))", 514 },
        { ENGINE_AND_NOT, 0, "all", "every1", "Query((all@1 AND_NOT every1@1))", 514 },
        { ENGINE_AND_MAYBE, 0, "every1", "Q8", "Query(1 * (every1@1 AND_MAYBE Q8@1))", 86 },
        { ENGINE_FILTER, 0, "every1", "Q8", "Query((every1@1 FILTER Q8@1))", 1 },
        { ENGINE_PHRASE, 2, "beta", "alpha", "Query((beta@1 PHRASE 2 alpha@1))", 300 },
        { ENGINE_NEAR, 2, "alpha", "beta", "Query((alpha@1 NEAR 2 beta@1))", 600 },
        { ENGINE_SYNONYM, 0, "Q1", "Q2", "Query((SYNONYM (Q1@1 MAX Q2@1)))", 2 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct engine_query *both[] = { term(rows[i].left), term(rows[i].right) };
        struct engine_query *query =
            engine_query_combine(rows[i].op, both, 2, rows[i].window, &err);
        char *description = engine_query_describe(query);
        tap_is_text(description, rows[i].description, "a query is described as %s",
                    rows[i].description);
        free(description);
        tap_is_number(count_matches(database, query), rows[i].matches, "%s has %lld matches",
                      rows[i].description, rows[i].matches);
    }
}

static void test_combine(struct shim_database *database)
{
    struct engine_query *three[] = { term("all"), term("Q1"), term("Q2") };
    tap_is_number(count_matches(database, engine_query_combine(ENGINE_AND_NOT, three, 3, 0, &err)),
                  598, "AND_NOT of three excludes the second and the third");
    struct engine_query *either[] = { term("alpha"),
                                      engine_query_pair(ENGINE_OR, term("beta"), term("x"), &err) };
    tap_is_number(count_matches(database, engine_query_combine(ENGINE_PHRASE, either, 2, 2, &err)),
                  300, "a phrase may have alternatives for a word");
    struct engine_query *one[] = { term("Q1") }, *broken[] = { term("Q1"), NULL, term("Q2") };
    tap_is_number(count_matches(database, engine_query_combine(ENGINE_PHRASE, one, 1, 1, &err)), 1,
                  "an operator of one query is that query");
    tap_ok(!engine_query_combine(ENGINE_AND, broken, 3, 0, &err) &&
               !engine_query_pair(ENGINE_OR, term("x"), NULL, &err) &&
               !engine_query_scale(NULL, 2, &err) && !engine_query_copy(NULL, &err),
           "a query of NULL is NULL");
}

static void test_none_and_all(struct shim_database *database)
{
    struct engine_query *none = engine_query_combine(ENGINE_AND, NULL, 0, 0, &err),
                        *all = engine_query_all(&err);
    tap_ok(engine_query_is_none(none) && !engine_query_is_none(all),
           "AND of no queries is none, and all is not");
    engine_query_free(none);
    none = engine_query_none(&err);
    tap_ok(engine_query_is_none(none), "engine_query_none is none");
    engine_query_free(NULL);
    struct engine_query *copy = engine_query_copy(all, &err);
    engine_query_free(all);
    tap_is_number(count_matches(database, copy), 600, "a copy outlives its query");
    tap_is_number(count_matches(database, none), 0, "none matches nothing");
    fails_with(!term(""), SHIM_FAULT_OTHER, "empty", "an empty term is an error");
    fails_with(!engine_query_scale(term("x"), -1, &err), SHIM_FAULT_OTHER, "factor",
               "a negative factor is an error");
}

static void test_ranges(struct shim_database *database)
{
    char low[SHIM_NUMBER_SIZE], high[SHIM_NUMBER_SIZE];
    size_t low_length = shim_number(low, 10), high_length = shim_number(high, 19);
    const struct {
        unsigned slot;
        const char *low, *high;
        size_t low_length, high_length;
        long long matches;
        const char *name;
    } rows[] = {
        { SLOT_NUMBER, low, high, low_length, high_length, 10, "a range includes both ends" },
        { SLOT_NUMBER, NULL, high, 0, high_length, 19, "a range may be open below" },
        { SLOT_NUMBER, low, NULL, low_length, 0, 591, "a range may be open above" },
        { SLOT_NUMBER, high, low, high_length, low_length, 0,
          "a range that ends before it begins is empty" },
        { SLOT_SPARSE, NULL, "y", 0, 1, 60, "documents without the value are in no range" },
        { SLOT_SPARSE, NULL, "", 0, 0, 0,
          "documents without the value are not in the range of the empty value" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        tap_is_number(count_matches(database, engine_query_range(rows[i].slot, rows[i].low,
                                                                 rows[i].low_length, rows[i].high,
                                                                 rows[i].high_length, &err)),
                      rows[i].matches, "%s", rows[i].name);
    struct engine_query *range = engine_query_range(SLOT_SPARSE, NULL, 0, "y", 1, &err);
    tap_is_number(
        count_matches(database, engine_query_pair(ENGINE_FILTER, term("all"), range, &err)), 60,
        "a range filters a term");
}

int main(void)
{
    if (!fixture_begin())
        return fixture_end();
    struct shim_database *database = open_one(in_temporary("main"));
    test_operators(database);
    test_combine(database);
    test_none_and_all(database);
    test_ranges(database);
    shim_database_close(database);
    return fixture_end();
}
