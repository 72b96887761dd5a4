/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_shim_places.c: indexes that are merged, damaged, overtaken or swapped away, several at once,
 * stub files and servers. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

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
    tap_ok(built, "parts are built, one over another");
    tap_ok(shim_compact(sources, PARTS, in_temporary("merged"), &err) == 0, "and merged");
    struct shim_database *database = open_one(in_temporary("merged"));
    uint32_t docid = 0;
    tap_ok(shim_find(database, "Q81", 3, &docid, &err) == 0 && docid == 81, "in order");
    tap_is_number(count_matches(database, alpha_beta()), 100, "with positions");
    char *value = NULL;
    size_t length;
    shim_metadata(database, "first", &value, &length, &err);
    tap_is_text(value, "one", "and the first's metadata");
    free(value);
    shim_database_close(database);

    size_t problems = 99;
    tap_ok(shim_check(in_temporary("merged"), &problems, &err) == 0 && problems == 0,
           "a whole index has no problems");
    char table[5000];
    snprintf(table, sizeof table, "%s/merged/postlist.glass", temporary);
    tap_ok(truncate(table, 1000) == 0, "a table is cut");
    int checked = shim_check(in_temporary("merged"), &problems, &err);
    tap_ok(checked != 0 || problems > 0, "the check sees it");
    database = open_one(in_temporary("merged"));
    fails_with(!database || count_matches(database, alpha_beta()) < 0, SHIM_FAULT_CORRUPT,
               "merged is damaged: ", "and so does a search");
    shim_database_close(database);
    fails_with(shim_check(in_temporary("none"), &problems, &err) != 0, SHIM_FAULT_MISSING,
               "does not exist", "nothing to check");
    mkdir(in_temporary("empty"), 0777);
    fails_with(shim_check(in_temporary("empty"), &problems, &err) != 0, SHIM_FAULT_NO_INDEX,
               "is not a Xapian database", "no index to check");
    sources[1] = in_temporary("none");
    fails_with(shim_compact(sources, 2, in_temporary("merged2"), &err) != 0, SHIM_FAULT_MISSING,
               "none does not exist", "a missing part");
    fails_with(shim_compact(sources, 1, in_temporary("a/b"), &err) != 0, SHIM_FAULT_SYSTEM,
               "a/b: ", "a target in a missing directory");
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
               "a reader behind by commits is told");
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
                  "a phrase still searches the old one");
    struct shim_document *document = shim_document_get(database, 600, &err);
    const char *data = NULL;
    size_t length = 0;
    tap_ok(document && shim_document_data(document, &data, &length, &err) == 0 && length == 11,
           "and its data is read");
    shim_document_free(document);
    remove_tree(other);
    long long count = count_matches(database, alpha_beta());
    tap_ok(count == ARTICLES / 2 || (count < 0 && shim_last_fault() == SHIM_FAULT_MODIFIED),
           "deleted, it is read still, or said to be overtaken");
    shim_database_close(database);
    database = open_one(path);
    tap_is_number(count_matches(database, term("all")), 10,
                  "opened again, the new one is searched");
    shim_database_close(database);
}

static void test_places(void)
{
    const char *places[] = { in_temporary("main"), in_temporary("single") };
    struct shim_database *database = shim_database_open(places, 2, 1, &err);
    uint32_t count = 0;
    uint64_t revision = 7;
    tap_ok(database && shim_document_count(database, &count, &err) == 0 && count == 601,
           "two places are one");
    tap_ok(shim_database_revision(database, &revision, &err) == 0 && revision == 0,
           "without a revision");
    struct shim_query *query = shim_query_all(&err);
    struct shim_request request = request_for(query);
    request.accept = accept_kind, request.accept_context = (void *)"a";
    struct shim_matches *matches = shim_search(database, &request, &err);
    tap_ok(matches && shim_matches_size(matches) == 200 && shim_matches_docid(matches, 0) == 5,
           "filtered together");
    shim_matches_free(matches);
    shim_query_free(query);
    shim_database_close(database);
    places[1] = in_temporary("none");
    fails_with(!shim_database_open(places, 2, 1, &err), SHIM_FAULT_MISSING, "none does not exist",
               "one is missing");

    write_file(in_temporary("stub"), "# both\n\nauto main\nglass single\n");
    database = open_one(in_temporary("stub"));
    tap_ok(database && shim_document_count(database, &count, &err) == 0 && count == 601,
           "a stub file");
    shim_database_close(database);
    mkdir(in_temporary("stubs"), 0777);
    write_file(in_temporary("stubs/XAPIANDB"), "auto ../stub\n");
    database = open_one(in_temporary("stubs"));
    tap_ok(database && shim_document_count(database, &count, &err) == 0 && count == 601,
           "a directory of one");
    tap_ok(!shim_database_is_remote(database), "is not remote");
    shim_database_close(database);
    write_file(in_temporary("stubs/XAPIANDB"), "auto ../stubs\n");
    fails_with(!open_one(in_temporary("stubs")), SHIM_FAULT_OTHER, "names itself",
               "a stub that names itself");
    write_file(in_temporary("stub"), "auto gone\n");
    fails_with(!open_one(in_temporary("stub")), SHIM_FAULT_MISSING, "gone does not exist",
               "a stub to nowhere");

    static const char *const malformed[] = { "tcp:",        "tcp:host",   "tcp:host:",
                                             "tcp::80",     "tcp:host:0", "tcp:host:99999",
                                             "tcp:host:8x", "tcp:::1:80", "tcp:[]:80" };
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        fails_with(!open_one(malformed[i]), SHIM_FAULT_OTHER, "is not of the form tcp:HOST:PORT",
                   malformed[i]);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* A listening socket on the loopback interface; nobody answers there. */
static int silent_socket(int family, uint16_t *port)
{
    struct sockaddr_in6 six = { .sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT };
    struct sockaddr_in four = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct sockaddr *address =
        family == AF_INET ? (struct sockaddr *)&four : (struct sockaddr *)&six;
    socklen_t size = family == AF_INET ? sizeof four : sizeof six;
    int listener = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener >= 0 && (bind(listener, address, size) != 0 || listen(listener, 5) != 0 ||
                          getsockname(listener, address, &size) != 0)) {
        close(listener);
        listener = -1;
    }
    *port = ntohs(family == AF_INET ? four.sin_port : six.sin6_port);
    return listener;
}

