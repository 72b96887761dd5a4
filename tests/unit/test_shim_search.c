/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_shim_search.c: queries, searches and expansion through the shim. */
#include <math.h>

#include "shim_fixture.h"

static void test_queries(void)
{
    struct shim_database *database = open_one(in_temporary("main"));
    static const struct {
        enum shim_operator op;
        uint32_t window;
        const char *left, *right, *description;
        long long matches;
    } rows[] = {
        { SHIM_AND, 0, "every1", "Q8", "Query((every1@1 AND Q8@1))", 1 },
        { SHIM_OR, 0, "Q1", "Q2", "Query((Q1@1 OR Q2@1))", 2 },
        { SHIM_XOR, 0, "all", "every1",
          "Query(((all@1 OR every1@1) AND_NOT (all@1 XOR every1@1 XOR <alldocuments>)))", 514 },
        { SHIM_AND_NOT, 0, "all", "every1", "Query((all@1 AND_NOT every1@1))", 514 },
        { SHIM_AND_MAYBE, 0, "every1", "Q8", "Query(1 * (every1@1 AND_MAYBE Q8@1))", 86 },
        { SHIM_FILTER, 0, "every1", "Q8", "Query((every1@1 FILTER Q8@1))", 1 },
        { SHIM_PHRASE, 2, "beta", "alpha", "Query((beta@1 PHRASE 2 alpha@1))", 300 },
        { SHIM_NEAR, 2, "alpha", "beta", "Query((alpha@1 NEAR 2 beta@1))", 600 },
        { SHIM_SYNONYM, 0, "Q1", "Q2", "Query((SYNONYM (Q1@1 MAX Q2@1)))", 2 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct shim_query *both[] = { term(rows[i].left), term(rows[i].right) };
        struct shim_query *query = shim_query_combine(rows[i].op, both, 2, rows[i].window, &err);
        char *description = shim_query_describe(query);
        tap_is_text(description, rows[i].description, "a query is described");
        free(description);
        tap_is_number(count_matches(database, query), rows[i].matches, rows[i].description);
    }
    struct shim_query *three[] = { term("all"), term("Q1"), term("Q2") };
    tap_is_number(count_matches(database, shim_query_combine(SHIM_AND_NOT, three, 3, 0, &err)), 598,
                  "neither of two");
    struct shim_query *either[] = { term("alpha"),
                                    shim_query_pair(SHIM_OR, term("beta"), term("x"), &err) };
    tap_is_number(count_matches(database, shim_query_combine(SHIM_PHRASE, either, 2, 2, &err)), 300,
                  "a phrase with alternatives");
    struct shim_query *one[] = { term("Q1") }, *broken[] = { term("Q1"), NULL, term("Q2") };
    tap_is_number(count_matches(database, shim_query_combine(SHIM_PHRASE, one, 1, 1, &err)), 1,
                  "one query is itself");
    tap_ok(!shim_query_combine(SHIM_AND, broken, 3, 0, &err) &&
               !shim_query_pair(SHIM_OR, term("x"), NULL, &err) &&
               !shim_query_scale(NULL, 2, &err) && !shim_query_copy(NULL, &err),
           "NULL is passed on");
    struct shim_query *none = shim_query_combine(SHIM_AND, NULL, 0, 0, &err),
                      *all = shim_query_all(&err);
    tap_ok(shim_query_is_none(none) && !shim_query_is_none(all), "no queries make none");
    shim_query_free(none);
    none = shim_query_none(&err);
    tap_ok(shim_query_is_none(none), "and so does none");
    shim_query_free(NULL);
    struct shim_query *copy = shim_query_copy(all, &err);
    shim_query_free(all);
    tap_is_number(count_matches(database, copy), 600, "a copy outlives the query");
    tap_is_number(count_matches(database, none), 0, "none matches nothing");
    fails_with(!term(""), SHIM_FAULT_OTHER, "empty", "an empty term");
    fails_with(!shim_query_scale(term("x"), -1, &err), SHIM_FAULT_OTHER, "factor",
               "a negative factor");

    char low[SHIM_NUMBER_SIZE], high[SHIM_NUMBER_SIZE];
    size_t low_length = shim_number(low, 10), high_length = shim_number(high, 19);
    tap_is_number(count_matches(database, shim_query_range(SLOT_NUMBER, low, low_length, high,
                                                           high_length, &err)),
                  10, "a range has both ends");
    tap_is_number(
        count_matches(database, shim_query_range(SLOT_NUMBER, NULL, 0, high, high_length, &err)),
        19, "or is open below");
    tap_is_number(
        count_matches(database, shim_query_range(SLOT_NUMBER, low, low_length, NULL, 0, &err)), 591,
        "or above");
    tap_is_number(count_matches(database, shim_query_range(SLOT_NUMBER, high, high_length, low,
                                                           low_length, &err)),
                  0, "or is empty");
    tap_is_number(
        count_matches(database,
                      shim_query_pair(SHIM_FILTER, term("all"),
                                      shim_query_range(SLOT_SPARSE, NULL, 0, "y", 1, &err), &err)),
        60, "documents without the value are in no range");
    tap_is_number(count_matches(database, shim_query_range(SLOT_SPARSE, NULL, 0, "", 0, &err)), 0,
                  "not even that of the empty value");
    shim_database_close(database);
}

static int accept_ten(void *context, struct shim_document *document)
{
    const char *data, *value;
    size_t length, value_length;
    char number[30];
    if (shim_document_data(document, &data, &length, &err) != 0 ||
        shim_document_value(document, SLOT_NUMBER, &value, &value_length, &err) != 0)
        return -1;
    snprintf(number, sizeof number, "article %g", shim_number_read(value, value_length));
    if (length != strlen(number) || memcmp(data, number, length) != 0)
        return error_set(&err, "wrong data");
    return ++*(int *)context > 10 ? -1 : 1;
}

static void test_search(void)
{
    struct shim_database *database = open_one(in_temporary("main"));
    struct shim_query *query = term("all");
    struct shim_request request = request_for(query);
    uint32_t lower, estimated, upper;
    request.limit = 10, request.sort_slot = SLOT_NUMBER, request.sort_descending = true;
    struct shim_matches *matches = shim_search(database, &request, &err);
    tap_is_number((long long)shim_matches_size(matches), 10, "a search finds as many as are asked");
    tap_is_number(shim_matches_docid(matches, 9), 591, "of the highest values");
    shim_matches_total(matches, &lower, &estimated, &upper);
    tap_ok(lower == 600 && estimated == 600 && upper == 600, "of an exact total");
    shim_matches_free(matches);
    request.sort_descending = false, request.limit = UINT32_MAX;
    matches = shim_search(database, &request, &err);
    tap_ok(shim_matches_size(matches) == 600 && shim_matches_docid(matches, 599) == 600,
           "or all, the lowest first");
    shim_matches_free(matches);
    request.sort_slot = SLOT_SPARSE;
    matches = shim_search(database, &request, &err);
    tap_is_number(shim_matches_docid(matches, 0) % 10 != 0, 1, "no value sorts as the lowest");
    shim_matches_free(matches);
    shim_matches_free(NULL);

    request = request_for(query);
    const unsigned slots[] = { SLOT_KIND, SLOT_SPARSE };
    char kinds[200] = "", sparse[200] = "";
    request.accept = accept_kind, request.accept_context = (void *)"b", request.spy_slots = slots,
    request.spy_count = 2;
    matches = shim_search(database, &request, &err);
    shim_matches_each_spied(matches, 0, join_counts, kinds, &err);
    shim_matches_each_spied(matches, 1, join_counts, sparse, &err);
    tap_is_text(kinds, "b:200 ", "values are counted over the accepted");
    tap_is_text(sparse, "x:20 ", "and by each spy");
    shim_matches_total(matches, &lower, &estimated, &upper);
    tap_ok(lower == 200 && upper == 200, "whose total is exact");
    fails_with(shim_matches_each_spied(matches, 2, join_counts, sparse, &err) != 0,
               SHIM_FAULT_OTHER, "", "no third spy");
    shim_matches_free(matches);
    int seen = 0;
    error_set(&err, "ten are enough");
    request.accept = accept_ten, request.accept_context = &seen;
    fails_with(!shim_search(database, &request, &err), SHIM_FAULT_STOPPED, "ten are enough",
               "a search is stopped");
    tap_is_number(seen, 11, "at once");
    shim_query_free(query);

    query = shim_query_pair(SHIM_OR, term("Q7"),
                            shim_query_pair(SHIM_OR, term("every0"), term("absent"), &err), &err);
    request = request_for(query);
    matches = shim_search(database, &request, &err);
    double best = shim_matches_weight(matches, 0),
           last = shim_matches_weight(matches, shim_matches_size(matches) - 1);
    tap_ok(best > last && last > 0, "matches are weighed");
    size_t row = 0;
    while (row + 1 < shim_matches_size(matches) && shim_matches_docid(matches, row) != 7)
        row++;
    struct shim_document *document = shim_matches_document(matches, row, &err);
    shim_matches_free(matches);
    const char *data = NULL;
    size_t length = 0;
    tap_ok(shim_document_data(document, &data, &length, &err) == 0 && length == 9 &&
               memcmp(data, "article 7", 9) == 0,
           "a match's document");
    shim_document_free(document);
    request.least_weight = best;
    matches = shim_search(database, &request, &err);
    tap_ok(shim_matches_size(matches) < 86 && shim_matches_weight(matches, 0) == best,
           "a least weight");
    shim_matches_free(matches);
    shim_query_free(query);
    shim_database_close(database);
}

static void test_weighting(void)
{
    struct shim_database *database = open_one(in_temporary("main"));
    struct shim_query *query = term("every0");
    static const struct shim_weighting schemes[] = { { SHIM_INEB2, 1 }, { .scheme = SHIM_BOOL } };
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        struct shim_request request = request_for(query);
        request.weighting = schemes[i];
        struct shim_matches *matches = shim_search(database, &request, &err);
        tap_ok(matches && (shim_matches_weight(matches, 0) > 0) == (schemes[i].scheme != SHIM_BOOL),
               "scheme %zu", i);
        shim_matches_free(matches);
    }
    struct shim_request request = request_for(query);
    request.weighting = (struct shim_weighting){ SHIM_INEB2, -1 };
    fails_with(!shim_search(database, &request, &err), SHIM_FAULT_OTHER, "arameter",
               "a bad parameter");
    shim_query_free(query);
    query = shim_query_scale(shim_query_value_weight(SLOT_NUMBER, &err), 0.5, &err);
    request = request_for(query);
    struct shim_matches *matches = shim_search(database, &request, &err);
    tap_ok(shim_matches_docid(matches, 0) == 600 && shim_matches_weight(matches, 0) == 300,
           "weighed by a value, halved");
    shim_matches_free(matches);
    shim_query_free(query);
    query = shim_query_constant(1.5, &err);
    request = request_for(query);
    matches = shim_search(database, &request, &err);
    tap_ok(shim_matches_size(matches) == 600 && shim_matches_weight(matches, 599) == 1.5,
           "all weighed alike");
    shim_matches_free(matches);
    shim_query_free(query);
    shim_forget_fault();
    tap_is_number(shim_last_fault(), SHIM_FAULT_NONE, "a fault is forgotten");
    shim_database_close(database);
}

