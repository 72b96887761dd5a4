/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_shim.c: numbers, reading, documents, writing and stemming through the shim. */
#include <math.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "shim_fixture.h"

static void test_numbers(void)
{
    char small[SHIM_NUMBER_SIZE], large[SHIM_NUMBER_SIZE];
    size_t small_length = shim_number(small, -3.5), large_length = shim_number(large, 2015);
    size_t least = small_length < large_length ? small_length : large_length;
    tap_ok(memcmp(small, large, least) < 0, "the strings of numbers sort as the numbers do");
    tap_ok(shim_number_read(small, small_length) == -3.5, "a number is read back from its string");
    tap_is_number((long long)shim_number(small, -INFINITY), 0, "minus infinity takes no bytes");
    tap_ok(isinf(shim_number_read("", 0)) && shim_number_read("", 0) < 0,
           "no bytes are read back as minus infinity");
    tap_is_number((long long)shim_number(small, INFINITY), 9, "infinity takes nine bytes");
    tap_ok(shim_version()[0] >= '1', "shim_version begins with a digit");
}

static void test_opening(void)
{
    fails_with(!open_one(in_temporary("none")), SHIM_FAULT_MISSING, "none does not exist",
               "a missing index cannot be opened");
    mkdir(in_temporary("empty"), 0777);
    fails_with(!open_one(in_temporary("empty")), SHIM_FAULT_NO_INDEX,
               "empty is not a Xapian database", "a directory without an index cannot be opened");
    write_file(in_temporary("text"), "Some text.\n");
    fails_with(!open_one(in_temporary("text")), SHIM_FAULT_NO_INDEX, "is not a Xapian database",
               "a file of text cannot be opened");
    fails_with(!open_one("/dev/null"), SHIM_FAULT_NO_INDEX, "is not a Xapian database",
               "a device cannot be opened");
    fails_with(!shim_database_open(NULL, 0, 1, &err), SHIM_FAULT_OTHER, "no index",
               "no places at all cannot be opened");
    fails_with(!shim_writer_open(in_temporary("none"), SHIM_EXISTING, &err), SHIM_FAULT_MISSING,
               "does not exist", "a missing index cannot be written");
    fails_with(!shim_writer_open(in_temporary("empty"), SHIM_EXISTING, &err), SHIM_FAULT_NO_INDEX,
               "is not a Xapian database", "a directory without an index cannot be written");
    fails_with(!shim_writer_open(in_temporary("a/b/c"), SHIM_CREATE, &err), SHIM_FAULT_SYSTEM,
               "No such file or directory", "an index cannot be created in a missing directory");
    fails_with(!shim_writer_open(in_temporary("main"), SHIM_CREATE, &err), SHIM_FAULT_OTHER,
               "already", "SHIM_CREATE does not create an index over another");
    if (geteuid() != 0) {
        mkdir(in_temporary("closed"), 0);
        fails_with(!open_one(in_temporary("closed")), SHIM_FAULT_SYSTEM, "Permission denied",
                   "a directory without permission cannot be opened");
        rmdir(in_temporary("closed"));
    }
}

static int count_term(void *context, const char *bytes, size_t length, uint32_t documents)
{
    (void)bytes, (void)length;
    *(unsigned long *)context += documents;
    return 0;
}

static int first_term_only(void *context, const char *bytes, size_t length, uint32_t documents)
{
    (void)documents;
    snprintf(context, 20, "%.*s", (int)length, bytes);
    return 1;
}

static int failing_visit(void *context, const char *bytes, size_t length, uint32_t documents)
{
    (void)context, (void)bytes, (void)length, (void)documents;
    return error_set(&err, "the visitor's reason");
}

static int count_value(void *context, uint32_t docid, const char *value, size_t length)
{
    (void)value, (void)length;
    *(unsigned long *)context += docid;
    return 0;
}

