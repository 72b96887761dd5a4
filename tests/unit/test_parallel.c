/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_parallel.c: parts of a work done by threads, and what is done of it before a search with
 * regexes. */
#include <stdatomic.h>

#include "draw.h"
#include "made_index.h"
#include "retrieve/match.h"
#include "retrieve/regex_settle.h"
#include "retrieve/slot_values.h"
#include "tap.h"

enum { COUNT = 4000, PARTS = 4 };

static char paths[COUNT][16], titles[COUNT][40];

static struct shim_database *build(struct made_index *index)
{
    static const char *const words[] = { "Power Apps", "power  apps", "Powerless apps",
                                         "apps",       "GPT-4",       "Ärger" };
    made_index_begin(index);
    for (unsigned i = 0; i < COUNT; i++) {
        snprintf(paths[i], sizeof paths[i], "/a/%04u.md", i);
        snprintf(titles[i], sizeof titles[i], "%s %u", words[draw(6)], draw(50));
        const struct made_article article = {
            .path = paths[i],
            .title = titles[i],
            .excerpt = draw(3) ? words[draw(6)] : NULL,
            .body = draw(4) ? words[draw(6)] : NULL,
            .provider = i % 7 == 3 ? "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" : NULL,
            .topics = { draw(2) ? "AI" : NULL, "News" },
            .date = draw(2) ? (int64_t)draw(1000) * 1000000 : MADE_ABSENT,
            .quality = draw(100),
            .heat = MADE_ABSENT,
        };
        made_index_add(index, &article);
    }
    return made_index_open(index);
}

struct work {
    struct shim_database *own;
    atomic_int runs[PARTS], here[PARTS]; /* in all, with own */
    size_t fails;                        /* a part that fails without own; PARTS: none */
    size_t fails_always;
};

static int do_part(void *context, size_t part, struct shim_database *database, struct error *err)
{
    struct work *work = context;
    uint32_t count = 0;
    work->runs[part]++;
    work->here[part] += database == work->own;
    if (part == work->fails_always || (part == work->fails && database != work->own))
        return error_set(err, "part %zu", part);
    return shim_document_count(database, &count, err) < 0 || count != COUNT ? -1 : 0;
}

static void test_parts(struct shim_database *database)
{
    struct error err;
    struct work work = { .own = database, .fails = PARTS, .fails_always = PARTS };
    tap_is_number(shim_parallel(database, PARTS, do_part, &work, &err), 0, "parts are done");
    bool once = true, apart = work.here[0] == 1;
    for (size_t i = 0; i < PARTS; i++) {
        once = once && work.runs[i] == 1;
        apart = apart && (i == 0 || work.here[i] == 0);
    }
    tap_ok(once, "each once");
    tap_ok(apart, "the first here, the others with an index of their own");

    work = (struct work){ .own = database, .fails = 2, .fails_always = PARTS };
    tap_is_number(shim_parallel(database, PARTS, do_part, &work, &err), 0,
                  "a part that failed is done");
    tap_ok(work.runs[2] == 2 && work.here[2] == 1 && work.runs[3] == 1, "once more, here");

    work = (struct work){ .own = database, .fails = PARTS, .fails_always = 1 };
    tap_is_number(shim_parallel(database, PARTS, do_part, &work, &err), -1, "or fails");
    tap_is_text(err.text, "part 1", "and says why");

    tap_ok(shim_parallel_parts(0, 10) == 1 && shim_parallel_parts(19, 10) == 1,
           "little work is one part");
    tap_ok(shim_parallel_parts(SIZE_MAX, 1) <= 16, "much work not many");
}

/* Several indexes cannot be opened once more: all parts are done here. */
static void test_several(const char *place)
{
    const char *places[] = { place, place };
    struct error err;
    struct shim_database *database = shim_database_open(places, 2, 10, &err);
    struct work work = { .own = database, .fails = PARTS, .fails_always = PARTS };
    shim_parallel(database, PARTS, do_part, &work, &err);
    tap_ok(work.here[0] == 1 && work.runs[1] == 0,
           "of several indexes all is done here, to the part that fails");
    shim_database_close(database);
}

/* Another commit has come between: a thread would not read the same. */
static void test_gone_on(struct shim_database *database, const char *place)
{
    struct error err;
    struct shim_writer *writer = shim_writer_open(place, SHIM_EXISTING, &err);
    struct work work = { .own = database, .fails = PARTS, .fails_always = PARTS };
    shim_set_metadata(writer, "test", "x", 1, &err);
    shim_commit(writer, &err);
    shim_writer_close(writer);
    tap_is_number(shim_parallel(database, PARTS, do_part, &work, &err), 0,
                  "an index that has gone on");
    tap_ok(work.here[1] == 1 && work.runs[1] == 1 && work.here[3] == 1, "is read here alone");
}

