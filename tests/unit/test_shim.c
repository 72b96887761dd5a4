/* test_shim.c: the boundary to Xapian, each function and each fault. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <ftw.h>
#include <math.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tap.h"
#include "xapian_shim.h"

#ifdef __SANITIZE_ADDRESS__
/* Xapian::Database::check frees an object of its own by a base class without a virtual destructor. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
    return "new_delete_type_mismatch=0";
}
#endif

enum { SLOT_NUMBER = 1, SLOT_KIND = 2, SLOT_SPARSE = 3 };
enum { ARTICLES = 600 };

static struct error err;
static char temporary[4000];
static const struct shim_weighting bm25 = {SHIM_BM25, {1, 0, 1, 0.5, 0.5}};

/* Names under the temporary directory; good for the next three calls. */
static const char *in_temporary(const char *name) {
    static char paths[4][4096];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", temporary, name);
    return path;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk) {
    (void)status, (void)type, (void)walk;
    return remove(path);
}

static void remove_tree(const char *path) {
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        tap_ok(false, "write %s", path);
}

static bool contains(const char *text, const char *part) {
    bool found = strstr(text, part) != NULL;
    if (!found)
        tap_note("'%s' has no '%s'", text, part);
    return found;
}

static void fails_with(bool failed, enum shim_fault fault, const char *part, const char *name) {
    bool right = tap_ok(failed && shim_last_fault() == fault && strstr(err.text, part), "%s", name);
    if (!right)
        tap_note("failed %d, fault %d, '%s'", failed, (int)shim_last_fault(), err.text);
}

/* ---- what most tests read ---- */

/* Article n: "all alpha beta" or "all beta alpha", "every<n%7>", its number, kind a, b or c, data "article n". */
static void fill_document(struct shim_document *document, unsigned n) {
    char text[300];
    bool even = n % 2 == 0;
    shim_document_clear(document);
    shim_document_add_term(document, "all", 3, 1, 1, &err);
    shim_document_add_term(document, even ? "alpha" : "beta", even ? 5 : 4, 2, 1, &err);
    shim_document_add_term(document, even ? "beta" : "alpha", even ? 4 : 5, 3, 1, &err);
    shim_document_add_term(document, text, (size_t)snprintf(text, sizeof text, "every%u", n % 7), 0, 1 + n % 3, &err);
    shim_document_add_filter(document, text, (size_t)snprintf(text, sizeof text, "Q%u", n), &err);
    char number[SHIM_NUMBER_SIZE];
    shim_document_set_value(document, SLOT_NUMBER, number, shim_number(number, n), &err);
    shim_document_set_value(document, SLOT_KIND, &"abc"[n % 3], 1, &err);
    if (n % 10 == 0)
        shim_document_set_value(document, SLOT_SPARSE, "x", 1, &err);
    shim_document_set_data(document, text, (size_t)snprintf(text, sizeof text, "article %u", n), &err);
}

static bool build_index(const char *path, enum shim_open how, unsigned first, unsigned count) {
    struct shim_document *document = shim_document_new();
    struct shim_writer *writer = shim_writer_open(path, how, &err);
    bool good = writer != NULL;
    for (unsigned n = first; good && n < first + count; n++) {
        fill_document(document, n);
        good = shim_add(writer, document, NULL, &err) == 0;
    }
    good = good && shim_set_metadata(writer, "first", first == 1 ? "one" : "other", first == 1 ? 3 : 5, &err) == 0 &&
           shim_commit(writer, &err) == 0;
    shim_writer_close(writer);
    shim_document_free(document);
    return good;
}

static struct shim_database *open_one(const char *place) {
    return shim_database_open(&place, 1, 2.0, &err);
}

static struct shim_query *term(const char *text) {
    return shim_query_term(text, strlen(text), 1, 1, &err);
}

static struct shim_query *alpha_beta(void) {
    struct shim_query *words[] = {term("alpha"), term("beta")};
    return shim_query_combine(SHIM_PHRASE, words, 2, 2, &err);
}

static struct shim_request request_for(const struct shim_query *query) {
    return (struct shim_request){.query = query, .weighting = bm25, .limit = 1000, .check_at_least = UINT32_MAX,
                                 .sort_slot = -1, .collapse_slot = -1};
}

/* How many match, -1 on failure; takes the query. */
static long long count_matches(struct shim_database *database, struct shim_query *query) {
    struct shim_request request = request_for(query);
    struct shim_matches *matches = query ? shim_search(database, &request, &err) : NULL;
    long long count = matches ? (long long)shim_matches_size(matches) : -1;
    shim_matches_free(matches);
    shim_query_free(query);
    return count;
}

/* ---- reading and writing ---- */

static void test_numbers(void) {
    char small[SHIM_NUMBER_SIZE], large[SHIM_NUMBER_SIZE];
    size_t small_length = shim_number(small, -3.5), large_length = shim_number(large, 2015);
    size_t least = small_length < large_length ? small_length : large_length;
    tap_ok(memcmp(small, large, least) < 0, "numbers sort as strings");
    tap_ok(shim_number_read(small, small_length) == -3.5, "and are read back");
    tap_is_number((long long)shim_number(small, -INFINITY), 0, "minus infinity takes no bytes");
    tap_ok(isinf(shim_number_read("", 0)) && shim_number_read("", 0) < 0, "and is read back");
    tap_is_number((long long)shim_number(small, INFINITY), 9, "infinity takes nine");
    tap_ok(shim_version()[0] >= '1', "a version is told");
}

