/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_shim_values.c: documents are weighed by their records and by their values. */
#include <math.h>

#include "shim_fixture.h"

static const struct shim_table table = { "test", 2, 100 };

/* The record as a number; none weighs nothing. */
static double weigh_record(const void *context, const char *record)
{
    return record ? *(const double *)context * (record[0] * 100 + record[1]) : 0;
}

static bool set_record(struct shim_writer *writer, unsigned n, unsigned number)
{
    const char record[2] = { (char)(number / 100), (char)(number % 100) };
    return engine_set_record(writer, &table, n, record, ENGINE_LENGTH_KNOWN, &err) == 0;
}

/* The best three of all documents by their records, "600:300 599:299.5 598:299". */
static void is_weighed(const char *path, const char *want, const char *name)
{
    const double factor = 0.5;
    const struct engine_record_weights weights = { &table, weigh_record, NULL, &factor, 5000 };
    char got[200] = "";
    struct shim_database *database = open_one(path);
    struct engine_query *query =
        engine_query_pair(ENGINE_AND_MAYBE, engine_query_scale(term("all"), 0, &err),
                          engine_query_weigh(&weights, &err), &err);
    struct engine_request request = request_for(query);
    request.limit = 3;
    struct engine_matches *matches = engine_search(database, &request, &err);
    for (size_t i = 0; matches && i < engine_matches_size(matches); i++)
        snprintf(got + strlen(got), sizeof got - strlen(got), "%u:%g ",
                 engine_matches_docid(matches, i), engine_matches_weight(matches, i));
    tap_is_text(got, want, "%s", name);
    engine_matches_free(matches);
    engine_query_free(query);
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
    tap_ok(good && shim_commit(writer, &err) == 0, "records of 600 documents are written");
    is_weighed(path, "600:300 599:299.5 598:299 ", "documents are weighed by their records");
    good = shim_begin(writer, &err) == 0 && set_record(writer, 7, 5000);
    shim_cancel(writer);
    tap_ok(good, "a record is written in a transaction");
    is_weighed(path, "600:300 599:299.5 598:299 ",
               "a record of a cancelled transaction is dropped");
    good = shim_begin(writer, &err) == 0 && set_record(writer, 7, 5000) &&
           set_record(writer, 599, 0) && set_record(writer, 8, 4000) &&
           shim_remove(writer, 1, &err) == 0;
    tap_ok(good && shim_commit(writer, &err) == 0, "records of some documents are written again");
    shim_writer_close(writer);
    is_weighed(path, "7:2500 8:2000 600:300 ",
               "documents are weighed by records that were written again");
    snprintf(compacted, sizeof compacted, "%s", in_temporary("compacted"));
    tap_ok(shim_compact(&path, 1, compacted, &err) == 0, "an index with records is compacted");
    is_weighed(compacted, "7:2500 8:2000 600:300 ", "a compacted index weighs documents as before");
}

enum { SLOT_FIRST = 20, SLOT_SECOND, SLOT_KEPT, SCATTERED = 20000 };

static void scatter(struct shim_document *document, unsigned slot, unsigned n)
{
    char number[SHIM_NUMBER_SIZE];
    if (rand() % 2 > 0)
        shim_document_set_value(document, slot, number, shim_number(number, 0.001 * n), &err);
}

/* What weights of values add to the documents that a filter keeps. */
static struct engine_query *add_values(bool first, bool second)
{
    struct engine_query *query = term("all");
    const unsigned slots[] = { SLOT_FIRST, SLOT_SECOND };
    const bool wanted[] = { first, second };
    for (size_t i = 0; i < 2; i++)
        if (wanted[i])
            query = engine_query_pair(ENGINE_AND_MAYBE, query,
                                      engine_query_value_weight(slots[i], &err), &err);
    return engine_query_pair(ENGINE_FILTER, query,
                             engine_query_range(SLOT_KEPT, NULL, 0, NULL, 0, &err), &err);
}

/* Of the documents 1 to SCATTERED; 0: it does not match. */
static void read_weights(double *weights, struct shim_database *database, bool first, bool second)
{
    struct engine_query *query = add_values(first, second);
    struct engine_request request = request_for(query);
    request.limit = SCATTERED;
    struct engine_matches *matches = engine_search(database, &request, &err);
    for (size_t i = 0; i <= SCATTERED; i++)
        weights[i] = 0;
    for (size_t i = 0; i < engine_matches_size(matches); i++)
        weights[engine_matches_docid(matches, i)] = engine_matches_weight(matches, i);
    engine_matches_free(matches);
    engine_query_free(query);
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

int main(void)
{
    if (!fixture_begin())
        return fixture_end();
    test_table();
    test_values_beside_a_filter();
    return fixture_end();
}