static const struct shim_table table = { "test", 2, 100 };

/* The record as a number; none weighs nothing. */
static double weigh_record(const void *context, const char *record)
{
    return record ? *(const double *)context * (record[0] * 100 + record[1]) : 0;
}

static bool set_record(struct shim_writer *writer, unsigned n, unsigned number)
{
    const char record[2] = { (char)(number / 100), (char)(number % 100) };
    return shim_set_record(writer, &table, n, record, SHIM_LENGTH_KNOWN, &err) == 0;
}

/* The best three of all documents by their records, "600:300 599:299.5 598:299". */
static void is_weighed(const char *path, const char *want, const char *name)
{
    const double factor = 0.5;
    char got[200] = "";
    struct shim_database *database = open_one(path);
    struct shim_query *query =
        shim_query_pair(SHIM_AND_MAYBE, shim_query_scale(term("all"), 0, &err),
                        shim_query_weigh(&table, weigh_record, &factor, 5000, &err), &err);
    struct shim_request request = request_for(query);
    request.limit = 3;
    struct shim_matches *matches = shim_search(database, &request, &err);
    for (size_t i = 0; matches && i < shim_matches_size(matches); i++)
        snprintf(got + strlen(got), sizeof got - strlen(got), "%u:%g ",
                 shim_matches_docid(matches, i), shim_matches_weight(matches, i));
    tap_is_text(got, want, name);
    shim_matches_free(matches);
    shim_query_free(query);
    shim_database_close(database);
}