static void test_opening(void) {
    fails_with(!open_one(in_temporary("none")), SHIM_FAULT_MISSING, "none does not exist", "a missing index");
    mkdir(in_temporary("empty"), 0777);
    fails_with(!open_one(in_temporary("empty")), SHIM_FAULT_NO_INDEX, "empty is not a Xapian database",
               "a directory without an index");
    write_file(in_temporary("text"), "Some text.\n");
    fails_with(!open_one(in_temporary("text")), SHIM_FAULT_NO_INDEX, "is not a Xapian database", "a file of text");
    fails_with(!open_one("/dev/null"), SHIM_FAULT_NO_INDEX, "is not a Xapian database", "a device");
    fails_with(!shim_database_open(NULL, 0, 1, &err), SHIM_FAULT_OTHER, "no index", "no places at all");
    fails_with(!shim_writer_open(in_temporary("none"), SHIM_EXISTING, &err), SHIM_FAULT_MISSING, "does not exist",
               "writing to a missing index");
    fails_with(!shim_writer_open(in_temporary("empty"), SHIM_EXISTING, &err), SHIM_FAULT_NO_INDEX,
               "is not a Xapian database", "writing to a directory without an index");
    fails_with(!shim_writer_open(in_temporary("a/b/c"), SHIM_CREATE, &err), SHIM_FAULT_SYSTEM,
               "No such file or directory", "creating in a missing directory");
    fails_with(!shim_writer_open(in_temporary("main"), SHIM_CREATE, &err), SHIM_FAULT_OTHER, "already",
               "creating over an index");
    if (geteuid() != 0) {
        mkdir(in_temporary("closed"), 0);
        fails_with(!open_one(in_temporary("closed")), SHIM_FAULT_SYSTEM, "Permission denied", "a closed directory");
        rmdir(in_temporary("closed"));
    }
}

static int count_term(void *context, const char *bytes, size_t length, uint32_t documents) {
    (void)bytes, (void)length;
    *(unsigned long *)context += documents;
    return 0;
}

static int first_term_only(void *context, const char *bytes, size_t length, uint32_t documents) {
    (void)documents;
    snprintf(context, 20, "%.*s", (int)length, bytes);
    return 1;
}

static int failing_visit(void *context, const char *bytes, size_t length, uint32_t documents) {
    (void)context, (void)bytes, (void)length, (void)documents;
    return error_set(&err, "the visitor's reason");
}

static int count_value(void *context, uint32_t docid, const char *value, size_t length) {
    (void)value, (void)length;
    *(unsigned long *)context += docid;
    return 0;
}

static void test_reading(void) {
    struct shim_database *database = open_one(in_temporary("main"));
    uint32_t number = 0;
    uint64_t large = 0;
    double mean = 0;
    tap_ok(!shim_database_is_remote(database), "a directory is not remote");
    tap_ok(shim_document_count(database, &number, &err) == 0 && number == ARTICLES, "documents are counted");
    tap_ok(shim_database_revision(database, &large, &err) == 0 && large == 1, "the revision is told");
    tap_ok(shim_average_length(database, &mean, &err) == 0 && mean > 4.9 && mean < 5.1, "the mean length");
    tap_ok(shim_term_frequency(database, "every0", 6, &number, &err) == 0 && number == 85, "documents of a term");
    tap_ok(shim_collection_frequency(database, "all", 3, &large, &err) == 0 && large == 600, "occurrences of a term");
    tap_ok(shim_find(database, "Q17", 3, &number, &err) == 0 && number == 17, "a document is found by its term");
    tap_ok(shim_find(database, "Q9999", 5, &number, &err) == 0 && number == 0, "or not");

    char *value = NULL, *upper = NULL;
    size_t length = 0, upper_length = 0;
    tap_ok(shim_metadata(database, "first", &value, &length, &err) == 0 && length == 3, "metadata has a length");
    tap_is_text(value, "one", "metadata is read");
    free(value);
    tap_ok(shim_metadata(database, "absent", &value, &length, &err) == 0 && length == 0 && !*value, "absent metadata");
    free(value);
    fails_with(shim_metadata(database, "", &value, &length, &err) != 0, SHIM_FAULT_OTHER, "index ", "no metadata key");
    shim_value_bounds(database, SLOT_KIND, &value, &length, &upper, &upper_length, &err);
    tap_ok(strcmp(value, "a") == 0 && strcmp(upper, "c") == 0, "bounds of a slot");
    free(value), free(upper);
    shim_value_bounds(database, 77, &value, &length, &upper, &upper_length, &err);
    tap_ok(length == 0 && upper_length == 0, "bounds of an unused slot");
    free(value), free(upper);

    unsigned long sum = 0;
    tap_ok(shim_each_term(database, "every", 5, count_term, &sum, &err) == 0 && sum == 600, "terms of a prefix");
    char first[20];
    tap_ok(shim_each_term(database, "", 0, first_term_only, first, &err) == 0, "a visitor may have enough");
    tap_is_text(first, "Q1", "of terms in byte order");
    fails_with(shim_each_term(database, "", 0, failing_visit, NULL, &err) != 0, SHIM_FAULT_STOPPED,
               "the visitor's reason", "or fail with its own reason");
    sum = 0;
    tap_ok(shim_each_value(database, SLOT_SPARSE, count_value, &sum, &err) == 0 && sum == 18300, "values of a slot");
    shim_database_close(database);
    shim_database_close(NULL);
}

