/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_word_list.c: the list of words that terms are made of, built and added to. */
#include "shim_fixture.h"

static const char *const prefixes[] = { "S", "XB" };
static const struct engine_word_list word_list = { "words", prefixes, 2 };

enum { MANY = 30000, LONG = 240 };

static int join(void *context, const char *word, size_t length, uint32_t documents)
{
    char *text = context;
    (void)documents;
    if (strlen(text) + length + 2 < 2000)
        snprintf(text + strlen(text), 2000 - strlen(text), "%.*s ", (int)length, word);
    return 0;
}

static int count(void *context, const char *word, size_t length, uint32_t documents)
{
    (void)word, (void)length, (void)documents;
    ++*(long long *)context;
    return 0;
}

static int enough(void *context, const char *word, size_t length, uint32_t documents)
{
    return count(context, word, length, documents), 1;
}

static int refuse(void *context, const char *word, size_t length, uint32_t documents)
{
    (void)context, (void)word, (void)length, (void)documents;
    return -1;
}

static int find(struct shim_database *database, const char *text, shim_term_visit *visit,
                void *context)
{
    const struct engine_word_part part = { text, strlen(text), visit, context };
    return engine_word_list_find(database, &word_list, &part, 1, &err);
}

/* The words of the index that hold the part, in the order of the list; when says which state it is.
 */
static void finds(const char *path, const char *part, const char *want, const char *when)
{
    char got[2000] = "";
    struct shim_database *database = open_one(path);
    if (find(database, part, join, got) < 0)
        tap_note("%s", err.text);
    tap_is_text(got, want, "%s, '%s' is a part of %s", when, part, *want ? want : "no word");
    shim_database_close(database);
}

static bool add_terms(struct shim_writer *writer, const char *const *terms, size_t number)
{
    struct shim_document *document = shim_document_new();
    for (size_t i = 0; i < number; i++)
        shim_document_add_term(document, terms[i], strlen(terms[i]), 1, 1, &err);
    bool good = engine_word_list_add(writer, &word_list, document, &err) == 0 &&
                shim_add(writer, document, NULL, &err) == 0;
    shim_document_free(document);
    return good;
}

static void test_small(const char *path)
{
    static const char *const first[] = {
        "Spower", "XBpower", "XBempowered", "ZSpow", "power", "XBa"
    };
    static const char *const second[] = { "XBpowerful", "XBpower", "Sapps", "XBX" };
    char longest[LONG + 1];
    const char *const third[] = { longest };
    struct shim_writer *writer = shim_writer_open(path, SHIM_CREATE, &err);
    bool good = writer && add_terms(writer, first, 6) && shim_commit(writer, &err) == 0;
    tap_ok(good && engine_word_list_build(writer, &word_list, &err) == 0 &&
               shim_commit(writer, &err) == 0,
           "the list of three terms is built");
    finds(path, "pow", "power empowered ", "after the list is built");
    finds(path, "empower", "empowered ", "after the list is built");
    finds(path, "powera", "", "after the list is built");
    finds(path, "wered", "empowered ", "after the list is built");
    finds(path, "a", "a ", "after the list is built");
    good = shim_begin(writer, &err) == 0 && add_terms(writer, second, 4);
    shim_cancel(writer);
    tap_ok(good, "words are added in a transaction");
    finds(path, "pow", "power empowered ", "after a cancelled transaction");
    good = shim_begin(writer, &err) == 0 && add_terms(writer, second, 4) &&
           add_terms(writer, second, 4) && shim_commit(writer, &err) == 0;
    tap_ok(good, "words are added in a transaction that is committed");
    finds(path, "pow", "power empowered powerful ", "after a commit");
    finds(path, "apps", "apps ", "after a commit");
    memset(longest, 'x', LONG);
    memcpy(longest, "XB", 2);
    longest[LONG] = '\0';
    good = shim_begin(writer, &err) == 0 && add_terms(writer, third, 1) &&
           shim_commit(writer, &err) == 0;
    char want[2000];
    snprintf(want, sizeof want, "%s apps ", longest + 2);
    tap_ok(good, "a word of 238 bytes is added");
    finds(path, "apps", want, "with a word that may be cut");
    tap_ok(engine_word_list_build(writer, &word_list, &err) == 0 && shim_commit(writer, &err) == 0,
           "the list is built a second time");
    finds(path, "apps", want, "built a second time");
    shim_writer_close(writer);
}

static void test_large(const char *path)
{
    struct shim_writer *writer = shim_writer_open(path, SHIM_CREATE, &err);
    bool good = writer && shim_begin(writer, &err) == 0;
    for (unsigned i = 0; good && i < MANY / 2; i++) {
        char terms[2][20];
        const char *const both[] = { terms[0], terms[1] };
        snprintf(terms[0], sizeof terms[0], "Sword%u", i);
        snprintf(terms[1], sizeof terms[1], "XBword%u", i + MANY / 2);
        good = add_terms(writer, both, 2);
        if (i % 1000 == 0)
            good = good && shim_commit(writer, &err) == 0 && shim_begin(writer, &err) == 0;
    }
    good = good && shim_commit(writer, &err) == 0;
    for (int round = 0; round < 2; round++) {
        long long all = 0, one = 0, first = 0;
        struct shim_database *database = open_one(path);
        good = good && find(database, "word", count, &all) == 0 &&
               find(database, "word29999", count, &one) == 0 &&
               find(database, "ord", enough, &first) == 0;
        const char *how = round == 0 ? "added one by one" : "built at once";
        tap_ok(good, "30,000 words are %s", how);
        tap_is_number(all, MANY, "all words %s are in the list", how);
        tap_is_number(one, 1, "the last word %s is in the list", how);
        tap_is_number(first, 1, "a visitor ends the search of words %s", how);
        fails_with(find(database, "ord", refuse, NULL) != 0, SHIM_FAULT_STOPPED, "",
                   "a visitor that fails ends the search of words %s", how);
        shim_database_close(database);
        good = good && engine_word_list_build(writer, &word_list, &err) == 0 &&
               shim_commit(writer, &err) == 0;
    }
    shim_writer_close(writer);
}

int main(void)
{
    fixture_begin();
    finds(in_temporary("main"), "alpha", "", "without a list");
    test_small(in_temporary("small"));
    test_large(in_temporary("large"));
    return fixture_end();
}
