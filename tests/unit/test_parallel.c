/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_parallel.c: parts of a work done by threads, and what is done of it before a search with
 * regexes. */
#include <stdatomic.h>

#include "draw.h"
#include "made_index.h"
#include "retrieve/collectors.h"
#include "retrieve/match_set.h"
#include "retrieve/regex_scan.h"
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
    atomic_int divisible;                /* parts that could be divided again */
    size_t fails;                        /* a part that fails without own; PARTS: none */
    size_t fails_always;
};

static int do_part(void *context, size_t part, struct shim_database *database, struct error *err)
{
    struct work *work = context;
    uint32_t count = 0;
    work->runs[part]++;
    work->here[part] += database == work->own;
    work->divisible += engine_parallel_parts(SIZE_MAX, 1) != 1;
    if (part == work->fails_always || (part == work->fails && database != work->own))
        return error_set(err, "part %zu", part);
    return shim_document_count(database, &count, err) < 0 || count != COUNT ? -1 : 0;
}

static void test_parts(struct shim_database *database)
{
    struct error err;
    struct work work = { .own = database, .fails = PARTS, .fails_always = PARTS };
    tap_is_number(engine_parallel(database, PARTS, do_part, &work, &err), 0,
                  "all parts of the work succeed");
    bool once = true, apart = work.here[0] == 1;
    for (size_t i = 0; i < PARTS; i++) {
        once = once && work.runs[i] == 1;
        apart = apart && (i == 0 || work.here[i] == 0);
    }
    tap_ok(once, "each part is done once");
    tap_is_number(work.divisible, 0, "work inside a part is not divided");
    tap_ok(apart, "the first part uses the index at hand, others one of their own");

    work = (struct work){ .own = database, .fails = 2, .fails_always = PARTS };
    tap_is_number(engine_parallel(database, PARTS, do_part, &work, &err), 0,
                  "a part that failed is done");
    tap_ok(work.runs[2] == 2 && work.here[2] == 1 && work.runs[3] == 1,
           "a part that failed is done once more with the index at hand");
    tap_is_number(work.divisible, 0, "work inside a part that is done again is not divided");

    work = (struct work){ .own = database, .fails = PARTS, .fails_always = 1 };
    tap_is_number(engine_parallel(database, PARTS, do_part, &work, &err), -1,
                  "a part that fails twice is an error");
    tap_is_text(err.text, "part 1", "the error is that of the part that failed");

    engine_parallel_alone(true);
    engine_parallel(database, PARTS, do_part, &work, &err);
    tap_is_number((long long)engine_parallel_parts(SIZE_MAX, 1), 1,
                  "a thread that divides no work divides none after a work in parts");
    engine_parallel_alone(false);
    tap_ok(engine_parallel_parts(0, 10) == 1 && engine_parallel_parts(19, 10) == 1,
           "little work is one part");
    tap_ok(engine_parallel_parts(SIZE_MAX, 1) <= 16, "much work is at most 16 parts");
}

/* Several indexes cannot be opened once more: all parts are done here. */
static void test_several(const char *place)
{
    const char *places[] = { place, place };
    struct error err;
    struct shim_database *database = shim_database_open(places, 2, 10, &err);
    struct work work = { .own = database, .fails = PARTS, .fails_always = PARTS };
    engine_parallel(database, PARTS, do_part, &work, &err);
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
    tap_is_number(engine_parallel(database, PARTS, do_part, &work, &err), 0,
                  "an index that has gone on");
    tap_ok(work.here[1] == 1 && work.runs[1] == 1 && work.here[3] == 1,
           "an index that was changed is read only with the one at hand");
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
    const struct slot_values titles_read = { SLOT_TITLE, take_value, right };
    struct error err;
    size_t count = 0;
    for (uint32_t i = 0; i < COUNT; i++)
        docids[i] = COUNT - i;
    tap_is_number(slot_values_read(&titles_read, database, docids, COUNT, &err), 0,
                  "the values of many documents can be read");
    for (size_t i = 0; i < COUNT; i++)
        count += right[i];
    tap_is_number((long long)count, COUNT, "each value has the number of its document");
}

/* Of every third document from the first on. */
static void collect(struct collectors *collectors, struct shim_database *database, bool together)
{
    static uint32_t docids[COUNT];
    struct error err;
    size_t count = 0;
    for (uint32_t docid = 1; docid <= COUNT; docid += 3)
        docids[count++] = docid;
    int result = together ? collectors_run(collectors, database, docids, count, &err) : 0;
    for (size_t i = 0; !together && result == 0 && i < count; i++) {
        struct shim_document *document = shim_document_get(database, docids[i], &err);
        result = document ? collectors_see(collectors, document, &err) : -1;
        shim_document_free(document);
    }
    if (result < 0)
        made_fail("cannot collect", &err);
}