static int join_terms(void *context, const char *bytes, size_t length, uint32_t wdf) {
    char *text = context;
    size_t used = strlen(text);
    snprintf(text + used, 200 - used, "%.*s:%u ", (int)length, bytes, wdf);
    return 0;
}

static void test_documents(void) {
    struct shim_database *database = open_one(in_temporary("main"));
    struct shim_document *document = shim_document_get(database, 30, &err);
    const char *bytes = NULL;
    size_t length = 0;
    shim_database_close(database); /* the document outlives it */
    tap_ok(document && shim_document_docid(document) == 30, "a document by its number");
    tap_ok(shim_document_data(document, &bytes, &length, &err) == 0 && length == 10 &&
               memcmp(bytes, "article 30", 10) == 0, "its data");
    tap_ok(shim_document_value(document, SLOT_NUMBER, &bytes, &length, &err) == 0 &&
               shim_number_read(bytes, length) == 30, "its value");
    tap_ok(shim_document_value(document, 99, &bytes, &length, &err) == 0 && length == 0, "an absent value");
    char terms[200] = "";
    shim_document_each_term(document, join_terms, terms, &err);
    tap_is_text(terms, "Q30:0 all:1 alpha:1 beta:1 every2:1 ", "its terms");
    shim_document_clear(document);
    tap_ok(shim_document_docid(document) == 0, "cleared, it is as new");

    char longest[260];
    memset(longest, 't', sizeof longest);
    tap_ok(shim_document_add_term(document, longest, 245, 1, 1, &err) == 0, "a term of 245 bytes");
    fails_with(shim_document_add_term(document, longest, 246, 1, 1, &err) != 0, SHIM_FAULT_OTHER,
               "a term of 246 bytes is longer than the 245 an index takes: ttt", "and no longer one");
    memset(longest, 0, 123);
    fails_with(shim_document_add_term(document, longest, 123, 1, 1, &err) != 0, SHIM_FAULT_OTHER, "longer than",
               "a NUL counts twice");
    tap_ok(shim_document_add_term(document, longest, 122, 1, 1, &err) == 0, "122 NULs are a term");
    tap_ok(shim_document_add_term(document, "a\0b", 3, 4, 1, &err) == 0, "and so is one with a NUL inside");
    fails_with(shim_document_add_term(document, "", 0, 1, 1, &err) != 0, SHIM_FAULT_OTHER, "mpty", "an empty term");
    shim_document_set_value(document, 5, "v\0w", 3, &err);
    shim_document_set_value(document, 6, "gone", 4, &err);
    tap_ok(shim_document_set_value(document, 6, "", 0, &err) == 0 &&
               shim_document_set_value(document, 7, "", 0, &err) == 0, "an empty value removes, also none");

    struct shim_writer *writer = shim_writer_open(in_temporary("nul"), SHIM_CREATE, &err);
    uint32_t docid = 0, found = 0;
    tap_ok(shim_add(writer, document, &docid, &err) == 0 && docid == 1, "such a document is added");
    shim_commit(writer, &err);
    shim_writer_close(writer);
    shim_document_free(document);
    database = open_one(in_temporary("nul"));
    tap_ok(shim_find(database, "a\0b", 3, &found, &err) == 0 && found == 1, "and found by the term with a NUL");
    document = shim_document_get(database, 1, &err);
    tap_ok(shim_document_value(document, 5, &bytes, &length, &err) == 0 && length == 3 && bytes[2] == 'w',
           "a value with a NUL is kept");
    tap_ok(shim_document_value(document, 6, &bytes, &length, &err) == 0 && length == 0, "a removed one is not");
    fails_with(!shim_document_get(database, 5, &err), SHIM_FAULT_OTHER, "index ", "a document that is not there");
    shim_document_free(document);
    shim_document_free(NULL);
    shim_database_close(database);
}