/* A server of the index in a process group of its own (it forks for each connection), or -1. */
static pid_t start_server(const char *index, uint16_t *port)
{
    close(silent_socket(AF_INET, port));
    char number[10];
    snprintf(number, sizeof number, "%u", *port);
    pid_t server = fork();
    if (server == 0) {
        setpgid(0, 0);
        int null = open("/dev/null", O_RDWR);
        dup2(null, 1), dup2(null, 2);
        execlp("xapian-tcpsrv", "xapian-tcpsrv", "--interface", "127.0.0.1", "--port", number,
               index, (char *)NULL);
        _exit(127);
    }
    setpgid(server, server);
    return server;
}

/* The server's first answer; NULL when it ended before. */
static struct shim_database *connect_server(pid_t server, const char *place)
{
    struct shim_database *database = NULL;
    for (int attempt = 0; attempt < 200 && !database; attempt++) {
        if (waitpid(server, NULL, WNOHANG) == server)
            return NULL;
        nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
        database = shim_database_open(&place, 1, 2.0, &err);
    }
    return database;
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
           "its documents are counted");
    tap_ok(shim_database_revision(database, &revision, &err) == 0 && revision == 0,
           "it tells no revision");
    tap_is_number(count_matches(database, alpha_beta()), 300, "a phrase is searched there");
    const unsigned slot = SLOT_KIND;
    struct shim_query *query = shim_query_pair(
        SHIM_OR, term("all"), shim_query_scale(shim_query_value_weight(SLOT_NUMBER, &err), 2, &err),
        &err);
    struct shim_request request = request_for(query);
    char counts[200] = "";
    request.spy_slots = &slot, request.spy_count = 1, request.limit = 5;
    struct shim_matches *matches = shim_search(database, &request, &err);
    tap_ok(matches && shim_matches_docid(matches, 0) == 600, "weighed by a value");
    shim_matches_each_spied(matches, 0, join_counts, counts, &err);
    tap_is_text(counts, "a:200 b:200 c:200 ", "with its values counted");
    struct shim_document *document = shim_matches_document(matches, 1, &err);
    const char *data = NULL;
    size_t length = 0;
    tap_ok(document && shim_document_data(document, &data, &length, &err) == 0 &&
               memcmp(data, "article 599", 11) == 0,
           "and documents fetched");
    shim_document_free(document);
    shim_matches_free(matches);
    request.accept = accept_kind, request.accept_context = (void *)"a";
    fails_with(!shim_search(database, &request, &err), SHIM_FAULT_NO_REMOTE,
               "server tcp:127.0.0.1:", "a filter cannot run there");
    shim_query_free(query);
    const struct shim_table table = { "test", 2, 100 };
    query = shim_query_weigh(&table, weigh_nothing, NULL, 1, &err);
    request = request_for(query);
    fails_with(!shim_search(database, &request, &err), SHIM_FAULT_NO_REMOTE,
               "server tcp:127.0.0.1:", "nor a weight of our own");
    shim_query_free(query);
}

static void test_server(void)
{
    uint16_t port;
    char place[60], stub[100];
    pid_t server = start_server(in_temporary("main"), &port);
    snprintf(place, sizeof place, "tcp:127.0.0.1:%u", port);
    struct shim_database *database = connect_server(server, place);
    if (!database) {
        tap_skip("xapian-tcpsrv is not installed, or cannot listen");
        return;
    }
    test_searches_of_server(database);
    const char *both[] = { in_temporary("single"), place };
    struct shim_database *mixed = shim_database_open(both, 2, 1, &err);
    tap_is_number(count_matches(mixed, shim_query_all(&err)), 601, "a directory and a server");
    snprintf(stub, sizeof stub, "remote 127.0.0.1:%u\n", port);
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
               "did not answer in time", "it hangs");
    tap_ok(now() - start < 5, "not for long");
    kill(-server, SIGCONT);
    kill(-server, SIGKILL);
    waitpid(server, NULL, 0);
    fails_with(count_matches(mixed, term("all")) < 0, SHIM_FAULT_NETWORK, place, "it dies");
    fails_with(!open_one(place), SHIM_FAULT_NETWORK, "Connection refused", "it is gone");
    tap_ok(contains(err.text, place), "by its name");
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
        tap_skip("no such loopback address here");
    } else {
        fails_with(failed, SHIM_FAULT_NETWORK, "did not answer in time",
                   "a server that says nothing");
        tap_ok(now() - start < 5 && contains(err.text, place), "is given up soon");
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
