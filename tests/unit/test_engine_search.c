/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_engine_search.c: searches, weights and expansion by the engine. */
#include "shim_fixture.h"

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

static void test_order(struct shim_database *database)
{
    struct engine_query *query = term("all");
    struct engine_request request = request_for(query);
    uint32_t lower, estimated, upper;
    request.limit = 10, request.sort_slot = SLOT_NUMBER, request.sort_descending = true;
    struct engine_matches *matches = engine_search(database, &request, &err);
    tap_is_number((long long)engine_matches_size(matches), 10,
                  "a search finds as many as are asked");
    tap_is_number(engine_matches_docid(matches, 9), 591,
                  "a descending order has the highest values");
    engine_matches_total(matches, &lower, &estimated, &upper);
    tap_ok(lower == 600 && estimated == 600 && upper == 600, "the total of a search is exact");
    engine_matches_free(matches);
    request.sort_descending = false, request.limit = UINT32_MAX;
    matches = engine_search(database, &request, &err);
    tap_ok(engine_matches_size(matches) == 600 && engine_matches_docid(matches, 599) == 600,
           "an ascending order without a limit has all, the highest value last");
    engine_matches_free(matches);
    request.sort_slot = SLOT_SPARSE;
    matches = engine_search(database, &request, &err);
    tap_is_number(engine_matches_docid(matches, 0) % 10 != 0, 1, "no value sorts as the lowest");
    engine_matches_free(matches);
    engine_matches_free(NULL);
    engine_query_free(query);
}

static void test_filter(struct shim_database *database)
{
    struct engine_query *query = term("all");
    struct engine_request request = request_for(query);
    uint32_t lower, estimated, upper;
    const unsigned slots[] = { SLOT_KIND, SLOT_SPARSE };
    char kinds[200] = "", sparse[200] = "";
    request.filter = accept_kind, request.filter_context = (void *)"b",
    request.counted_slots = slots, request.counted_slot_count = 2;
    struct engine_matches *matches = engine_search(database, &request, &err);
    engine_matches_each_value(matches, 0, join_counts, kinds, &err);
    engine_matches_each_value(matches, 1, join_counts, sparse, &err);
    tap_is_text(kinds, "b:200 ", "values are counted of the accepted documents only");
    tap_is_text(sparse, "x:20 ", "a second slot is counted as well");
    engine_matches_total(matches, &lower, &estimated, &upper);
    tap_ok(lower == 200 && upper == 200, "the total with a filter is exact");
    fails_with(engine_matches_each_value(matches, 2, join_counts, sparse, &err) != 0,
               SHIM_FAULT_OTHER, "", "counts of a slot that was not asked for are an error");
    engine_matches_free(matches);
    int seen = 0;
    error_set(&err, "ten are enough");
    request.filter = accept_ten, request.filter_context = &seen;
    fails_with(!engine_search(database, &request, &err), SHIM_FAULT_STOPPED, "ten are enough",
               "a filter that fails ends the search with its reason");
    tap_is_number(seen, 11, "a filter that fails is not called again");
    engine_query_free(query);
}

static void test_matches(struct shim_database *database)
{
    struct engine_query *query =
        engine_query_pair(ENGINE_OR, term("Q7"),
                          engine_query_pair(ENGINE_OR, term("every0"), term("absent"), &err), &err);
    struct engine_request request = request_for(query);
    struct engine_matches *matches = engine_search(database, &request, &err);
    double best = engine_matches_weight(matches, 0),
           last = engine_matches_weight(matches, engine_matches_size(matches) - 1);
    tap_ok(best > last && last > 0, "a match of more and rarer terms weighs more");
    size_t row = 0;
    while (row + 1 < engine_matches_size(matches) && engine_matches_docid(matches, row) != 7)
        row++;
    struct shim_document *document = engine_matches_document(matches, row, &err);
    engine_matches_free(matches);
    const char *data = NULL;
    size_t length = 0;
    tap_ok(shim_document_data(document, &data, &length, &err) == 0 && length == 9 &&
               memcmp(data, "article 7", 9) == 0,
           "the document of a match outlives the matches");
    shim_document_free(document);
    request.least_weight = best;
    matches = engine_search(database, &request, &err);
    tap_ok(engine_matches_size(matches) < 86 && engine_matches_weight(matches, 0) == best,
           "a least weight leaves out the matches below it");
    engine_matches_free(matches);
    engine_query_free(query);
}

/* Rows of a request for ten and whole ties. */
static void has_rows(struct shim_database *database, const struct engine_request *request,
                     size_t rows, const char *name)
{
    struct engine_matches *matches = engine_search(database, request, &err);
    const size_t size = matches ? engine_matches_size(matches) : 0;
    tap_is_number((long long)size, (long long)rows, "%s", name);
    tap_ok(size > 10 && engine_matches_tie(matches, 9, 10) == (rows > 11) &&
               engine_matches_tie(matches, 9, size - 1) == (rows > 11),
           "%s: they tie, or only one row is past the limit", name);
    engine_matches_free(matches);
}