static void test_writing(void) {
    const char *path = in_temporary("written");
    tap_ok(build_index(path, SHIM_CREATE, 1, 20), "an index is created");
    struct shim_writer *writer = shim_writer_open(path, SHIM_EXISTING, &err);
    fails_with(!shim_writer_open(path, SHIM_EXISTING, &err), SHIM_FAULT_LOCKED,
               "written is being written by another process", "a second writer is refused");
    tap_is_number(err.status, STATUS_BUSY, "as busy");

    struct shim_document *document = shim_document_new();
    fill_document(document, 100);
    shim_begin(writer, &err);
    tap_ok(shim_add(writer, document, NULL, &err) == 0, "a transaction that");
    shim_cancel(writer);
    shim_cancel(writer);
    shim_begin(writer, &err);
    tap_ok(shim_replace(writer, 2, document, &err) == 0 && shim_remove(writer, 1, &err) == 0 &&
               shim_commit(writer, &err) == 0, "is cancelled, and one that is committed");
    fails_with(shim_remove(writer, 1, &err) != 0, SHIM_FAULT_OTHER, "index ", "removing what is not there");
    shim_document_free(document);
    document = shim_writer_document(writer, 3, &err);
    tap_ok(document && shim_document_set_value(document, SLOT_KIND, "z", 1, &err) == 0 &&
               shim_replace(writer, 3, document, &err) == 0 && shim_commit(writer, &err) == 0, "a value is changed");
    shim_document_free(document);
    shim_remove(writer, 4, &err);
    shim_writer_close(writer); /* without a commit */
    shim_writer_close(NULL);

    struct shim_database *database = open_one(path);
    uint32_t count = 0;
    shim_document_count(database, &count, &err);
    tap_is_number(count, 19, "only what was committed is there");
    tap_is_number(count_matches(database, term("Q100")), 1, "the replaced document");
    tap_is_number(count_matches(database, shim_query_range(SLOT_KIND, "z", 1, NULL, 0, &err)), 1, "the new value");
    tap_is_number(count_matches(database, term("Q3")), 1, "whose terms stay");
    shim_database_close(database);

    writer = shim_writer_open(path, SHIM_EXISTING, &err);
    shim_begin(writer, &err);
    shim_remove(writer, 5, &err);
    shim_writer_close(writer);
    database = open_one(path);
    tap_is_number(count_matches(database, term("Q5")), 1, "closing drops an open transaction");
    shim_database_close(database);
}

/* ---- building: parts, merged ---- */

static void test_compact(void) {
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
    tap_ok(shim_check(in_temporary("merged"), &problems, &err) == 0 && problems == 0, "a whole index has no problems");
    char table[5000];
    snprintf(table, sizeof table, "%s/merged/postlist.glass", temporary);
    tap_ok(truncate(table, 1000) == 0, "a table is cut");
    int checked = shim_check(in_temporary("merged"), &problems, &err);
    tap_ok(checked != 0 || problems > 0, "the check sees it");
    database = open_one(in_temporary("merged"));
    fails_with(!database || count_matches(database, alpha_beta()) < 0, SHIM_FAULT_CORRUPT, "merged is damaged: ",
               "and so does a search");
    shim_database_close(database);
    fails_with(shim_check(in_temporary("none"), &problems, &err) != 0, SHIM_FAULT_MISSING, "does not exist",
               "nothing to check");
    fails_with(shim_check(in_temporary("empty"), &problems, &err) != 0, SHIM_FAULT_NO_INDEX, "is not a Xapian database",
               "no index to check");
    sources[1] = in_temporary("none");
    fails_with(shim_compact(sources, 2, in_temporary("merged2"), &err) != 0, SHIM_FAULT_MISSING,
               "none does not exist", "a missing part");
    fails_with(shim_compact(sources, 1, in_temporary("a/b"), &err) != 0, SHIM_FAULT_SYSTEM, "a/b: ",
               "a target in a missing directory");
}

static void test_overtaken(void) {
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
               "overtaken was changed while it was being read", "a reader behind by commits is told");
    shim_document_free(document);
    shim_database_close(database);
}

static void test_swap(void) {
    const char *path = in_temporary("swapped"), *other = in_temporary("other");
    build_index(path, SHIM_CREATE, 1, ARTICLES);
    build_index(other, SHIM_CREATE, 5001, 10);
    struct shim_database *database = open_one(path);
    tap_ok(renameat2(AT_FDCWD, path, AT_FDCWD, other, RENAME_EXCHANGE) == 0, "another index is swapped in");
    tap_is_number(count_matches(database, alpha_beta()), ARTICLES / 2, "a phrase still searches the old one");
    struct shim_document *document = shim_document_get(database, 600, &err);
    const char *data = NULL;
    size_t length = 0;
    tap_ok(document && shim_document_data(document, &data, &length, &err) == 0 && length == 11, "and its data is read");
    shim_document_free(document);
    remove_tree(other);
    long long count = count_matches(database, alpha_beta());
    tap_ok(count == ARTICLES / 2 || (count < 0 && shim_last_fault() == SHIM_FAULT_MODIFIED),
           "deleted, it is read still, or said to be overtaken");
    shim_database_close(database);
    database = open_one(path);
    tap_is_number(count_matches(database, term("all")), 10, "opened again, the new one is searched");
    shim_database_close(database);
}

/* ---- queries and searches ---- */

