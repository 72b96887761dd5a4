/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_matcher.c: random queries find the same, with the same weights, by our own loop and by
 * Xapian's matcher. */
#include "words_fixture.h"

enum { QUERIES = 2000 };

static bool is_told(int number)
{
    return number > 0 && number < TOLD;
}

static struct engine_query *draw_synonyms(void)
{
    struct engine_query *terms[3];
    unsigned count = 2 + draw(2);
    draw_terms(terms, count);
    return engine_query_combine(ENGINE_SYNONYM, terms, count, 0, &err);
}

/* To be required: Xapian gives an optional one weight where it does not stand. */
static struct engine_query *draw_phrase(void)
{
    struct engine_query *terms[3];
    unsigned count = 2 + draw(2), slack = draw(2) * draw(4);
    draw_terms(terms, count);
    return engine_query_combine(ENGINE_PHRASE, terms, count, count + slack, &err);
}

/* Synonyms, filtered by the documents that have one of them, or of others, after a marker. */
static struct engine_query *draw_placed(void)
{
    struct engine_query *weighed[3], *placed[3];
    const unsigned count = 1 + draw(3), first = draw(VOCABULARY), shift = draw(4) == 0 ? 1 : 0;
    for (unsigned i = 0; i < count; i++) {
        char word[20];
        snprintf(word, sizeof word, "w%u", (first + i * 7) % VOCABULARY);
        weighed[i] = term(word);
        snprintf(word, sizeof word, "w%u", (first + i * 7 + shift) % VOCABULARY);
        placed[i] = term(word);
    }
    const bool is_early = draw(2) == 0;
    struct engine_query *phrase[] = { term(is_early ? EARLY : LATE),
                                      engine_query_combine(ENGINE_OR, placed, count, 0, &err) };
    return engine_query_pair(
        ENGINE_FILTER, engine_query_combine(ENGINE_SYNONYM, weighed, count, 0, &err),
        engine_query_combine(ENGINE_PHRASE, phrase, 2, is_early ? 20 : 100, &err), &err);
}

static struct engine_query *draw_range(void)
{
    const int lower = (int)draw(70) - 5, upper = lower + (int)draw(40);
    const unsigned open = draw(4); /* 1: below, 2: above */
    char least[SHIM_NUMBER_SIZE], most[SHIM_NUMBER_SIZE];
    const struct engine_column_range column = { .table = &table,
                                                .first = 0,
                                                .bits = 8,
                                                .lowest = open == 1 ? 0 : told(lower),
                                                .highest = open == 2 ? TOLD : told(upper),
                                                .lowest_sure = open != 1 && is_told(lower),
                                                .highest_sure = open == 2 || is_told(upper) };
    size_t least_length = shim_number(least, lower), most_length = shim_number(most, upper);
    const struct engine_range range = { SLOT_NUMBER,
                                        { open == 1 ? NULL : least, least_length },
                                        { open == 2 ? NULL : most, most_length } };
    if (draw(3) == 0)
        return engine_query_range(range.slot, range.lower.data, least_length, range.upper.data,
                                  most_length, &err);
    return engine_query_column_range(&column, &range, &err);
}

/* In one range or in two; or out of it. */
static struct engine_query *narrow_to_range(struct engine_query *query)
{
    switch (draw(8)) {
    case 0:
        engine_query_free(query);
        return draw_range();
    case 1:
        return engine_query_pair(ENGINE_AND_NOT, draw_range(), query, &err);
    case 2:
        return engine_query_pair(ENGINE_AND_NOT, query, draw_range(), &err);
    case 3:
        return engine_query_pair(ENGINE_AND_NOT, engine_query_all(&err), query, &err);
    case 4:
        return engine_query_pair(ENGINE_AND_MAYBE, draw_range(), query, &err);
    case 5:
        return engine_query_pair(ENGINE_FILTER, query,
                                 engine_query_pair(ENGINE_AND, draw_range(), draw_range(), &err),
                                 &err);
    default:
        return engine_query_pair(draw(2) == 0 ? ENGINE_AND : ENGINE_FILTER, query, draw_range(),
                                 &err);
    }
}

/* More words than are told apart where documents are passed over. */
static struct engine_query *draw_wide_choice(void)
{
    struct engine_query *terms[16];
    unsigned count = 9 + draw(8);
    draw_terms(terms, count);
    return engine_query_combine(ENGINE_OR, terms, count, 0, &err);
}

