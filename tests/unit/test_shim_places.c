/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_shim_places.c: indexes that are merged, damaged, overtaken or swapped away, several at once,
 * stub files and servers. */
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

#include "server_fixture.h"
#include "shim_fixture.h"

#ifdef __SANITIZE_ADDRESS__
/* Xapian::Database::check frees an object of its own by a base class without a virtual destructor.
 */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "new_delete_type_mismatch=0";
}
#endif

static void test_compact(void)
{
    enum { PARTS = 5 };
    char names[PARTS][4096];
    const char *sources[PARTS];
    bool built = true;
    for (unsigned i = 0; i < PARTS; i++) {
        snprintf(names[i], sizeof names[i], "%s/part%u", temporary, i);
        sources[i] = names[i];
        built = built && build_index(names[i], SHIM_CREATE_SCRATCH, i * 40 + 1, 40);
    }
    built = built && build_index(names[0], SHIM_CREATE_SCRATCH, 1, 40);
    tap_ok(built, "SHIM_CREATE_SCRATCH builds an index over another");
    tap_ok(shim_compact(sources, PARTS, in_temporary("merged"), &err) == 0,
           "five indexes are merged");
    struct shim_database *database = open_one(in_temporary("merged"));
    uint32_t docid = 0;
    tap_ok(shim_find(database, "Q81", 3, &docid, &err) == 0 && docid == 81,
           "a merged index has the documents of its parts in order");
    tap_is_number(count_matches(database, alpha_beta()), 100, "a merged index keeps positions");
    char *value = NULL;
    size_t length;
    shim_metadata(database, "first", &value, &length, &err);
    tap_is_text(value, "one", "a merged index has the metadata of its first part");
    free(value);
    shim_database_close(database);

    size_t problems = 99;
    tap_ok(shim_check(in_temporary("merged"), &problems, &err) == 0 && problems == 0,
           "a whole index has no problems");
    char table[5000];
    snprintf(table, sizeof table, "%s/merged/postlist.glass", temporary);
    tap_ok(truncate(table, 1000) == 0, "a table is cut");
    int checked = shim_check(in_temporary("merged"), &problems, &err);
    tap_ok(checked != 0 || problems > 0, "shim_check finds a table that is cut");
    database = open_one(in_temporary("merged"));
    fails_with(!database || count_matches(database, alpha_beta()) < 0, SHIM_FAULT_CORRUPT,
               "merged is damaged: ", "a search of a damaged index says so");
    shim_database_close(database);
    fails_with(shim_check(in_temporary("none"), &problems, &err) != 0, SHIM_FAULT_MISSING,
               "does not exist", "a check of a path that does not exist fails");
    mkdir(in_temporary("empty"), 0777);
    fails_with(shim_check(in_temporary("empty"), &problems, &err) != 0, SHIM_FAULT_NO_INDEX,
               "is not a Xapian database", "a check of a directory without an index fails");
    sources[1] = in_temporary("none");
    fails_with(shim_compact(sources, 2, in_temporary("merged2"), &err) != 0, SHIM_FAULT_MISSING,
               "none does not exist", "a merge with a part that does not exist fails");
    fails_with(shim_compact(sources, 1, in_temporary("a/b"), &err) != 0, SHIM_FAULT_SYSTEM,
               "a/b: ", "a merge into a directory that does not exist fails");
}

static void test_overtaken(void)
{
    const char *path = in_temporary("overtaken");
    build_index(path, SHIM_CREATE, 1, ARTICLES);
    struct shim_database *database = open_one(path);
    struct shim_document *document = shim_document_new();
    for (unsigned round = 0; round < 3; round++) {
        struct shim_writer *writer = shim_writer_open(path, SHIM_EXISTING, &err);
        for (unsigned n = 1; n <= ARTICLES; n++) {
            fill_document(document, n + 1000 * (round + 1));
            shim_replace(writer, n, document, &err);
        }
        shim_commit(writer, &err);
        shim_writer_close(writer);
    }
    fails_with(count_matches(database, alpha_beta()) < 0, SHIM_FAULT_MODIFIED,
               "overtaken was changed while it was being read",
               "a search that is two commits behind fails with SHIM_FAULT_MODIFIED");
    shim_document_free(document);
    shim_database_close(database);
}