static void test_queries(void) {
    struct shim_database *database = open_one(in_temporary("main"));
    static const struct {
        enum shim_operator op;
        uint32_t window;
        const char *left, *right, *description;
        long long matches;
    } rows[] = {
        {SHIM_AND, 0, "every1", "Q8", "Query((every1@1 AND Q8@1))", 1},
        {SHIM_OR, 0, "Q1", "Q2", "Query((Q1@1 OR Q2@1))", 2},
        {SHIM_XOR, 0, "all", "every1", "Query((all@1 XOR every1@1))", 514},
        {SHIM_AND_NOT, 0, "all", "every1", "Query((all@1 AND_NOT every1@1))", 514},
        {SHIM_AND_MAYBE, 0, "every1", "Q8", "Query((every1@1 AND_MAYBE Q8@1))", 86},
        {SHIM_FILTER, 0, "every1", "Q8", "Query((every1@1 FILTER Q8@1))", 1},
        {SHIM_PHRASE, 2, "beta", "alpha", "Query((beta@1 PHRASE 2 alpha@1))", 300},
        {SHIM_NEAR, 2, "alpha", "beta", "Query((alpha@1 NEAR 2 beta@1))", 600},
        {SHIM_SYNONYM, 0, "Q1", "Q2", "Query((Q1@1 SYNONYM Q2@1))", 2},
        {SHIM_MAX, 0, "Q1", "Q2", "Query((Q1@1 MAX Q2@1))", 2},
        {SHIM_ELITE_SET, 1, "every1", "all", "Query((every1@1 ELITE_SET 1 all@1))", 86},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct shim_query *both[] = {term(rows[i].left), term(rows[i].right)};
        struct shim_query *query = shim_query_combine(rows[i].op, both, 2, rows[i].window, &err);
        char *description = shim_query_describe(query);
        tap_is_text(description, rows[i].description, "a query is described");
        free(description);
        tap_is_number(count_matches(database, query), rows[i].matches, rows[i].description);
    }
    struct shim_query *three[] = {term("all"), term("Q1"), term("Q2")};
    tap_is_number(count_matches(database, shim_query_combine(SHIM_AND_NOT, three, 3, 0, &err)), 598, "neither of two");
    struct shim_query *either[] = {term("alpha"), shim_query_pair(SHIM_OR, term("beta"), term("x"), &err)};
    tap_is_number(count_matches(database, shim_query_combine(SHIM_PHRASE, either, 2, 2, &err)), 300,
                  "a phrase with alternatives");
    struct shim_query *one[] = {term("Q1")}, *broken[] = {term("Q1"), NULL, term("Q2")};
    tap_is_number(count_matches(database, shim_query_combine(SHIM_PHRASE, one, 1, 1, &err)), 1, "one query is itself");
    tap_ok(!shim_query_combine(SHIM_AND, broken, 3, 0, &err) && !shim_query_pair(SHIM_OR, term("x"), NULL, &err) &&
               !shim_query_scale(NULL, 2, &err) && !shim_query_copy(NULL, &err), "NULL is passed on");
    struct shim_query *none = shim_query_combine(SHIM_AND, NULL, 0, 0, &err), *all = shim_query_all(&err);
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
    fails_with(!shim_query_scale(term("x"), -1, &err), SHIM_FAULT_OTHER, "factor", "a negative factor");

    char low[SHIM_NUMBER_SIZE], high[SHIM_NUMBER_SIZE];
    size_t low_length = shim_number(low, 10), high_length = shim_number(high, 19);
    tap_is_number(count_matches(database, shim_query_range(SLOT_NUMBER, low, low_length, high, high_length, &err)), 10,
                  "a range has both ends");
    tap_is_number(count_matches(database, shim_query_range(SLOT_NUMBER, NULL, 0, high, high_length, &err)), 19,
                  "or is open below");
    tap_is_number(count_matches(database, shim_query_range(SLOT_NUMBER, low, low_length, NULL, 0, &err)), 591,
                  "or above");
    tap_is_number(count_matches(database, shim_query_range(SLOT_NUMBER, high, high_length, low, low_length, &err)), 0,
                  "or is empty");
    tap_is_number(count_matches(database, shim_query_pair(SHIM_FILTER, term("all"),
                                shim_query_range(SLOT_SPARSE, NULL, 0, "y", 1, &err), &err)), 60,
                  "documents without the value are in no range");
    tap_is_number(count_matches(database, shim_query_range(SLOT_SPARSE, NULL, 0, "", 0, &err)), 0,
                  "not even that of the empty value");
    shim_database_close(database);
}

static int accept_kind(void *context, struct shim_document *document) {
    const char *value;
    size_t length;
    if (shim_document_value(document, SLOT_KIND, &value, &length, &err) != 0)
        return -1;
    return length == 1 && *value == *(const char *)context;
}

static int accept_ten(void *context, struct shim_document *document) {
    const char *data;
    size_t length;
    char number[20];
    if (shim_document_data(document, &data, &length, &err) != 0)
        return -1;
    snprintf(number, sizeof number, "article %u", shim_document_docid(document));
    if (length != strlen(number) || memcmp(data, number, length) != 0)
        return error_set(&err, "wrong data");
    return ++*(int *)context > 10 ? -1 : 1;
}

static int join_counts(void *context, const char *bytes, size_t length, uint32_t count) {
    return join_terms(context, bytes, length, count);
}

