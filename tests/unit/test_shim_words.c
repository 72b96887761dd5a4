/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_shim_words.c: queries of words give the same with a table of records (matched by the shim's
 * own loop) and without (by Xapian's matcher). */
#include <math.h>

#include "draw.h"
#include "shim_fixture.h"

enum {
    DOCUMENTS = 3000,
    MOST_NUMBERS = 3100,
    VOCABULARY = 30,
    QUERIES = 2000,
    BONUSES = 300,
    LONG = 100000,
    TOLD = 40
};

static const struct shim_table table = { "test", 2, 100 };

/* The first words are the most frequent; the last two stand nowhere. */
static const char *draw_word(void)
{
    static char word[20];
    snprintf(word, sizeof word, "w%u", draw(1 + draw(VOCABULARY)));
    return word;
}

/* What a record has of a number: it tells those from 1 to TOLD - 1. */
static unsigned told(int number)
{
    return number < 0 ? 0 : number < TOLD ? (unsigned)number : TOLD;
}

static bool add_document(struct shim_writer *writer, struct shim_document *document, unsigned n)
{
    const bool has_number = draw(5) > 0;
    const int number = (int)draw(60) - 3;
    const char record[2] = { (char)(has_number ? told(number) : 0), (char)draw(100) };
    unsigned words = draw(4) == 0 ? draw(3) : draw(60);
    char value[SHIM_NUMBER_SIZE];
    shim_document_clear(document);
    if (has_number)
        shim_document_set_value(document, SLOT_NUMBER, value, shim_number(value, number), &err);
    for (unsigned i = 0; i < words; i++) {
        const char *word = draw_word();
        if (strcmp(word, "w28") != 0 && strcmp(word, "w29") != 0)
            shim_document_add_term(document, word, strlen(word), i + 1, draw(3), &err);
    }
    return shim_add(writer, document, NULL, &err) == 0 &&
           shim_set_record(writer, &table, n, record, SHIM_LENGTH_KNOWN, &err) == 0;
}

/* With gaps between the numbers, and documents that have no record. */
static bool build(const char *path)
{
    struct shim_document *document = shim_document_new();
    struct shim_writer *writer = shim_writer_open(path, SHIM_CREATE, &err);
    bool good = writer != NULL;
    for (unsigned n = 1; good && n <= DOCUMENTS; n++)
        good = add_document(writer, document, n);
    if (good) /* what has no record has no value */
        shim_document_set_value(document, SLOT_NUMBER, "", 0, &err);
    for (unsigned n = 0; good && n < 20; n++)
        good = shim_add(writer, document, NULL, &err) == 0;
    for (unsigned n = 3; good && n <= DOCUMENTS; n += 1 + draw(9))
        good = shim_remove(writer, n, &err) == 0;
    good = good && shim_commit(writer, &err) == 0;
    shim_writer_close(writer);
    shim_document_free(document);
    return good;
}

static double weigh_record(const void *context, const char *record)
{
    return record ? *(const double *)context * (record[0] * 100 + record[1]) : 0;
}

static void draw_terms(struct shim_query **terms, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        terms[i] = term(draw_word());
}

static struct shim_query *draw_synonyms(void)
{
    struct shim_query *terms[3];
    unsigned count = 2 + draw(2);
    draw_terms(terms, count);
    return shim_query_combine(SHIM_SYNONYM, terms, count, 0, &err);
}

/* To be required: Xapian gives an optional one weight where it does not stand. */
static struct shim_query *draw_phrase(void)
{
    struct shim_query *terms[3];
    unsigned count = 2 + draw(2), slack = draw(2) * draw(4);
    draw_terms(terms, count);
    return shim_query_combine(SHIM_PHRASE, terms, count, count + slack, &err);
}

static bool is_told(int number)
{
    return number > 0 && number < TOLD;
}

static struct shim_query *draw_range(void)
{
    const int lower = (int)draw(70) - 5, upper = lower + (int)draw(40);
    const unsigned open = draw(4); /* 1: below, 2: above */
    char least[SHIM_NUMBER_SIZE], most[SHIM_NUMBER_SIZE];
    const struct shim_span span = { .table = &table,
                                    .first = 0,
                                    .bits = 8,
                                    .lowest = open == 1 ? 0 : told(lower),
                                    .highest = open == 2 ? TOLD : told(upper),
                                    .lowest_sure = open != 1 && is_told(lower),
                                    .highest_sure = open == 2 || is_told(upper) };
    size_t least_length = shim_number(least, lower), most_length = shim_number(most, upper);
    return shim_query_range_told(&span, SLOT_NUMBER, open == 1 ? NULL : least, least_length,
                                 open == 2 ? NULL : most, most_length, &err);
}

/* In one range or in two; or out of it. */
static struct shim_query *narrow_to_range(struct shim_query *query)
{
    switch (draw(8)) {
    case 0:
        shim_query_free(query);
        return draw_range();
    case 1:
        return shim_query_pair(SHIM_AND_NOT, draw_range(), query, &err);
    case 2:
        return shim_query_pair(SHIM_AND_NOT, query, draw_range(), &err);
    case 3:
        return shim_query_pair(SHIM_AND_NOT, shim_query_all(&err), query, &err);
    case 4:
        return shim_query_pair(SHIM_AND_MAYBE, draw_range(), query, &err);
    case 5:
        return shim_query_pair(SHIM_FILTER, query,
                               shim_query_pair(SHIM_AND, draw_range(), draw_range(), &err), &err);
    default:
        return shim_query_pair(draw(2) == 0 ? SHIM_AND : SHIM_FILTER, query, draw_range(), &err);
    }
}

/* More words than are told apart where documents are passed over. */
static struct shim_query *draw_wide_choice(void)
{
    struct shim_query *terms[16];
    unsigned count = 9 + draw(8);
    draw_terms(terms, count);
    return shim_query_combine(SHIM_OR, terms, count, 0, &err);
}

static struct shim_query *draw_query(unsigned depth)
{
    static const enum shim_operator operators[] = { SHIM_AND,    SHIM_AND,    SHIM_OR,
                                                    SHIM_OR,     SHIM_FILTER, SHIM_AND_MAYBE,
                                                    SHIM_AND_NOT };
    if (depth == 0 || draw(4) == 0)
        return draw(4) == 0 ? draw_synonyms() : term(draw_word());
    if (draw(16) == 0)
        return draw_wide_choice();
    if (draw(8) == 0)
        return shim_query_scale(draw_query(depth - 1), draw(3) * 0.6, &err);
    struct shim_query *parts[3];
    unsigned count = 2 + draw(2);
    for (unsigned i = 0; i < count; i++)
        parts[i] = draw_query(depth - 1);
    return shim_query_combine(operators[draw(7)], parts, count, 0, &err);
}

/* Some words, more for all of them, and perhaps less, as --any has it. */
static struct shim_query *draw_together(void)
{
    struct shim_query *some[4], *all[4];
    unsigned count = 2 + draw(3);
    for (unsigned i = 0; i < count; i++) {
        char word[20];
        snprintf(word, sizeof word, "%s", draw_word());
        some[i] = term(word);
        all[i] = draw(20) == 0 ? term(draw_word()) : term(word);
    }
    enum shim_operator op = draw(4) == 0 ? SHIM_AND : SHIM_OR;
    struct shim_query *query = shim_query_combine(op, some, count, 0, &err);
    if (draw(2) == 0)
        query = shim_query_scale(query, 0.5, &err);
    if (draw(4) == 0)
        query = shim_query_pair(SHIM_FILTER, query, term(draw_word()), &err);
    return shim_query_pair(
        SHIM_AND_MAYBE, query,
        shim_query_scale(shim_query_combine(SHIM_AND, all, count, 0, &err), 0.2, &err), &err);
}

static bool same_rows(const struct shim_matches *own, const struct shim_matches *xapian)
{
    size_t count = shim_matches_size(xapian);
    if (shim_matches_size(own) != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (fabs(shim_matches_weight(own, i) - shim_matches_weight(xapian, i)) > 1e-11)
            return false;
    /* Weights that are equal but for the last digit may change places. */
    for (size_t i = 0; i < count; i++) {
        bool tie =
            (i > 0 && shim_matches_weight(own, i - 1) - shim_matches_weight(own, i) < 1e-11) ||
            i + 1 == count || shim_matches_weight(own, i) - shim_matches_weight(own, i + 1) < 1e-11;
        if (!tie && shim_matches_docid(own, i) != shim_matches_docid(xapian, i))
            return false;
    }
    return true;
}

static int count_up(void *context, uint32_t docid)
{
    uint32_t *last = context;
    bool ascends = docid > *last;
    *last = docid;
    return ascends ? 0 : 1; /* the list then ends too early */
}

/* Whether the matches are as many, listed and only counted; where there is a list. */
static bool same_list(struct shim_database *database, const struct shim_query *query,
                      const struct shim_matches *xapian)
{
    uint32_t total, last = 0, ignored;
    uint64_t listed = 0, counted = 0;
    shim_matches_total(xapian, &total, &ignored, &ignored);
    if (!shim_is_of_words(database, query, &table))
        return true;
    return shim_each_match(database, query, &table, &listed, count_up, &last, &err) == 0 &&
           shim_each_match(database, query, &table, &counted, NULL, NULL, &err) == 0 &&
           listed == counted && counted == total && (total == 0) == (last == 0);
}

/* Whether few matches may be guessed too: Xapian's matcher does it, and of a phrase the articles
 * with its words count. */
static bool is_guessed(struct shim_database *database, const struct shim_query *query)
{
    char *described = shim_query_describe(query);
    bool phrase = strstr(described, "PHRASE");
    free(described);
    return phrase || !shim_is_of_words(database, query, &table);
}

/* Whether Xapian's own matcher was left out of it; *good: the same was found. */
static bool compare(struct shim_database *database, const struct shim_query *query, bool *good)
{
    static const uint32_t limits[] = { 1, 7, 100, UINT32_MAX };
    uint32_t lower, estimated, upper, total, ignored;
    struct shim_request request = {
        .query = query, .weighting = { SHIM_INEB2, 1 }, .limit = limits[draw(4)], .sort_slot = -1
    };
    if (draw(4) == 0)
        request.least_weight = draw(40) * 0.1;
    request.check_at_least = UINT32_MAX;
    struct shim_matches *xapian = shim_search(database, &request, &err);
    request.check_at_least = 0;
    request.table = &table;
    request.counted = draw(2) == 0 ? UINT32_MAX : draw(500);
    request.apart = draw(2) == 0 ? 0 : 100;
    struct shim_matches *own = shim_search(database, &request, &err);
    *good = xapian && own && same_rows(own, xapian) &&
            (request.least_weight > 0 || same_list(database, query, xapian));
    bool exact = false;
    if (*good) {
        shim_matches_total(xapian, &total, &ignored, &ignored);
        shim_matches_total(own, &lower, &estimated, &upper);
        exact = lower == upper && lower == estimated;
        if (request.least_weight == 0)
            *good = lower <= total && total <= upper && lower <= estimated && estimated <= upper &&
                    (exact || total > request.counted || is_guessed(database, query));
    }
    shim_matches_free(xapian);
    shim_matches_free(own);
    return exact;
}

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
    tap_is_number(good, BONUSES, "what bonuses may bring among the wanted is there");
    tap_ok(left_out > 100 * BONUSES, "most others are left out (%zu)", left_out);
}

static void test_random(struct shim_database *database)
{
    const double factor = 0.0005;
    unsigned good = 0, exact = 0;
    for (unsigned i = 0; i < QUERIES; i++) {
        bool same;
        struct shim_query *query = draw(3) == 0 ? draw_together() : draw_query(1 + draw(3));
        if (draw(4) == 0)
            query =
                shim_query_pair(draw(2) == 0 ? SHIM_AND : SHIM_FILTER, query, draw_phrase(), &err);
        else if (draw(4) == 0)
            query = shim_query_pair(SHIM_AND_MAYBE, draw_phrase(), query, &err);
        if (draw(3) == 0)
            query = narrow_to_range(query);
        if (draw(2) == 0)
            query = shim_query_pair(SHIM_AND_MAYBE, query,
                                    shim_query_weigh(&table, weigh_record, &factor, 5, &err), &err);
        exact += compare(database, query, &same);
        good += same;
        if (!same) {
            char *described = shim_query_describe(query);
            tap_note("differs: %s", described);
            free(described);
        }
        shim_query_free(query);
    }
    tap_is_number(good, QUERIES, "random queries find the same, weighed the same");
    tap_ok(exact > QUERIES / 2, "mostly by words alone (%u)", exact);
}

/* One row of a query, owned, and the total after so many were counted. */
static struct shim_matches *search_one(struct shim_database *database, struct shim_query *query,
                                       uint32_t counted)
{
    struct shim_request request = { .query = query,
                                    .weighting = { SHIM_INEB2, 1 },
                                    .limit = 1,
                                    .sort_slot = -1,
                                    .table = &table,
                                    .counted = counted };
    struct shim_matches *found = query ? shim_search(database, &request, &err) : NULL;
    shim_query_free(query);
    return found;
}

/* What is only words, seen by the exact total of a search for one row: Xapian's matcher guesses. */
static void test_kinds(struct shim_database *database)
{
    const double factor = 0.0005;
    struct shim_query *phrase[] = { term("w1"), term("w2") };
    struct shim_query *apart[] = { term("w1"), term("w2"), term("w3") };
    struct shim_query *synonyms[] = { term("w1"), term("w2"), term("w29") };
    struct shim_query *near[] = { term("w1"), term("w2") };
    struct shim_query *either = shim_query_pair(SHIM_XOR, term("w1"), term("w2"), &err);
    struct {
        const char *name;
        struct shim_query *query;
        bool words;
    } kinds[] = {
        { "a word", term("w1"), true },
        { "a word that stands nowhere", term("w29"), true },
        { "words and values",
          shim_query_pair(SHIM_AND_MAYBE, shim_query_pair(SHIM_AND, term("w1"), term("w2"), &err),
                          shim_query_weigh(&table, weigh_record, &factor, 5, &err), &err),
          true },
        { "any of two, in those with one of two",
          shim_query_pair(SHIM_FILTER, shim_query_pair(SHIM_AND, term("w1"), term("w3"), &err),
                          shim_query_pair(SHIM_OR, term("w2"), term("w5"), &err), &err),
          true },
        { "a phrase", shim_query_combine(SHIM_PHRASE, phrase, 2, 2, &err), true },
        { "a phrase with words between", shim_query_combine(SHIM_PHRASE, apart, 3, 8, &err), true },
        { "synonyms", shim_query_combine(SHIM_SYNONYM, synonyms, 3, 0, &err), true },
        { "NEAR", shim_query_combine(SHIM_NEAR, near, 2, 5, &err), false },
        { "XOR", either, false },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        bool same = false;
        uint32_t lower = 0, estimated, upper = 0;
        compare(database, kinds[i].query, &same);
        tap_ok(same, "%s", kinds[i].name);
        struct shim_matches *found = search_one(database, kinds[i].query, UINT32_MAX);
        if (found)
            shim_matches_total(found, &lower, &estimated, &upper);
        tap_ok(found && (lower == upper) == kinds[i].words, "%s: %s", kinds[i].name,
               kinds[i].words ? "by words alone" : "by Xapian's matcher");
        shim_matches_free(found);
    }
}

/* That some documents were passed over, and the total is not far off. */
static void guesses(struct shim_database *database, struct shim_query *query, const char *name)
{
    uint32_t total = 0, lower = 0, estimated = 0, upper = 0, ignored;
    struct shim_matches *all = search_one(database, shim_query_copy(query, &err), UINT32_MAX);
    struct shim_matches *some = search_one(database, query, 50);
    if (all && some) {
        shim_matches_total(all, &total, &ignored, &ignored);
        shim_matches_total(some, &lower, &estimated, &upper);
    }
    tap_ok(lower < total && total < upper, "%s: some are passed over", name);
    tap_ok(estimated > total * 0.7 && estimated < total * 1.4, "%s: about %u are %u", name,
           estimated, total);
    shim_matches_free(all);
    shim_matches_free(some);
}

static void test_guesses(struct shim_database *database)
{
    struct shim_query *phrase[] = { term("w0"), term("w1") };
    struct shim_query *any[] = { term("w0"), term("w3"), term("w20"), term("w25") };
    guesses(database, shim_query_combine(SHIM_PHRASE, phrase, 2, 2, &err), "a phrase");
    guesses(database, shim_query_combine(SHIM_OR, any, 4, 0, &err), "any of four");
}

/* Enough for several windows of merged posting lists: "rare" in few documents, "nothing" without
 * weight in most of them, "often" in one of three. */
static bool build_long(const char *path)
{
    struct shim_document *document = shim_document_new();
    struct shim_writer *writer = shim_writer_open(path, SHIM_CREATE, &err);
    bool good = writer != NULL;
    for (unsigned n = 1; good && n <= LONG; n++) {
        shim_document_clear(document);
        shim_document_add_term(document, "all", 3, 0, 1 + n % 5, &err);
        if (n < LONG - 2000)
            shim_document_add_term(document, "nothing", 7, 0, 0, &err);
        if (n % 9001 == 0 && n > 40000)
            shim_document_add_term(document, "rare", 4, 0, 1 + n % 2, &err);
        if (n % 3 == 1)
            shim_document_add_term(document, "often", 5, 0, 1, &err);
        good = shim_add(writer, document, NULL, &err) == 0;
    }
    good = good && shim_commit(writer, &err) == 0;
    shim_writer_close(writer);
    shim_document_free(document);
    return good;
}

static void test_windows(struct shim_database *database)
{
    static const char *const pairs[][2] = {
        { "rare", "nowhere" }, { "nothing", "rare" }, { "often", "rare" }, { "nothing", "often" }
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct shim_query *either[] = { term(pairs[i][0]), term(pairs[i][1]) };
        struct shim_query *query = shim_query_combine(SHIM_SYNONYM, either, 2, 0, &err);
        if (i % 2 == 1)
            query = shim_query_pair(SHIM_AND, query, term(i == 1 ? "all" : "rare"), &err);
        unsigned good = 0;
        for (unsigned turn = 0; turn < 12; turn++) {
            bool same = false;
            compare(database, query, &same);
            good += same;
        }
        tap_ok(good == 12, "%s or %s, over several windows", pairs[i][0], pairs[i][1]);
        shim_query_free(query);
    }
}

int main(void)
{
    fixture_begin();
    tap_ok(build(in_temporary("words")), "an index of words");
    struct shim_database *database = open_one(in_temporary("words"));
    test_kinds(database);
    test_guesses(database);
    test_random(database);
    test_bonuses(database);
    shim_database_close(database);
    tap_ok(build_long(in_temporary("long")), "a long index");
    database = open_one(in_temporary("long"));
    test_windows(database);
    shim_database_close(database);
    return fixture_end();
}