static void test_table(void)
{
    const char *path = in_temporary("table");
    char compacted[4096];
    build_index(path, SHIM_CREATE, 1, ARTICLES);
    struct shim_writer *writer = shim_writer_open(path, SHIM_EXISTING, &err);
    bool good = true;
    for (unsigned n = 1; n <= ARTICLES; n++)
        good = good && set_record(writer, n, n);
    tap_ok(good && shim_commit(writer, &err) == 0, "records are kept");
    is_weighed(path, "600:300 599:299.5 598:299 ", "documents are weighed by them");
    good = shim_begin(writer, &err) == 0 && set_record(writer, 7, 5000);
    shim_cancel(writer);
    tap_ok(good, "a record of a transaction");
    is_weighed(path, "600:300 599:299.5 598:299 ", "goes with it");
    good = shim_begin(writer, &err) == 0 && set_record(writer, 7, 5000) &&
           set_record(writer, 599, 0) && set_record(writer, 8, 4000) &&
           shim_remove(writer, 1, &err) == 0;
    tap_ok(good && shim_commit(writer, &err) == 0, "records here and there");
    shim_writer_close(writer);
    is_weighed(path, "7:2500 8:2000 600:300 ", "are changed");
    snprintf(compacted, sizeof compacted, "%s", in_temporary("compacted"));
    tap_ok(shim_compact(&path, 1, compacted, &err) == 0, "one index, compacted,");
    is_weighed(compacted, "7:2500 8:2000 600:300 ", "keeps its numbers");
}