static void test_search(void) {
    struct shim_database *database = open_one(in_temporary("main"));
    struct shim_query *query = term("all");
    struct shim_request request = request_for(query);
    uint32_t lower, estimated, upper;
    request.offset = 20, request.limit = 10, request.sort_slot = SLOT_NUMBER, request.sort_descending = true;
    struct shim_matches *matches = shim_search(database, &request, &err);
    tap_is_number((long long)shim_matches_size(matches), 10, "a page");
    tap_is_number(shim_matches_docid(matches, 0), 580, "of the highest values");
    shim_matches_total(matches, &lower, &estimated, &upper);
    tap_ok(lower == 600 && estimated == 600 && upper == 600, "of an exact total");
    shim_matches_free(matches);
    request.sort_descending = false, request.offset = 599;
    matches = shim_search(database, &request, &err);
    tap_ok(shim_matches_size(matches) == 1 && shim_matches_docid(matches, 0) == 600, "the last of the lowest first");
    shim_matches_free(matches);
    request.sort_slot = SLOT_SPARSE, request.offset = 0;
    matches = shim_search(database, &request, &err);
    tap_is_number(shim_matches_docid(matches, 0) % 10 != 0, 1, "no value sorts as the lowest");
    shim_matches_free(matches);
    request.offset = UINT32_MAX, request.limit = UINT32_MAX;
    matches = shim_search(database, &request, &err);
    tap_ok(matches && shim_matches_size(matches) == 0, "a page beyond the end is empty");
    shim_matches_free(matches);
    shim_matches_free(NULL);

    request = request_for(query);
    request.collapse_slot = SLOT_KIND;
    matches = shim_search(database, &request, &err);
    tap_ok(shim_matches_size(matches) == 3 && shim_matches_collapsed(matches, 0) == 199, "collapsed by kind");
    shim_matches_total(matches, &lower, &estimated, &upper);
    tap_ok(lower == 3 && upper == 3, "three are left");
    shim_matches_total_uncollapsed(matches, &lower, &upper);
    tap_ok(lower == 600 && upper == 600, "of all");
    shim_matches_free(matches);
    request.collapse_slot = SLOT_SPARSE;
    matches = shim_search(database, &request, &err);
    tap_is_number((long long)shim_matches_size(matches), 541, "documents without the value are all kept");
    shim_matches_free(matches);

    request = request_for(query);
    const unsigned slots[] = {SLOT_KIND, SLOT_SPARSE};
    char kinds[200] = "", sparse[200] = "", terms[200] = "";
    request.accept = accept_kind, request.accept_context = (void *)"b", request.spy_slots = slots, request.spy_count = 2;
    matches = shim_search(database, &request, &err);
    shim_matches_each_spied(matches, 0, join_counts, kinds, &err);
    shim_matches_each_spied(matches, 1, join_counts, sparse, &err);
    tap_is_text(kinds, "b:200 ", "values are counted over the accepted");
    tap_is_text(sparse, "x:20 ", "and by each spy");
    shim_matches_total(matches, &lower, &estimated, &upper);
    tap_ok(lower == 200 && upper == 200, "whose total is exact");
    fails_with(shim_matches_each_spied(matches, 2, join_counts, sparse, &err) != 0, SHIM_FAULT_OTHER, "", "no third spy");
    shim_matches_free(matches);
    int seen = 0;
    error_set(&err, "ten are enough");
    request.accept = accept_ten, request.accept_context = &seen;
    fails_with(!shim_search(database, &request, &err), SHIM_FAULT_STOPPED, "ten are enough", "a search is stopped");
    tap_is_number(seen, 11, "at once");
    shim_query_free(query);

    query = shim_query_pair(SHIM_OR, term("Q7"), shim_query_pair(SHIM_OR, term("every0"), term("absent"), &err), &err);
    request = request_for(query);
    matches = shim_search(database, &request, &err);
    double best = shim_matches_weight(matches, 0), last = shim_matches_weight(matches, shim_matches_size(matches) - 1);
    tap_ok(best > last && last > 0, "matches are weighed");
    size_t row = 0;
    while (row + 1 < shim_matches_size(matches) && shim_matches_docid(matches, row) != 7)
        row++;
    shim_matches_each_term(matches, row, join_counts, terms, &err);
    tap_is_text(terms, "Q7:1 every0:85 ", "terms that a match holds, with their documents");
    struct shim_document *document = shim_matches_document(matches, row, &err);
    shim_matches_free(matches);
    const char *data = NULL;
    size_t length = 0;
    tap_ok(shim_document_data(document, &data, &length, &err) == 0 && length == 9 && memcmp(data, "article 7", 9) == 0,
           "a match's document");
    shim_document_free(document);
    request.least_weight = best;
    matches = shim_search(database, &request, &err);
    tap_ok(shim_matches_size(matches) < 86 && shim_matches_weight(matches, 0) == best, "a least weight");
    shim_matches_free(matches);
    shim_query_free(query);
    shim_database_close(database);
}