static void test_swap(void)
{
    const char *path = in_temporary("swapped"), *other = in_temporary("other");
    build_index(path, SHIM_CREATE, 1, ARTICLES);
    build_index(other, SHIM_CREATE, 5001, 10);
    struct shim_database *database = open_one(path);
    tap_ok(renameat2(AT_FDCWD, path, AT_FDCWD, other, RENAME_EXCHANGE) == 0,
           "another index is swapped in");
    tap_is_number(count_matches(database, alpha_beta()), ARTICLES / 2,
                  "a phrase is searched in the index that was open before the swap");
    struct shim_document *document = shim_document_get(database, 600, &err);
    const char *data = NULL;
    size_t length = 0;
    tap_ok(document && shim_document_data(document, &data, &length, &err) == 0 && length == 11,
           "documents are read from the index that was open before the swap");
    shim_document_free(document);
    temporary_remove(other);
    long long count = count_matches(database, alpha_beta());
    tap_ok(count == ARTICLES / 2 || (count < 0 && shim_last_fault() == SHIM_FAULT_MODIFIED),
           "a deleted index that is still open is searched, or said to be overtaken");
    shim_database_close(database);
    database = open_one(path);
    tap_is_number(count_matches(database, term("all")), 10,
                  "a database opened after the swap is the new index");
    shim_database_close(database);
}