static void test_reading(void)
{
    struct shim_database *database = open_one(in_temporary("main"));
    uint32_t number = 0;
    uint64_t large = 0;
    double most = 0;
    tap_ok(!shim_database_is_remote(database), "a directory is not remote");
    tap_ok(shim_document_count(database, &number, &err) == 0 && number == ARTICLES,
           "the documents of an index are counted");
    tap_ok(shim_database_revision(database, &large, &err) == 0 && large == 1,
           "an index of one commit has revision 1");
    tap_ok(shim_term_frequency(database, "every0", 6, &number, &err) == 0 && number == 85,
           "the frequency of a term is the number of its documents");
    tap_ok(shim_find(database, "Q17", 3, &number, &err) == 0 && number == 17,
           "a document is found by its term");
    tap_ok(shim_find(database, "Q9999", 5, &number, &err) == 0 && number == 0,
           "a term of no document finds document 0");

    char *value = NULL;
    size_t length = 0;
    tap_ok(shim_metadata(database, "first", &value, &length, &err) == 0 && length == 3,
           "metadata has a length");
    tap_is_text(value, "one", "metadata is read");
    free(value);
    tap_ok(shim_metadata(database, "absent", &value, &length, &err) == 0 && length == 0 && !*value,
           "absent metadata is empty");
    free(value);
    fails_with(shim_metadata(database, "", &value, &length, &err) != 0, SHIM_FAULT_OTHER, "index ",
               "metadata without a key is an error");
    tap_ok(shim_largest_number(database, SLOT_NUMBER, &most, &err) == 0 && most == ARTICLES,
           "the largest number of a slot is found");
    tap_ok(shim_largest_number(database, 77, &most, &err) == 0 && most == -INFINITY,
           "the largest number of an unused slot is minus infinity");

    unsigned long sum = 0;
    tap_ok(shim_each_term(database, "every", 5, count_term, &sum, &err) == 0 && sum == 600,
           "terms of a prefix are visited with their frequencies");
    char first[20];
    tap_ok(shim_each_term(database, "", 0, first_term_only, first, &err) == 0,
           "a visitor ends the walk over terms");
    tap_is_text(first, "Q1", "terms are visited in byte order");
    fails_with(shim_each_term(database, "", 0, failing_visit, NULL, &err) != 0, SHIM_FAULT_STOPPED,
               "the visitor's reason", "a visitor that fails ends the walk with its own reason");
    sum = 0;
    tap_ok(shim_each_value(database, SLOT_SPARSE, count_value, &sum, &err) == 0 && sum == 18300,
           "values of a slot are visited with their document numbers");
    shim_database_close(database);
    shim_database_close(NULL);
}

static void test_documents(void)
{
    struct shim_database *database = open_one(in_temporary("main"));
    struct shim_document *document = shim_document_get(database, 30, &err);
    const char *bytes = NULL;
    size_t length = 0;
    shim_database_close(database); /* the document outlives it */
    tap_ok(document != NULL, "a document is found by its number and outlives the database");
    tap_ok(shim_document_data(document, &bytes, &length, &err) == 0 && length == 10 &&
               memcmp(bytes, "article 30", 10) == 0,
           "the data of a document is read");
    tap_ok(shim_document_value(document, SLOT_NUMBER, &bytes, &length, &err) == 0 &&
               shim_number_read(bytes, length) == 30,
           "a value of a document is read");
    tap_ok(shim_document_value(document, 99, &bytes, &length, &err) == 0 && length == 0,
           "an absent value is empty");
    shim_document_clear(document);
    tap_ok(shim_document_data(document, &bytes, &length, &err) == 0 && length == 0,
           "a document that was cleared has no data");

    shim_document_free(document);
    shim_document_free(NULL);
}