static void test_weighting(void) {
    struct shim_database *database = open_one(in_temporary("main"));
    struct shim_query *query = term("every0");
    static const struct shim_weighting schemes[] = {
        {SHIM_BM25, {1, 0, 1, 0.5, 0.5}}, {SHIM_INEB2, {1}}, {SHIM_BM25PLUS, {0}},
        {SHIM_PL2, {1}}, {SHIM_TFIDF, {0}}, {SHIM_BOOL, {0}}};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        struct shim_request request = request_for(query);
        request.weighting = schemes[i];
        struct shim_matches *matches = shim_search(database, &request, &err);
        tap_ok(matches && (shim_matches_weight(matches, 0) > 0) == (schemes[i].scheme != SHIM_BOOL), "scheme %zu", i);
        shim_matches_free(matches);
    }
    struct shim_request request = request_for(query);
    request.weighting = (struct shim_weighting){SHIM_INEB2, {-1}};
    fails_with(!shim_search(database, &request, &err), SHIM_FAULT_OTHER, "arameter", "a bad parameter");
    shim_query_free(query);
    query = shim_query_scale(shim_query_value_weight(SLOT_NUMBER, &err), 0.5, &err);
    request = request_for(query);
    struct shim_matches *matches = shim_search(database, &request, &err);
    tap_ok(shim_matches_docid(matches, 0) == 600 && shim_matches_weight(matches, 0) == 300, "weighed by a value, halved");
    shim_matches_free(matches);
    shim_query_free(query);
    query = shim_query_constant(1.5, &err);
    request = request_for(query);
    matches = shim_search(database, &request, &err);
    tap_ok(shim_matches_size(matches) == 600 && shim_matches_weight(matches, 599) == 1.5, "all weighed alike");
    shim_matches_free(matches);
    shim_query_free(query);
    shim_forget_fault();
    tap_is_number(shim_last_fault(), SHIM_FAULT_NONE, "a fault is forgotten");
    shim_database_close(database);
}

static bool keep_words(void *context, const char *bytes, size_t length) {
    (void)context;
    return length > 0 && bytes[0] != 'Q';
}

static int join_expansion(void *context, const char *bytes, size_t length, double weight) {
    return weight > 0 ? join_terms(context, bytes, length, 1) : -1;
}

static void test_expand(void) {
    struct shim_database *database = open_one(in_temporary("main"));
    const uint32_t docids[] = {7, 14, 21};
    char terms[200] = "";
    tap_ok(shim_expand(database, docids, 3, 1, keep_words, NULL, join_expansion, terms, &err) == 0, "terms for three");
    tap_is_text(terms, "every0:1 ", "the best of them");
    const uint32_t gone[] = {9999};
    fails_with(shim_expand(database, gone, 1, 5, NULL, NULL, join_expansion, terms, &err) != 0, SHIM_FAULT_OTHER,
               "index ", "of a document that is not there");
    shim_database_close(database);
}

static void is_stem(struct shim_stemmer *stemmer, const char *word, const char *want) {
    char got[100];
    size_t length;
    const char *stem = shim_stem(stemmer, word, strlen(word), &length);
    snprintf(got, sizeof got, "%.*s", (int)length, stem);
    tap_is_text(got, want, word);
}

static void test_stemming(void) {
    struct shim_stemmer *stemmer = shim_stemmer_new("english", &err);
    for (int round = 0; round < 2; round++) {
        is_stem(stemmer, "searching", "search");
        is_stem(stemmer, "search", "search");
        is_stem(stemmer, "", "");
        is_stem(stemmer, "internationalisationalities", "internationalis");
        is_stem(stemmer, "aaaaaaaaaaaaaaaaaaaaaaas", "aaaaaaaaaaaaaaaaaaaaaaa");
        is_stem(stemmer, "\xff\xfe", "\xff\xfe");
    }
    unsigned wrong = 0;
    for (unsigned n = 0; n < 200000; n++) { /* more than the cache holds */
        char word[20], want[20];
        size_t length = (size_t)snprintf(word, sizeof word, "wa%uings", n), got_length;
        const char *got = shim_stem(stemmer, word, length, &got_length);
        snprintf(want, sizeof want, "wa%u", n);
        wrong += got_length < strlen(want) || memcmp(got, want, strlen(want)) != 0;
    }
    tap_is_number(wrong, 0, "words that share a place in the cache keep their own stems");
    shim_stemmer_free(stemmer);
    stemmer = shim_stemmer_new("none", &err);
    is_stem(stemmer, "searching", "searching");
    shim_stemmer_free(stemmer);
    shim_stemmer_free(NULL);
    fails_with(!shim_stemmer_new("klingon", &err), SHIM_FAULT_OTHER, "klingon", "an unknown language");
    tap_ok(contains(err.text, "english"), "the known ones are listed");
}

/* ---- several places, stub files, servers ---- */