static bool are_alike(const struct bucket_list *a, const struct bucket_list *b)
{
    bool alike = a->count == b->count && a->count > 0;
    for (size_t i = 0; alike && i < a->count; i++) {
        const char *x = a->buckets[i].value, *y = b->buckets[i].value;
        alike = a->buckets[i].count == b->buckets[i].count && (x && y ? !strcmp(x, y) : x == y);
    }
    return alike;
}

static void test_collectors(struct shim_database *database)
{
    struct request_facet facets[] = { { FIELD_TOPICS, 5 }, { FIELD_QUALITY, 500 } };
    enum chart_kind charts[] = { CHART_YEAR, CHART_HEAT };
    const struct request request = {
        .facets = facets, .facet_count = 2, .charts = charts, .chart_count = 2
    };
    struct collectors collectors[2];
    struct buckets found[2];
    struct list warnings = LIST_INIT;
    struct error err;
    for (int i = 0; i < 2; i++) {
        if (collectors_init(&collectors[i], &request, &err) < 0)
            made_fail("cannot collect", &err);
        collect(&collectors[i], database, i == 1);
        collectors_finish(&collectors[i], &found[i], &warnings);
    }
    tap_ok(are_alike(&found[0].facets[0], &found[1].facets[0]) &&
               are_alike(&found[0].facets[1], &found[1].facets[1]),
           "facets are the same by threads as document by document");
    tap_ok(are_alike(&found[0].charts[0], &found[1].charts[0]),
           "a chart of dates is the same by threads as document by document");
    tap_ok(are_alike(&found[0].charts[1], &found[1].charts[1]) &&
               found[1].charts[1].buckets[0].count == (COUNT + 2) / 3,
           "a chart counts all documents without the field");
    tap_ok(collectors[0].matched == (COUNT + 2) / 3 && collectors[1].matched == (COUNT + 2) / 3,
           "each document is counted once");
    for (int i = 0; i < 2; i++) {
        buckets_release(&found[i]);
        collectors_release(&collectors[i]);
    }
    list_release(&warnings);
}

struct example {
    enum field_id field;
    bool negated;
    const char *pattern;
};

static bool are_equal(const struct docset *left, const struct docset *right)
{
    bool equal = left->end == right->end;
    for (uint32_t docid = 0; equal && docid < left->end; docid++)
        equal = docset_has(left, docid) == docset_has(right, docid);
    return equal;
}

/* What the query finds, tried one by one, and filtered to what filters accept. */
static void test_filters(struct shim_database *database, const char *word,
                         const struct example *examples, size_t count, bool scans, const char *name)
{
    struct docset one_by_one, filtered;
    struct regex_filters filters = { 0 };
    struct error err;
    size_t place;
    for (size_t i = 0; i < count; i++)
        regex_filters_add(&filters, NULL,
                          &(struct regex_text){ examples[i].field, examples[i].negated,
                                                examples[i].pattern, strlen(examples[i].pattern),
                                                "i" },
                          &place, &err);
    struct engine_query *query =
        *word ? engine_query_term(word, strlen(word), 1, 0, &err) : engine_query_all(&err);
    match_set_find(&one_by_one, query, &filters, database, &err);
    query = regex_scan(query, &filters, database, &err);
    match_set_find(&filtered, query, NULL, database, &err);
    tap_ok(filters.applied && filters.scanned == scans, "the regexes of %s are %s", name,
           scans ? "tried in passes over values" : "tried on each match");
    const size_t accepted = docset_count(&one_by_one);
    tap_ok(accepted > 0 && accepted < COUNT && are_equal(&one_by_one, &filtered),
           "%s: the same %zu articles", name, accepted);
    docset_release(&one_by_one);
    docset_release(&filtered);
    engine_query_free(query);
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
    test_filters(database, "", &title, 1, true, "a title");
    test_filters(database, "", &free_text, 1, true, "title or excerpt");
    test_filters(database, "", &body, 1, true, "a body");
    test_filters(database, "", several, 5, true, "several, with what is absent");
    test_filters(database, "apps", several, 5, true, "several, with a word");
    test_filters(database, "17", &title, 1, false, "a rare word");
}

/* A pattern that exhausts its limit says so, of the first such article. */
static void test_exhausted(struct shim_database *database)
{
    struct regex_filters filters = { 0 };
    struct error err;
    size_t place;
    regex_filters_add(&filters, NULL,
                      &(struct regex_text){ FIELD_PROVIDER_NAME, false, "^(a+)+$", 7, "" }, &place,
                      &err);
    struct engine_query *query = regex_scan(engine_query_all(&err), &filters, database, &err);
    tap_ok(!query && strstr(err.text, "takes too long on /a/0003.md"),
           "a pattern that exhausts its limits is an error that names the article");
    engine_query_free(query);
    regex_filters_release(&filters);
}

int main(void)
{
    struct made_index index;
    struct shim_database *database = build(&index);
    test_parts(database);
    test_several(index.place);
    test_values(database);
    test_collectors(database);
    test_regexes(database);
    test_exhausted(database);
    test_gone_on(database, index.place);
    shim_database_close(database);
    made_index_remove(&index);
    return tap_done();
}
