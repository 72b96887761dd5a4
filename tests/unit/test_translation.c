/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_translation.c: queries as Xapian runs them: phrases that need not match, and documents that
 * are looked up before a search. */
#include <math.h>

#include "draw.h"
#include "server_fixture.h"
#include "shim_fixture.h"

enum { DOCUMENTS = 4000, WORDS = 12, QUERIES = 150 };

static struct engine_query *phrase(const char *first, const char *second)
{
    struct engine_query *words[] = { term(first), term(second) };
    return engine_query_combine(ENGINE_PHRASE, words, 2, 2, &err);
}

/* Takes query. */
static void is_looked_up(struct engine_query *query, bool expected, const char *name)
{
    char *description = engine_query_describe(query);
    tap_ok(contains(description, "PHRASE") &&
               (strstr(description, "Matching(") != NULL) == expected,
           "%s", name);
    free(description);
    engine_query_free(query);
}

static struct engine_query *with_phrase(enum engine_operator op, bool first)
{
    return first ? engine_query_pair(op, alpha_beta(), term("all"), &err)
                 : engine_query_pair(op, term("all"), alpha_beta(), &err);
}

static void test_places(void)
{
    is_looked_up(alpha_beta(), false, "a phrase alone is Xapian's");
    is_looked_up(with_phrase(ENGINE_AND, false), false, "a phrase beside AND is Xapian's");
    is_looked_up(with_phrase(ENGINE_FILTER, false), false, "a phrase that filters is Xapian's");
    is_looked_up(with_phrase(ENGINE_AND_MAYBE, true), false,
                 "a phrase left of AND_MAYBE is Xapian's");
    is_looked_up(with_phrase(ENGINE_AND_NOT, true), false, "a phrase left of AND_NOT is Xapian's");
    is_looked_up(with_phrase(ENGINE_SYNONYM, true), false, "a phrase in a synonym is Xapian's");
    is_looked_up(with_phrase(ENGINE_OR, true), true, "a phrase beside OR is looked up");
    is_looked_up(with_phrase(ENGINE_XOR, true), true, "a phrase beside XOR is looked up");
    is_looked_up(with_phrase(ENGINE_AND_MAYBE, false), true,
                 "a phrase right of AND_MAYBE is looked up");
    is_looked_up(with_phrase(ENGINE_AND_NOT, false), true,
                 "a phrase right of AND_NOT is looked up");
    is_looked_up(engine_query_pair(ENGINE_OR, term("all"),
                                   engine_query_scale(with_phrase(ENGINE_AND, true), 0.5, &err),
                                   &err),
                 true, "a phrase below an OR is looked up");
}

static const char *draw_word(void)
{
    static char words[4][20];
    static unsigned next;
    char *word = words[next++ % 4];
    snprintf(word, sizeof words[0], "w%u", draw(1 + draw(WORDS)));
    return word;
}

static void fill_random(struct shim_document *document, unsigned n)
{
    (void)n;
    unsigned count = draw(12);
    for (unsigned i = 0; i < count; i++)
        shim_document_add_term(document, draw_word(), 2 + (draw(2) == 0), i + 1, 1, &err);
}

/* Adds to weights what each document weighs. Takes query. */
static void add_weights(double *weights, struct shim_database *database, struct engine_query *query)
{
    struct engine_request request = request_for(query);
    request.limit = UINT32_MAX;
    struct engine_matches *matches = query ? engine_search(database, &request, &err) : NULL;
    for (size_t i = 0; matches && i < engine_matches_size(matches); i++)
        weights[engine_matches_docid(matches, i)] += engine_matches_weight(matches, i);
    engine_matches_free(matches);
    engine_query_free(query);
}

/* word, and more for two phrases, of each third document. */
static bool has_right_weights(struct shim_database *database, const uint32_t *some, size_t count)
{
    static double sum[DOCUMENTS + 1], whole[DOCUMENTS + 1];
    const char *word = draw_word(), *first = draw_word(), *second = draw_word();
    memset(sum, 0, sizeof sum);
    memset(whole, 0, sizeof whole);
    struct engine_query *both =
        engine_query_pair(ENGINE_OR, phrase(first, second),
                          engine_query_pair(ENGINE_AND, term(first), term(word), &err), &err);
    add_weights(sum, database, term(word));
    add_weights(sum, database, phrase(first, second));
    add_weights(sum, database, engine_query_pair(ENGINE_AND, term(first), term(word), &err));
    struct engine_query *query = engine_query_pair(ENGINE_AND_MAYBE, term(word), both, &err);
    add_weights(
        whole, database,
        engine_query_pair(ENGINE_FILTER, query, engine_query_docids(some, count, &err), &err));
    for (size_t i = 1; i <= DOCUMENTS; i++)
        if (whole[i] > 0 && fabs(whole[i] - sum[i]) > 1e-9)
            return false;
    return true;
}