static void test_places(void) {
    const char *places[] = {in_temporary("main"), in_temporary("nul")};
    struct shim_database *database = shim_database_open(places, 2, 1, &err);
    uint32_t count = 0;
    uint64_t revision = 7;
    tap_ok(database && shim_document_count(database, &count, &err) == 0 && count == 601, "two places are one");
    tap_ok(shim_database_revision(database, &revision, &err) == 0 && revision == 0, "without a revision");
    struct shim_query *query = shim_query_all(&err);
    struct shim_request request = request_for(query);
    request.accept = accept_kind, request.accept_context = (void *)"a";
    struct shim_matches *matches = shim_search(database, &request, &err);
    tap_ok(matches && shim_matches_size(matches) == 200 && shim_matches_docid(matches, 0) == 5, "filtered together");
    shim_matches_free(matches);
    shim_query_free(query);
    shim_database_close(database);
    places[1] = in_temporary("none");
    fails_with(!shim_database_open(places, 2, 1, &err), SHIM_FAULT_MISSING, "none does not exist", "one is missing");

    write_file(in_temporary("stub"), "# both\n\nauto main\nglass nul\n");
    database = open_one(in_temporary("stub"));
    tap_ok(database && shim_document_count(database, &count, &err) == 0 && count == 601, "a stub file");
    shim_database_close(database);
    mkdir(in_temporary("stubs"), 0777);
    write_file(in_temporary("stubs/XAPIANDB"), "auto ../stub\n");
    database = open_one(in_temporary("stubs"));
    tap_ok(database && shim_document_count(database, &count, &err) == 0 && count == 601, "a directory of one");
    tap_ok(!shim_database_is_remote(database), "is not remote");
    shim_database_close(database);
    write_file(in_temporary("stubs/XAPIANDB"), "auto ../stubs\n");
    fails_with(!open_one(in_temporary("stubs")), SHIM_FAULT_OTHER, "names itself", "a stub that names itself");
    write_file(in_temporary("stub"), "auto gone\n");
    fails_with(!open_one(in_temporary("stub")), SHIM_FAULT_MISSING, "gone does not exist", "a stub to nowhere");

    static const char *const malformed[] = {"tcp:", "tcp:host", "tcp:host:", "tcp::80", "tcp:host:0", "tcp:host:99999",
                                            "tcp:host:8x", "tcp:::1:80", "tcp:[]:80"};
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        fails_with(!open_one(malformed[i]), SHIM_FAULT_OTHER, "is not of the form tcp:HOST:PORT", malformed[i]);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* A listening socket on the loopback interface; nobody answers there. */
static int silent_socket(int family, uint16_t *port) {
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr *address = family == AF_INET ? (struct sockaddr *)&four : (struct sockaddr *)&six;
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
static pid_t start_server(const char *index, uint16_t *port) {
    close(silent_socket(AF_INET, port));
    char number[10];
    snprintf(number, sizeof number, "%u", *port);
    pid_t server = fork();
    if (server == 0) {
        setpgid(0, 0);
        int null = open("/dev/null", O_RDWR);
        dup2(null, 1), dup2(null, 2);
        execlp("xapian-tcpsrv", "xapian-tcpsrv", "--interface", "127.0.0.1", "--port", number, index, (char *)NULL);
        _exit(127);
    }
    setpgid(server, server);
    return server;
}

/* The server's first answer; NULL when it ended before. */
static struct shim_database *connect_server(pid_t server, const char *place) {
    struct shim_database *database = NULL;
    for (int attempt = 0; attempt < 200 && !database; attempt++) {
        if (waitpid(server, NULL, WNOHANG) == server)
            return NULL;
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
        database = shim_database_open(&place, 1, 2.0, &err);
    }
    return database;
}

static void test_searches_of_server(struct shim_database *database) {
    uint32_t count = 0;
    uint64_t revision = 7;
    tap_ok(shim_database_is_remote(database), "a server is remote");
    tap_ok(shim_document_count(database, &count, &err) == 0 && count == ARTICLES, "its documents are counted");
    tap_ok(shim_database_revision(database, &revision, &err) == 0 && revision == 0, "it tells no revision");
    tap_is_number(count_matches(database, alpha_beta()), 300, "a phrase is searched there");
    const unsigned slot = SLOT_KIND;
    struct shim_query *query =
        shim_query_pair(SHIM_OR, term("all"), shim_query_scale(shim_query_value_weight(SLOT_NUMBER, &err), 2, &err), &err);
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
    tap_ok(document && shim_document_data(document, &data, &length, &err) == 0 && memcmp(data, "article 599", 11) == 0,
           "and documents fetched");
    shim_document_free(document);
    shim_matches_free(matches);
    request.accept = accept_kind, request.accept_context = (void *)"a";
    fails_with(!shim_search(database, &request, &err), SHIM_FAULT_NO_REMOTE, "server tcp:127.0.0.1:",
               "a filter cannot run there");
    shim_query_free(query);
}

static void test_server(void) {
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
    const char *both[] = {in_temporary("nul"), place};
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
    fails_with(count_matches(database, term("all")) < 0, SHIM_FAULT_NETWORK, "did not answer in time", "it hangs");
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

static void test_silent_server(int family, const char *host) {
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
        fails_with(failed, SHIM_FAULT_NETWORK, "did not answer in time", "a server that says nothing");
        tap_ok(now() - start < 5 && contains(err.text, place), "is given up soon");
    }
    close(listener);
}

int main(void) {
    const char *parent = getenv("TMPDIR");
    snprintf(temporary, sizeof temporary, "%s/test-shim-XXXXXX", parent && *parent ? parent : "/tmp");
    if (!mkdtemp(temporary) || !build_index(in_temporary("main"), SHIM_CREATE, 1, ARTICLES)) {
        tap_ok(false, "a directory to test in: %s", err.text);
        return tap_done();
    }
    test_numbers();
    test_opening();
    test_reading();
    test_documents();
    test_writing();
    test_compact();
    test_overtaken();
    test_swap();
    test_queries();
    test_search();
    test_weighting();
    test_expand();
    test_stemming();
    test_places();
    test_server();
    test_silent_server(AF_INET, "127.0.0.1");
    test_silent_server(AF_INET6, "[::1]");
    remove_tree(temporary);
    return tap_done();
}