enum { SLOT_FIRST = 20, SLOT_SECOND, SLOT_KEPT, SCATTERED = 20000 };

static void scatter(struct shim_document *document, unsigned slot, unsigned n)
{
    char number[SHIM_NUMBER_SIZE];
    if (rand() % 2 > 0)
        shim_document_set_value(document, slot, number, shim_number(number, 0.001 * n), &err);
}

/* What weights of values add to the documents that a filter keeps. */
static struct shim_query *add_values(bool first, bool second)
{
    struct shim_query *query = term("all");
    const unsigned slots[] = { SLOT_FIRST, SLOT_SECOND };
    const bool wanted[] = { first, second };
    for (size_t i = 0; i < 2; i++)
        if (wanted[i])
            query = shim_query_pair(SHIM_AND_MAYBE, query, shim_query_value_weight(slots[i], &err),
                                    &err);
    return shim_query_pair(SHIM_FILTER, query, shim_query_range(SLOT_KEPT, NULL, 0, NULL, 0, &err),
                           &err);
}

/* Of the documents 1 to SCATTERED; 0: it does not match. */
static void read_weights(double *weights, struct shim_database *database, bool first, bool second)
{
    struct shim_query *query = add_values(first, second);
    struct shim_request request = request_for(query);
    request.weighting = (struct shim_weighting){ .scheme = SHIM_INEB2, .c = 1 };
    request.limit = SCATTERED;
    struct shim_matches *matches = shim_search(database, &request, &err);
    for (size_t i = 0; i <= SCATTERED; i++)
        weights[i] = 0;
    for (size_t i = 0; i < shim_matches_size(matches); i++)
        weights[shim_matches_docid(matches, i)] = shim_matches_weight(matches, i);
    shim_matches_free(matches);
    shim_query_free(query);
}