/* Terms and values hold any bytes; the length of a term is limited. */
static void test_bytes(void)
{
    struct shim_document *document = shim_document_new();
    const char *bytes = NULL;
    size_t length = 0;
    char longest[260];
    memset(longest, 't', sizeof longest);
    tap_ok(shim_document_add_term(document, longest, 245, 1, 1, &err) == 0,
           "a term of 245 bytes is added");
    fails_with(shim_document_add_term(document, longest, 246, 1, 1, &err) != 0, SHIM_FAULT_OTHER,
               "a term of 246 bytes is longer than the 245 an index takes: ttt",
               "a term of 246 bytes is an error");
    memset(longest, 0, 123);
    fails_with(shim_document_add_term(document, longest, 123, 1, 1, &err) != 0, SHIM_FAULT_OTHER,
               "longer than", "a term of 123 NUL bytes is an error, because each takes two");
    tap_ok(shim_document_add_term(document, longest, 122, 1, 1, &err) == 0,
           "a term of 122 NUL bytes is added");
    tap_ok(shim_document_add_term(document, "a\0b", 3, 4, 1, &err) == 0,
           "a term with a NUL byte inside is added");
    fails_with(shim_document_add_term(document, "", 0, 1, 1, &err) != 0, SHIM_FAULT_OTHER, "mpty",
               "an empty term is an error");
    shim_document_set_value(document, 5, "v\0w", 3, &err);
    shim_document_set_value(document, 6, "gone", 4, &err);
    tap_ok(shim_document_set_value(document, 6, "", 0, &err) == 0 &&
               shim_document_set_value(document, 7, "", 0, &err) == 0,
           "an empty value removes the value of a slot, if there is one");

    struct shim_writer *writer = shim_writer_open(in_temporary("nul"), SHIM_CREATE, &err);
    uint32_t docid = 0, found = 0;
    tap_ok(shim_add(writer, document, &docid, &err) == 0 && docid == 1,
           "a document with NUL bytes in terms and values is added");
    shim_commit(writer, &err);
    shim_writer_close(writer);
    shim_document_free(document);
    struct shim_database *database = open_one(in_temporary("nul"));
    tap_ok(shim_find(database, "a\0b", 3, &found, &err) == 0 && found == 1,
           "a document is found by a term with a NUL byte");
    document = shim_document_get(database, 1, &err);
    tap_ok(shim_document_value(document, 5, &bytes, &length, &err) == 0 && length == 3 &&
               bytes[2] == 'w',
           "a value with a NUL byte is kept");
    tap_ok(shim_document_value(document, 6, &bytes, &length, &err) == 0 && length == 0,
           "a removed value is not kept");
    struct shim_document *absent = shim_document_get(database, 5, &err);
    tap_ok(absent && shim_document_value(absent, SLOT_KIND, &bytes, &length, &err) == 0 &&
               length == 0,
           "a document that is not there has no values");
    shim_document_free(absent);
    shim_document_free(document);
    shim_database_close(database);
}

static void test_writing(void)
{
    const char *path = in_temporary("written");
    tap_ok(build_index(path, SHIM_CREATE, 1, 20), "an index is created");
    struct shim_writer *writer = shim_writer_open(path, SHIM_EXISTING, &err);
    fails_with(!shim_writer_open(path, SHIM_EXISTING, &err), SHIM_FAULT_LOCKED,
               "written is being written by another process", "a second writer is refused");
    tap_is_number(err.status, STATUS_BUSY,
                  "the error of a second writer has the status of a busy index");

    struct shim_document *document = shim_document_new();
    fill_document(document, 100);
    shim_begin(writer, &err);
    tap_ok(shim_add(writer, document, NULL, &err) == 0, "a document is added in a transaction");
    shim_cancel(writer);
    shim_cancel(writer);
    shim_begin(writer, &err);
    tap_ok(shim_replace(writer, 2, document, &err) == 0 && shim_remove(writer, 1, &err) == 0 &&
               shim_commit(writer, &err) == 0,
           "documents are replaced and removed in a transaction that is committed");
    fails_with(shim_remove(writer, 1, &err) != 0, SHIM_FAULT_OTHER, "index ",
               "the removal of a document that does not exist is an error");
    shim_document_free(document);
    document = shim_writer_document(writer, 3, &err);
    tap_ok(document && shim_document_set_value(document, SLOT_KIND, "z", 1, &err) == 0 &&
               shim_replace(writer, 3, document, &err) == 0 && shim_commit(writer, &err) == 0,
           "a value of a document is changed");
    shim_document_free(document);
    shim_remove(writer, 4, &err);
    shim_writer_close(writer); /* without a commit */
    shim_writer_close(NULL);

    struct shim_database *database = open_one(path);
    uint32_t count = 0;
    shim_document_count(database, &count, &err);
    tap_is_number(count, 19, "an index has only what was committed");
    tap_is_number(count_matches(database, term("Q100")), 1,
                  "a replaced document is found by its new term");
    tap_is_number(count_matches(database, engine_query_range(SLOT_KIND, "z", 1, NULL, 0, &err)), 1,
                  "a document is found by its changed value");
    tap_is_number(count_matches(database, term("Q3")), 1,
                  "a document whose value was changed keeps its terms");
    shim_database_close(database);

    writer = shim_writer_open(path, SHIM_EXISTING, &err);
    shim_begin(writer, &err);
    shim_remove(writer, 5, &err);
    shim_writer_close(writer);
    database = open_one(path);
    tap_is_number(count_matches(database, term("Q5")), 1, "closing drops an open transaction");
    shim_database_close(database);
}