static struct engine_query *draw_query(unsigned depth)
{
    static const enum engine_operator operators[] = { ENGINE_AND,    ENGINE_AND,
                                                      ENGINE_OR,     ENGINE_OR,
                                                      ENGINE_FILTER, ENGINE_AND_MAYBE,
                                                      ENGINE_AND_NOT };
    if (depth == 0 || draw(4) == 0)
        return draw(4) == 0 ? draw_synonyms() : term(draw_word());
    if (draw(16) == 0)
        return draw_wide_choice();
    if (draw(8) == 0)
        return engine_query_scale(draw_query(depth - 1), draw(3) * 0.6, &err);
    struct engine_query *parts[3];
    unsigned count = 2 + draw(2);
    for (unsigned i = 0; i < count; i++)
        parts[i] = draw_query(depth - 1);
    return engine_query_combine(operators[draw(7)], parts, count, 0, &err);
}

/* Some words, more for all of them, and perhaps less, as --any has it. */
static struct engine_query *draw_together(void)
{
    struct engine_query *some[4], *all[4];
    unsigned count = 2 + draw(3);
    for (unsigned i = 0; i < count; i++) {
        char word[20];
        snprintf(word, sizeof word, "%s", draw_word());
        some[i] = term(word);
        all[i] = draw(20) == 0 ? term(draw_word()) : term(word);
    }
    enum engine_operator op = draw(4) == 0 ? ENGINE_AND : ENGINE_OR;
    struct engine_query *query = engine_query_combine(op, some, count, 0, &err);
    if (draw(2) == 0)
        query = engine_query_scale(query, 0.5, &err);
    if (draw(4) == 0)
        query = engine_query_pair(ENGINE_FILTER, query, term(draw_word()), &err);
    return engine_query_pair(
        ENGINE_AND_MAYBE, query,
        engine_query_scale(engine_query_combine(ENGINE_AND, all, count, 0, &err), 0.2, &err), &err);
}

static void test_random(struct shim_database *database)
{
    const double factor = 0.0005;
    unsigned good = 0, exact = 0;
    for (unsigned i = 0; i < QUERIES; i++) {
        bool same;
        struct engine_query *query = draw(3) == 0 ? draw_together() : draw_query(1 + draw(3));
        if (draw(4) == 0)
            query = engine_query_pair(draw(2) == 0 ? ENGINE_AND : ENGINE_FILTER, query,
                                      draw_phrase(), &err);
        else if (draw(4) == 0)
            query = engine_query_pair(ENGINE_AND_MAYBE,
                                      draw(2) == 0 ? draw_phrase() : draw_placed(), query, &err);
        else if (draw(4) == 0)
            query = engine_query_pair(ENGINE_AND, draw_placed(), query, &err);
        if (draw(3) == 0)
            query = narrow_to_range(query);
        if (draw(2) == 0)
            query =
                engine_query_pair(ENGINE_AND_MAYBE, query,
                                  weigh_records(&factor, draw(2) == 0 ? find_record : NULL), &err);
        exact += compare(database, query, &same);
        good += same;
        if (!same) {
            char *described = engine_query_describe(query);
            tap_note("differs: %s", described);
            free(described);
        }
        engine_query_free(query);
    }
    tap_is_number(good, QUERIES,
                  "random queries find the same by both matchers, with the same weights");
    if (!tap_ok(exact > QUERIES / 2, "our own loop answers more than half of the random queries"))
        tap_note("%u of %d", exact, QUERIES);
}

static void test_marked(struct shim_database *database)
{
    struct engine_query *forms[] = { term("w1"), term("w2") }, *same[] = { term("w1"), term("w2") };
    struct engine_query *phrase[] = { term(LATE),
                                      engine_query_combine(ENGINE_OR, same, 2, 0, &err) };
    struct engine_query *query =
        engine_query_pair(ENGINE_FILTER, engine_query_combine(ENGINE_SYNONYM, forms, 2, 0, &err),
                          engine_query_combine(ENGINE_PHRASE, phrase, 2, 100, &err), &err);
    struct engine_request request = {
        .query = query, .scoring = &by_weight, .limit = 10, .sort_slot = -1
    };
    struct engine_matches *found = engine_search(database, &request, &err);
    tap_is_text(engine_matches_strategy(found), "conjunction",
                "our own loop finds forms of a word after a marker");
    engine_matches_free(found);
    engine_query_free(query);
}

int main(void)
{
    struct shim_database *database = words_begin();
    test_random(database);
    test_marked(database);
    shim_database_close(database);
    return fixture_end();
}