/* Xapian 1.4 adds the values of other documents where it makes one OR of several AND_MAYBEs. */
static void test_values_beside_a_filter(void)
{
    static double none[SCATTERED + 1], first[SCATTERED + 1], second[SCATTERED + 1],
        both[SCATTERED + 1];
    const char *path = in_temporary("scattered");
    struct shim_writer *writer = shim_writer_open(path, SHIM_CREATE, &err);
    struct shim_document *document = shim_document_new();
    srand(7);
    for (unsigned n = 1; n <= SCATTERED; n++) {
        shim_document_clear(document);
        shim_document_add_term(document, "all", 3, 0, 1, &err);
        for (unsigned slot = SLOT_FIRST; slot <= SLOT_KEPT; slot++)
            scatter(document, slot, n);
        shim_add(writer, document, NULL, &err);
    }
    shim_document_free(document);
    tap_ok(shim_commit(writer, &err) == 0, "documents with scattered values are written");
    shim_writer_close(writer);
    struct shim_database *database = open_one(path);
    read_weights(none, database, false, false);
    read_weights(first, database, true, false);
    read_weights(second, database, false, true);
    read_weights(both, database, true, true);
    unsigned wrong = 0;
    for (size_t i = 0; i <= SCATTERED; i++)
        wrong += fabs(first[i] + second[i] - none[i] - both[i]) > 1e-9;
    tap_is_number(wrong, 0,
                  "two values beside a filter add up to the sum of both for each document");
    shim_database_close(database);
}

/* Without weights, Xapian 1.4 takes a term of all documents for a damaged one then. */
static void test_removed(void)
{
    const char *path = in_temporary("removed");
    build_index(path, SHIM_CREATE, 1, 5000);
    struct shim_writer *writer = shim_writer_open(path, SHIM_EXISTING, &err);
    tap_ok(writer && shim_remove(writer, 50, &err) == 0 && shim_commit(writer, &err) == 0,
           "a document is removed");
    shim_writer_close(writer);
    struct shim_database *database = open_one(path);
    struct shim_query *query = term("all");
    struct shim_request request = request_for(query);
    request.weighting = (struct shim_weighting){ .scheme = SHIM_BOOL };
    request.limit = 6000;
    struct shim_matches *matches = shim_search(database, &request, &err);
    tap_is_number(matches ? (long long)shim_matches_size(matches) : -1, 4999,
                  "a term of all documents is found once documents were removed");
    shim_matches_free(matches);
    shim_query_free(query);
    shim_database_close(database);
}

static bool keep_words(void *context, const char *bytes, size_t length)
{
    (void)context;
    return length > 0 && bytes[0] != 'Q';
}

static int join_expansion(void *context, const char *bytes, size_t length, double weight)
{
    return weight > 0 ? join_terms(context, bytes, length, 1) : -1;
}

static void test_expand(void)
{
    struct shim_database *database = open_one(in_temporary("main"));
    const uint32_t docids[] = { 7, 14, 21 };
    char terms[200] = "";
    tap_ok(shim_expand(database, docids, 3, 1, keep_words, NULL, join_expansion, terms, &err) == 0,
           "terms for three");
    tap_is_text(terms, "every0:1 ", "the best of them");
    const uint32_t gone[] = { 9999 };
    fails_with(shim_expand(database, gone, 1, 5, NULL, NULL, join_expansion, terms, &err) != 0,
               SHIM_FAULT_OTHER, "index ", "of a document that is not there");
    shim_database_close(database);
}

int main(void)
{
    if (!fixture_begin())
        return fixture_end();
    test_queries();
    test_search();
    test_weighting();
    test_table();
    test_values_beside_a_filter();
    test_removed();
    test_expand();
    return fixture_end();
}