static void test_weights(void)
{
    uint32_t some[DOCUMENTS];
    size_t count = 0;
    unsigned right = 0;
    tap_ok(build_documents(in_temporary("random"), DOCUMENTS, fill_random),
           "an index of random words is built");
    struct shim_database *database = open_one(in_temporary("random"));
    for (uint32_t docid = 3; docid <= DOCUMENTS; docid += 3)
        some[count++] = docid;
    for (unsigned i = 0; i < QUERIES; i++)
        right += has_right_weights(database, some, count);
    tap_is_number(right, QUERIES, "a phrase that need not match adds weight only where it is");
    shim_database_close(database);
}

static void fill_weights(struct shim_document *document, unsigned n)
{
    (void)n;
    char value[SHIM_NUMBER_SIZE];
    for (unsigned i = 0; i < 4; i++)
        shim_document_add_term(document, draw_word(), 2 + (draw(2) == 0), 0, 1 + draw(3), &err);
    if (draw(3) > 0)
        shim_document_set_value(document, SLOT_NUMBER, value,
                                shim_number(value, draw(100000) * 1e-5), &err);
}

/* Whether the best row is the best of all. Takes query. */
static bool finds_best(struct shim_database *database, struct engine_query *query)
{
    struct engine_request request = request_for(query);
    request.limit = UINT32_MAX;
    struct engine_matches *all = engine_search(database, &request, &err);
    request.limit = 1;
    request.check_at_least = 0;
    struct engine_matches *best = engine_search(database, &request, &err);
    bool same = all && best && (engine_matches_size(all) > 0) == (engine_matches_size(best) > 0);
    if (same && engine_matches_size(all) > 0)
        same = engine_matches_weight(all, 0) == engine_matches_weight(best, 0);
    engine_matches_free(all);
    engine_matches_free(best);
    engine_query_free(query);
    return same;
}

static struct engine_query *slot_weight(double factor)
{
    return engine_query_scale(engine_query_value_weight(SLOT_NUMBER, &err), factor, &err);
}

static void test_slot_weights(void)
{
    unsigned right = 0;
    tap_ok(build_documents(in_temporary("weights"), 5 * DOCUMENTS, fill_weights),
           "an index of words and weights is built");
    struct shim_database *database = open_one(in_temporary("weights"));
    for (unsigned i = 0; i < QUERIES; i++)
        right += finds_best(database, engine_query_pair(ENGINE_AND_MAYBE, term(draw_word()),
                                                        slot_weight(2 + draw(30)), &err));
    tap_is_number(right, QUERIES, "a slot's weight times more than 1 leaves out no best match");
    struct engine_query *query = slot_weight(3);
    char *description = engine_query_describe(query);
    tap_is_text(description,
                "Query(0.25 * 3 * PostingSource(Xapian::ValueWeightPostingSource(slot=1)))",
                "weights are divided by a power of two");
    free(description);
    struct engine_request request = request_for(query);
    request.limit = 1;
    struct engine_matches *matches = engine_search(database, &request, &err);
    tap_ok(engine_matches_weight(matches, 0) > 2.9, "divided weights are multiplied again");
    request.least_weight = 2.5;
    request.limit = UINT32_MAX;
    engine_matches_free(matches);
    matches = engine_search(database, &request, &err);
    const size_t last = engine_matches_size(matches) - 1;
    tap_ok(engine_matches_weight(matches, last) >= 2.5 &&
               engine_matches_weight(matches, last) < 2.6,
           "the least weight is not of divided weights");
    engine_matches_free(matches);
    engine_query_free(query);
    shim_database_close(database);
}

static void test_optional_parts(void)
{
    unsigned right = 0;
    struct shim_database *database = open_one(in_temporary("random"));
    for (unsigned i = 0; i < QUERIES; i++) {
        const char *word = draw_word(), *first = draw_word(), *second = draw_word();
        struct engine_query *either =
            engine_query_pair(ENGINE_OR, term(word), phrase(first, second), &err);
        struct engine_query *maybe =
            engine_query_pair(ENGINE_OR, phrase(second, word), phrase(word, first), &err);
        right += finds_best(database, engine_query_pair(ENGINE_AND_MAYBE, either, maybe, &err));
    }
    tap_is_number(right, QUERIES, "the best match of queries with optional phrases is found");
    shim_database_close(database);
}

static int confirm_even(void *context, struct shim_document *document, struct error *failure)
{
    (void)failure;
    ++*(unsigned *)context;
    return shim_document_number(document) % 2 == 0;
}

/* How many match, found twice over in one query. */
static long long count_confirmed(struct shim_database *database, const struct engine_query *query)
{
    return count_matches(database,
                         engine_query_pair(ENGINE_AND_MAYBE, engine_query_copy(query, &err),
                                           engine_query_copy(query, &err), &err));
}