static void test_ties(struct shim_database *database)
{
    struct engine_query *query = term("all");
    struct engine_request request = request_for(query);
    request.limit = 10, request.whole_ties = true, request.sort_slot = SLOT_NUMBER;
    has_rows(database, &request, 11, "one row shows that there are more than the limit");
    request.sort_slot = SLOT_KIND;
    has_rows(database, &request, 200, "all documents with the value of the last row are rows");
    request.sort_slot = SLOT_SPARSE;
    has_rows(database, &request, 540, "all documents without a value are rows");
    request.sort_slot = -1;
    has_rows(database, &request, 200, "all documents with the weight of the last row are rows");
    request.scoring = NULL;
    has_rows(database, &request, 600, "all documents are rows where none has weight");
    engine_query_free(query);
}

static void test_weighting(struct shim_database *database)
{
    struct engine_query *query = term("every0");
    static const struct engine_scoring *const scorings[] = { &by_weight, NULL };
    static const struct engine_scoring bad = { .c = -1 };
    for (size_t i = 0; i < sizeof scorings / sizeof *scorings; i++) {
        struct engine_request request = request_for(query);
        request.scoring = scorings[i];
        struct engine_matches *matches = engine_search(database, &request, &err);
        tap_ok(matches && (engine_matches_weight(matches, 0) > 0) == (scorings[i] != NULL),
               "a search weighs documents, except without a scoring (%zu)", i);
        engine_matches_free(matches);
    }
    struct engine_request request = request_for(query);
    request.scoring = &bad;
    fails_with(!engine_search(database, &request, &err), SHIM_FAULT_OTHER, "arameter",
               "a bad parameter of a weighting scheme is an error");
    engine_query_free(query);
    query = engine_query_scale(engine_query_value_weight(SLOT_NUMBER, &err), 0.5, &err);
    request = request_for(query);
    struct engine_matches *matches = engine_search(database, &request, &err);
    tap_ok(engine_matches_docid(matches, 0) == 600 && engine_matches_weight(matches, 0) == 300,
           "documents are weighed by a value and a factor");
    engine_matches_free(matches);
    engine_query_free(query);
    query = engine_query_constant(1.5, &err);
    request = request_for(query);
    matches = engine_search(database, &request, &err);
    tap_ok(engine_matches_size(matches) == 600 && engine_matches_weight(matches, 599) == 1.5,
           "a constant weighs all documents alike");
    engine_matches_free(matches);
    engine_query_free(query);
    shim_forget_fault();
    tap_is_number(shim_last_fault(), SHIM_FAULT_NONE, "shim_forget_fault forgets the last fault");
}

/* Without weights, Xapian 1.4 takes a term of all documents for a damaged one then. */
static void test_removed(void)
{
    const char *path = in_temporary("removed");
    build_index(path, SHIM_CREATE, 1, 5000);
    struct shim_writer *writer = shim_writer_open(path, SHIM_EXISTING, &err);
    tap_ok(writer && shim_remove(writer, 50, &err) == 0 && shim_commit(writer, &err) == 0,
           "a document of 5,000 is removed");
    shim_writer_close(writer);
    struct shim_database *database = open_one(path);
    struct engine_query *query = term("all");
    struct engine_request request = request_for(query);
    request.scoring = NULL;
    request.limit = 6000;
    struct engine_matches *matches = engine_search(database, &request, &err);
    tap_is_number(matches ? (long long)engine_matches_size(matches) : -1, 4999,
                  "a term of all documents is found once documents were removed");
    engine_matches_free(matches);
    engine_query_free(query);
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

static void test_expand(struct shim_database *database)
{
    const uint32_t docids[] = { 7, 14, 21 };
    char terms[200] = "";
    const struct engine_expansion one = {
        .limit = 1, .keep = keep_words, .visit = join_expansion, .context = terms
    };
    const struct engine_expansion any = { .limit = 5, .visit = join_expansion, .context = terms };
    tap_ok(engine_expand(database, docids, 3, &one, &err) == 0,
           "terms that expand three documents are found");
    tap_is_text(terms, "every0:1 ", "the term that all three documents have expands them best");
    const uint32_t gone[] = { 9999 };
    fails_with(engine_expand(database, gone, 1, &any, &err) != 0, SHIM_FAULT_OTHER, "index ",
               "expansion of a document that does not exist is an error");
}

int main(void)
{
    if (!fixture_begin())
        return fixture_end();
    struct shim_database *database = open_one(in_temporary("main"));
    test_ties(database);
    test_order(database);
    test_filter(database);
    test_matches(database);
    test_weighting(database);
    test_expand(database);
    shim_database_close(database);
    test_removed();
    return fixture_end();
}