static void take_value(void *context, size_t number, const char *value, size_t length)
{
    bool *right = context;
    right[number] = strlen(titles[COUNT - 1 - number]) == length &&
                    memcmp(titles[COUNT - 1 - number], value, length) == 0;
}

static void test_values(struct shim_database *database)
{
    static uint32_t docids[COUNT];
    static bool right[COUNT];
    struct error err;
    size_t count = 0;
    for (uint32_t i = 0; i < COUNT; i++)
        docids[i] = COUNT - i;
    tap_is_number(slot_values_read(database, SLOT_TITLE, docids, COUNT, take_value, right, &err), 0,
                  "values of many documents");
    for (size_t i = 0; i < COUNT; i++)
        count += right[i];
    tap_is_number((long long)count, COUNT, "each where it belongs");
}

struct accepting {
    const struct regex_filters *filters;
    uint32_t docids[COUNT];
    size_t count;
    struct error err;
};

static int take_accepted(void *context, struct shim_document *document)
{
    struct accepting *accepting = context;
    int accepted = accepting->filters
                       ? regex_filters_accept(accepting->filters, document, &accepting->err)
                       : 1;
    if (accepted > 0)
        accepting->docids[accepting->count++] = shim_document_number(document);
    return accepted < 0 ? -1 : 0;
}

struct example {
    enum field_id field;
    bool negated;
    const char *pattern;
};

/* Of all that the query finds, one by one, and at once. */
static void test_settled(struct shim_database *database, const char *word,
                         const struct example *examples, size_t count, bool settles,
                         const char *name)
{
    static struct accepting one_by_one, at_once;
    struct regex_filters filters = { 0 };
    struct error err;
    size_t place;
    for (size_t i = 0; i < count; i++)
        regex_filters_add(&filters, NULL, examples[i].field, examples[i].negated,
                          examples[i].pattern, strlen(examples[i].pattern), "i", &place, &err);
    struct shim_query *query =
        *word ? shim_query_term(word, strlen(word), 1, 0, &err) : shim_query_all(&err);
    one_by_one = (struct accepting){ .filters = &filters };
    match_each(query, take_accepted, &one_by_one, database, &err);
    query = regex_settle(query, &filters, database, &err);
    at_once = (struct accepting){ .filters = filters.settled ? NULL : &filters };
    match_each(query, take_accepted, &at_once, database, &err);
    tap_ok(filters.settled == settles, "%s: %s", name, settles ? "settled" : "left to the search");
    tap_ok(one_by_one.count > 0 && one_by_one.count < COUNT && at_once.count == one_by_one.count &&
               memcmp(at_once.docids, one_by_one.docids, at_once.count * sizeof *at_once.docids) ==
                   0,
           "%s: the same %zu articles", name, at_once.count);
    shim_query_free(query);
    regex_filters_release(&filters);
}

static void test_regexes(struct shim_database *database)
{
    const struct example title = { FIELD_TITLE, false, "power\\s+apps" };
    const struct example free_text = { FIELD_COUNT, false, "gpt-?\\d" };
    const struct example body = { FIELD_BODY, false, "ärger|less" };
    const struct example several[] = { { FIELD_BODY, true, "^$" },
                                       { FIELD_TOPICS, false, "^ai$" },
                                       { FIELD_EXCERPT, false, "^(power|$)" },
                                       { FIELD_QUALITY, true, "[0-4]" },
                                       { FIELD_DATE, false, "^19|^$" } };
    test_settled(database, "", &title, 1, true, "a title");
    test_settled(database, "", &free_text, 1, true, "title or excerpt");
    test_settled(database, "", &body, 1, true, "a body");
    test_settled(database, "", several, 5, true, "several, with what is absent");
    test_settled(database, "apps", several, 5, true, "several, with a word");
    test_settled(database, "17", &title, 1, false, "a rare word");
}

/* A pattern that exhausts its limit says so, of the first such article. */
static void test_exhausted(struct shim_database *database)
{
    struct regex_filters filters = { 0 };
    struct error err;
    size_t place;
    regex_filters_add(&filters, NULL, FIELD_PROVIDER_NAME, false, "^(a+)+$", 7, "", &place, &err);
    struct shim_query *query = regex_settle(shim_query_all(&err), &filters, database, &err);
    tap_ok(!query && strstr(err.text, "takes too long on /a/0003.md"), "a limit is told");
    shim_query_free(query);
    regex_filters_release(&filters);
}

int main(void)
{
    struct made_index index;
    struct shim_database *database = build(&index);
    test_parts(database);
    test_several(index.place);
    test_values(database);
    test_regexes(database);
    test_exhausted(database);
    test_gone_on(database, index.place);
    shim_database_close(database);
    made_index_remove(&index);
    return tap_done();
}