static void test_kept(void)
{
    unsigned asked = 0;
    const char *path = in_temporary("kept");
    build_index(path, SHIM_CREATE, 1, 70);
    struct shim_database *database = open_one(path);
    struct engine_query *query = engine_query_confirmed(term("every0"), confirm_even, &asked, &err);
    tap_is_number(count_confirmed(database, query), 5, "a callback confirms matches");
    tap_is_number(count_confirmed(database, query), 5, "a second search has the same matches");
    tap_is_number(asked, 10, "each match is confirmed once for all searches of a query");
    struct shim_writer *writer = shim_writer_open(path, SHIM_EXISTING, &err);
    tap_ok(shim_remove(writer, 14, &err) == 0 && shim_commit(writer, &err) == 0,
           "a match is removed");
    shim_writer_close(writer);
    tap_ok(shim_database_catch_up(database), "the database reads the commit");
    tap_is_number(count_confirmed(database, query), 4,
                  "after a commit matches are confirmed again");
    engine_query_free(query);
    shim_database_close(database);
}

static void copy_file(const char *from, const char *to, const char *name)
{
    char command[9000];
    snprintf(command, sizeof command, "cp '%s/%s' '%s/%s'", from, name, to, name);
    tap_ok(system(command) == 0, "%s is copied", name);
}

/* The copy has the UUID and, after a commit to each, the revision of the other. */
static void test_copies(void)
{
    static const char *const files[] = { "iamglass", "postlist.glass", "docdata.glass",
                                         "termlist.glass", "position.glass" };
    char one[4096], other[4096], command[5000];
    unsigned asked = 0;
    snprintf(one, sizeof one, "%s", in_temporary("one"));
    snprintf(other, sizeof other, "%s", in_temporary("other"));
    build_index(one, SHIM_CREATE, 1, 70);
    snprintf(command, sizeof command, "mkdir '%s'", other);
    tap_ok(system(command) == 0, "a directory for a copy is made");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        copy_file(one, other, files[i]);
    const char *places[] = { one, other };
    const uint32_t removed[] = { 14, 7 };
    for (size_t i = 0; i < 2; i++) {
        struct shim_writer *writer = shim_writer_open(places[i], SHIM_EXISTING, &err);
        tap_ok(writer && shim_remove(writer, removed[i], &err) == 0 &&
                   shim_commit(writer, &err) == 0,
               "a document is removed from index %zu", i);
        shim_writer_close(writer);
    }
    struct shim_database *database = shim_database_open(places, 2, 2, &err);
    struct engine_query *query = engine_query_confirmed(term("every0"), confirm_even, &asked, &err);
    tap_is_number(count_confirmed(database, query), 9,
                  "copies of an index that differ are confirmed one by one");
    engine_query_free(query);
    shim_database_close(database);
}

static struct engine_query *any_of(struct engine_query *first, struct engine_query *second,
                                   struct engine_query *third)
{
    struct engine_query *parts[] = { first, second, third };
    return engine_query_combine(ENGINE_OR, parts, 3, 0, &err);
}

/* Phrases that need not match, in an OR that is asked about documents of another part. */
static struct engine_query *draw_optional_phrases(void)
{
    const char *word = draw_word(), *first = draw_word(), *second = draw_word();
    struct engine_query *phrases =
        any_of(phrase(word, first), phrase(first, second), phrase(second, word));
    if (draw(2))
        return engine_query_pair(ENGINE_AND, phrases, phrase(first, word), &err);
    struct engine_query *words = any_of(term(word), term(first), term(second));
    engine_query_free(phrases);
    return engine_query_pair(
        ENGINE_AND, engine_query_pair(ENGINE_XOR, words, phrase(first, word), &err),
        engine_query_pair(ENGINE_OR, phrase(second, first), term(first), &err), &err);
}

static bool weighs_alike(struct shim_database *local, struct shim_database *server,
                         const struct engine_query *query)
{
    static double want[DOCUMENTS + 1], got[DOCUMENTS + 1];
    memset(want, 0, sizeof want);
    memset(got, 0, sizeof got);
    add_weights(want, local, engine_query_copy(query, &err));
    add_weights(got, server, engine_query_copy(query, &err));
    for (size_t i = 1; i <= DOCUMENTS; i++)
        if (fabs(want[i] - got[i]) > 1e-9)
            return false;
    return true;
}

static void test_server(void)
{
    char place[60];
    unsigned alike = 0, best = 0;
    const pid_t process = server_start(in_temporary("random"), place);
    if (process < 0)
        return;
    struct shim_database *local = open_one(in_temporary("random")), *server = open_one(place);
    for (unsigned i = 0; i < 2 * QUERIES; i++) {
        struct engine_query *query = draw_optional_phrases();
        alike += weighs_alike(local, server, query);
        if (i % 2 == 0)
            best += finds_best(server, query);
        else
            engine_query_free(query);
    }
    tap_is_number(alike, 2 * QUERIES, "a server weighs optional phrases as a local index does");
    tap_is_number(best, QUERIES, "a server finds the best match of queries with optional phrases");
    shim_database_close(server);
    shim_database_close(local);
    server_stop(process);
}

int main(void)
{
    if (!fixture_begin())
        return fixture_end();
    test_places();
    test_weights();
    test_optional_parts();
    test_server();
    test_slot_weights();
    test_kept();
    test_copies();
    return fixture_end();
}