static void test_full_disk(void)
{
    const char *path = in_temporary("full");
    struct rlimit limit, small;
    build_index(path, SHIM_CREATE, 1, 20);
    getrlimit(RLIMIT_FSIZE, &limit);
    small = limit;
    small.rlim_cur = 100000;
    signal(SIGXFSZ, SIG_IGN);

    struct shim_writer *writer = shim_writer_open(path, SHIM_EXISTING, &err);
    struct shim_document *document = shim_document_new();
    shim_begin(writer, &err);
    for (unsigned n = 100; n < 3000; n++) {
        fill_document(document, n);
        shim_add(writer, document, NULL, &err);
    }
    setrlimit(RLIMIT_FSIZE, &small);
    bool failed = shim_commit(writer, &err) != 0;
    setrlimit(RLIMIT_FSIZE, &limit);
    fails_with(failed, SHIM_FAULT_SYSTEM, "File too large", "a commit to a full disk fails");
    shim_document_free(document);
    shim_writer_close(writer);
    struct shim_database *database = open_one(path);
    tap_is_number(count_matches(database, term("all")), 20,
                  "after a failed commit the index is as it was");
    shim_database_close(database);
    writer = shim_writer_open(path, SHIM_EXISTING, &err);
    tap_ok(writer && shim_remove(writer, 1, &err) == 0 && shim_commit(writer, &err) == 0,
           "after a failed commit the index can be written again");
    shim_writer_close(writer);
}

static void is_stem(struct shim_stemmer *stemmer, const char *word, const char *want)
{
    char got[100];
    size_t length;
    const char *stem = shim_stem(stemmer, word, strlen(word), &length);
    snprintf(got, sizeof got, "%.*s", (int)length, stem);
    tap_is_text(got, want, "the stem of '%s' is '%s'", word, want);
}

/* Words made of beginnings and of suffixes that are cut off or replaced. */
static void test_common_starts(struct shim_stemmer *stemmer)
{
    static const char *const starts[] = {
        "d", "sk", "hop", "happ", "nob", "gener", "commun", "xy"
    };
    static const char *const suffixes[] = {
        "",     "s",       "ies",   "ied",   "ying",    "ing",  "ed",      "eed",   "y",     "e",
        "er",   "ly",      "li",    "ation", "ational", "izer", "ization", "enci",  "ator",  "alli",
        "abli", "ibility", "ousli", "iviti", "fulness", "ogi",  "alize",   "icate", "ement", "sses",
    };
    const size_t count = sizeof suffixes / sizeof *suffixes;
    unsigned wrong = 0;
    for (size_t i = 0; i < sizeof starts / sizeof *starts * count * count; i++) {
        char word[40];
        size_t length = (size_t)snprintf(word, sizeof word, "%s%s%s", starts[i / count / count],
                                         suffixes[i / count % count], suffixes[i % count]);
        size_t stem_length;
        const char *stem = shim_stem(stemmer, word, length, &stem_length);
        const size_t common = shim_stem_common(stemmer, stem_length);
        bool good = common > 0 && common <= length && memcmp(stem, word, common) == 0;
        if (!good)
            tap_note("%s: %.*s", word, (int)stem_length, stem);
        wrong += !good;
    }
    tap_is_number(wrong, 0,
                  "English stems begin as their words do, except for the last two letters");
    tap_is_number((long)shim_stem_common(stemmer, 6), 4,
                  "an English stem of six letters has four letters in common with its words");
}

static void test_stemming(void)
{
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
    test_common_starts(stemmer);
    shim_stemmer_free(stemmer);
    stemmer = shim_stemmer_new("german", &err);
    tap_is_number((long)shim_stem_common(stemmer, 6), 0,
                  "a German stem need not begin as its words do");
    shim_stemmer_free(stemmer);
    stemmer = shim_stemmer_new("none", &err);
    is_stem(stemmer, "searching", "searching");
    shim_stemmer_free(stemmer);
    shim_stemmer_free(NULL);
    fails_with(!shim_stemmer_new("klingon", &err), SHIM_FAULT_OTHER, "klingon",
               "an unknown language is an error");
    tap_ok(contains(err.text, "english"), "the error of an unknown language lists the known ones");
}

int main(void)
{
    if (!fixture_begin())
        return fixture_end();
    test_numbers();
    test_opening();
    test_reading();
    test_documents();
    test_bytes();
    test_writing();
    test_full_disk();
    test_stemming();
    return fixture_end();
}