static void test_places(void)
{
    const char *places[] = { in_temporary("main"), in_temporary("single") };
    struct shim_database *database = shim_database_open(places, 2, 1, &err);
    uint32_t count = 0;
    uint64_t revision = 7;
    tap_ok(database && shim_document_count(database, &count, &err) == 0 && count == 601,
           "two indexes have the documents of both");
    tap_ok(shim_database_revision(database, &revision, &err) == 0 && revision == 0,
           "several indexes have revision 0");
    struct engine_query *query = engine_query_all(&err);
    struct engine_request request = request_for(query);
    request.filter = accept_kind, request.filter_context = (void *)"a";
    struct engine_matches *matches = engine_search(database, &request, &err);
    tap_ok(matches && engine_matches_size(matches) == 200 && engine_matches_docid(matches, 0) == 5,
           "a filter sees the documents of two indexes");
    engine_matches_free(matches);
    engine_query_free(query);
    shim_database_close(database);
    places[1] = in_temporary("none");
    fails_with(!shim_database_open(places, 2, 1, &err), SHIM_FAULT_MISSING, "none does not exist",
               "of two indexes a missing one is an error");

    write_file(in_temporary("stub"), "# both\n\nauto main\nglass single\n");
    database = open_one(in_temporary("stub"));
    tap_ok(database && shim_document_count(database, &count, &err) == 0 && count == 601,
           "a stub file of two indexes has the documents of both");
    shim_database_close(database);
    mkdir(in_temporary("stubs"), 0777);
    write_file(in_temporary("stubs/XAPIANDB"), "auto ../stub\n");
    database = open_one(in_temporary("stubs"));
    tap_ok(database && shim_document_count(database, &count, &err) == 0 && count == 601,
           "a directory with a stub file has the documents of its indexes");
    tap_ok(!shim_database_is_remote(database), "a stub of local indexes is not remote");
    shim_database_close(database);
    write_file(in_temporary("stubs/XAPIANDB"), "auto ../stubs\n");
    fails_with(!open_one(in_temporary("stubs")), SHIM_FAULT_OTHER, "names itself",
               "a stub that names itself is an error");
    write_file(in_temporary("stub"), "auto gone\n");
    fails_with(!open_one(in_temporary("stub")), SHIM_FAULT_MISSING, "gone does not exist",
               "a stub to an index that does not exist is an error");

    static const char *const malformed[] = { "tcp:",        "tcp:host",   "tcp:host:",
                                             "tcp::80",     "tcp:host:0", "tcp:host:99999",
                                             "tcp:host:8x", "tcp:::1:80", "tcp:[]:80" };
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        fails_with(!open_one(malformed[i]), SHIM_FAULT_OTHER, "is not of the form tcp:HOST:PORT",
                   "'%s' is not the address of a server", malformed[i]);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double weigh_nothing(const void *context, const char *record)
{
    (void)context, (void)record;
    return 0;
}

static void test_searches_of_server(struct shim_database *database)
{
    uint32_t count = 0;
    uint64_t revision = 7;
    tap_ok(shim_database_is_remote(database), "a server is remote");
    tap_ok(shim_document_count(database, &count, &err) == 0 && count == ARTICLES,
           "the documents of a server are counted");
    tap_ok(shim_database_revision(database, &revision, &err) == 0 && revision == 0,
           "a server has revision 0");
    tap_is_number(count_matches(database, alpha_beta()), 300, "a server searches a phrase");
    const unsigned slot = SLOT_KIND;
    struct engine_query *query = engine_query_pair(
        ENGINE_OR, term("all"),
        engine_query_scale(engine_query_value_weight(SLOT_NUMBER, &err), 2, &err), &err);
    struct engine_request request = request_for(query);
    char counts[200] = "";
    request.counted_slots = &slot, request.counted_slot_count = 1, request.limit = 5;
    struct engine_matches *matches = engine_search(database, &request, &err);
    tap_ok(matches && engine_matches_docid(matches, 0) == 600,
           "a server weighs documents by a value");
    engine_matches_each_value(matches, 0, join_counts, counts, &err);
    tap_is_text(counts, "a:200 b:200 c:200 ", "a server counts values");
    struct shim_document *document = engine_matches_document(matches, 1, &err);
    const char *data = NULL;
    size_t length = 0;
    tap_ok(document && shim_document_data(document, &data, &length, &err) == 0 &&
               memcmp(data, "article 599", 11) == 0,
           "documents of a server are fetched");
    shim_document_free(document);
    engine_matches_free(matches);
    request.filter = accept_kind, request.filter_context = (void *)"a";
    fails_with(!engine_search(database, &request, &err), SHIM_FAULT_NO_REMOTE,
               "server tcp:127.0.0.1:", "a filter on a server fails with SHIM_FAULT_NO_REMOTE");
    engine_query_free(query);
    const struct shim_table table = { "test", 2, 100 };
    const struct engine_record_weights weights = { .table = &table,
                                                   .weigh = weigh_nothing,
                                                   .most = 1 };
    query = engine_query_weigh(&weights, &err);
    request = request_for(query);
    fails_with(
        !engine_search(database, &request, &err), SHIM_FAULT_NO_REMOTE,
        "server tcp:127.0.0.1:", "a weight of our own on a server fails with SHIM_FAULT_NO_REMOTE");
    engine_query_free(query);
}

static void test_server(void)
{
    char place[60], stub[100];
    pid_t server = server_start(in_temporary("main"), place);
    if (server < 0)
        return;
    struct shim_database *database = open_one(place);
    test_searches_of_server(database);
    const char *both[] = { in_temporary("single"), place };
    struct shim_database *mixed = shim_database_open(both, 2, 1, &err);
    tap_is_number(count_matches(mixed, engine_query_all(&err)), 601,
                  "a local index and a server are searched together");
    snprintf(stub, sizeof stub, "remote %s\n", place + strlen("tcp:"));
    write_file(in_temporary("stub"), stub);
    struct shim_database *stubbed = open_one(in_temporary("stub"));
    tap_ok(stubbed && shim_database_is_remote(stubbed), "a stub to a server is remote");
    shim_database_close(stubbed);
    shim_database_close(database);

    const char *only = place;
    database = shim_database_open(&only, 1, 0.3, &err);
    kill(-server, SIGSTOP);
    double start = now();
    fails_with(count_matches(database, term("all")) < 0, SHIM_FAULT_NETWORK,
               "did not answer in time", "a search of a server that hangs fails");
    tap_ok(now() - start < 9, "a search of a server that hangs ends after its timeout");
    kill(-server, SIGCONT);
    server_stop(server);
    fails_with(count_matches(mixed, term("all")) < 0, SHIM_FAULT_NETWORK, place,
               "a search of a server that has died fails and names the server");
    fails_with(!open_one(place), SHIM_FAULT_NETWORK, "Connection refused",
               "a server that has gone cannot be opened");
    tap_ok(contains(err.text, place), "the error of a server that has gone names it");
    shim_database_close(mixed);
    shim_database_close(database);
}

static void test_silent_server(int family, const char *host)
{
    uint16_t port;
    char place[60];
    const char *only = place;
    int listener = silent_socket(family, &port);
    snprintf(place, sizeof place, "tcp:%s:%u", host, port);
    double start = now();
    bool failed = !shim_database_open(&only, 1, 0.2, &err);
    if (listener < 0 || strstr(err.text, "Address family")) {
        tap_skip("the machine has no such loopback address");
    } else {
        fails_with(failed, SHIM_FAULT_NETWORK, "did not answer in time",
                   "a server that accepts and says nothing cannot be opened");
        tap_ok(now() - start < 9 && contains(err.text, place),
               "opening a server that says nothing ends after the timeout and names it");
    }
    close(listener);
}

int main(void)
{
    if (!fixture_begin() || !build_index(in_temporary("single"), SHIM_CREATE, 5002, 1))
        return fixture_end();
    test_compact();
    test_overtaken();
    test_swap();
    test_places();
    test_server();
    test_silent_server(AF_INET, "127.0.0.1");
    test_silent_server(AF_INET6, "[::1]");
    return fixture_end();
}
