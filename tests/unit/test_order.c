/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_order.c: the order of results is total, whatever the order of the index and the page. */
#include "retrieve/order.h"

#include "made_index.h"
#include "request/request_table.h"
#include "retrieve/match.h"
#include "retrieve/rank.h"
#include "tap.h"

#define COUNT 240

static struct made_article articles[COUNT];
static char paths[COUNT][32], titles[COUNT][32], folded[COUNT][32];

/* Few different values, so that there are ties, and some absent. */
static void make_articles(void)
{
    unsigned random = 12345;
    for (int i = 0; i < COUNT; i++) {
        random = random * 1103515245u + 12345u;
        unsigned bits = random >> 8;
        snprintf(paths[i], sizeof paths[i], "/a/%03d.md", i);
        snprintf(titles[i], sizeof titles[i], "%s %c %s", bits % 5 ? "Story" : "st\u00f6ry",
                 "bac"[bits % 3], bits % 2 ? "apple" : "Pear");
        snprintf(folded[i], sizeof folded[i], "story %c %s", "bac"[bits % 3],
                 bits % 2 ? "apple" : "pear");
        articles[i] = (struct made_article){
            .path = paths[i],
            .title = titles[i],
            .excerpt = bits % 5 ? "An apple." : "A pear and an apple.",
            .provider = bits % 7 ? bits % 3 ? "One" : "Two" : NULL,
            .topics = { bits % 4 ? "AI" : "Cloud" },
            .date = bits % 11 ? (int64_t)(bits / 16 % 6) * 1000000 : MADE_ABSENT,
            .quality = bits % 13 ? (int64_t)(bits / 128 % 5) - 1 : MADE_ABSENT,
            .heat = MADE_ABSENT,
        };
    }
}

static struct shim_database *make_index(struct made_index *index, bool backwards)
{
    made_index_begin(index);
    for (int i = 0; i < COUNT; i++)
        made_index_add(index, &articles[backwards ? COUNT - 1 - i : (i * 77) % COUNT]);
    return made_index_open(index);
}

#define KEYS_MAX 3

static struct request_sort by_keys[KEYS_MAX];
static size_t by_count;

static int compare_numbers(int64_t a, int64_t b, bool highest_first)
{
    if (a == b)
        return 0;
    if (a == MADE_ABSENT || b == MADE_ABSENT)
        return a == MADE_ABSENT ? 1 : -1;
    return (a > b) == highest_first ? -1 : 1;
}

static int compare_key(int a, int b, struct request_sort by)
{
    const struct made_article *one = &articles[a], *other = &articles[b];
    switch (by.key) {
    case SORT_DATE:
        return compare_numbers(one->date, other->date, !by.reversed);
    case SORT_QUALITY:
        return compare_numbers(one->quality, other->quality, !by.reversed);
    case SORT_HEAT:
        return compare_numbers(one->heat, other->heat, !by.reversed);
    case SORT_TITLE:
        return strcmp(folded[a], folded[b]) * (by.reversed ? -1 : 1);
    case SORT_PATH:
        return strcmp(one->path, other->path) * (by.reversed ? -1 : 1);
    case SORT_RELEVANCE:
        break;
    }
    return 0;
}

static int compare_articles(const void *left, const void *right)
{
    int a = *(const int *)left, b = *(const int *)right, order = 0;
    for (size_t i = 0; i < by_count && !order; i++)
        order = compare_key(a, b, by_keys[i]);
    if (!order)
        order = compare_numbers(articles[a].date, articles[b].date, true);
    return order ? order : strcmp(articles[a].path, articles[b].path);
}

static void sort_by_force(int order[COUNT], const struct request *request)
{
    by_count = request->sort_count;
    memcpy(by_keys, request->sorts, by_count * sizeof *by_keys);
    for (int i = 0; i < COUNT; i++)
        order[i] = i;
    qsort(order, COUNT, sizeof *order, compare_articles);
}

static int number_of(struct shim_database *database, uint32_t docid)
{
    struct error err;
    const char *path = "";
    size_t length;
    struct shim_document *document = shim_document_get(database, docid, &err);
    if (!document || shim_document_value(document, SLOT_PATH, &path, &length, &err) < 0)
        made_fail("cannot read a path", &err);
    int number = atoi(path + 3);
    shim_document_free(document);
    return number;
}

static size_t search(struct shim_database *database, const struct request *request,
                     struct engine_query *query, bool weighted, int found[COUNT])
{
    static const struct regex_filters none;
    struct match_plan plan = { .database = database,
                               .matching = query,
                               .ranked = query,
                               .weighted = weighted,
                               .sorts = request->sorts,
                               .sort_count = request->sort_count,
                               .offset = request->offset,
                               .limit = request->limit,
                               .exact_total = true,
                               .collapse = request->collapse,
                               .collapse_field = request->collapse_field };
    struct collectors collectors;
    struct match_list matches;
    struct error err;
    plan.filters = &none;
    plan.collectors = &collectors;
    if (collectors_init(&collectors, request, &err) < 0 || match_run(&matches, &plan, &err) < 0)
        made_fail("cannot search", &err);
    for (size_t i = 0; i < matches.rows.count; i++)
        found[i] = number_of(database, matches.rows.items[i].docid);
    size_t count = matches.rows.count;
    match_list_release(&matches);
    collectors_release(&collectors);
    return count;
}

static bool pages_agree(struct shim_database *database, struct request *request,
                        struct engine_query *query, bool weighted, const int *order, size_t total)
{
    int found[COUNT];
    bool agree = true;
    for (uint32_t offset = 0; offset < total + 10; offset += request->limit) {
        request->offset = offset;
        size_t count = search(database, request, query, weighted, found);
        size_t want = offset >= total ? 0 : total - offset;
        want = want < request->limit ? want : request->limit;
        agree = agree && count == want;
        for (size_t i = 0; i < count && i < want; i++)
            agree = agree && found[i] == order[offset + i];
    }
    request->offset = 0;
    return agree;
}

static void test_keys(struct shim_database *database)
{
    struct error err;
    struct engine_query *all = engine_query_all(&err);
    int order[COUNT];
    for (int key = SORT_RELEVANCE; key <= SORT_PATH; key++)
        for (int reversed = 0; reversed < 2; reversed++) {
            struct request_sort sort = { (enum sort_key)key, reversed };
            struct request request = { .sorts = &sort, .sort_count = 1 };
            const char *name = request_sort_word((int)sort.key);
            sort_by_force(order, &request);
            request.limit = 7;
            tap_ok(pages_agree(database, &request, all, false, order, COUNT),
                   "pages of 7 by %s%s together are the whole order", reversed ? "-" : "", name);
            request.limit = LIMIT_ALL;
            int found[COUNT];
            tap_ok(search(database, &request, all, false, found) == COUNT &&
                       memcmp(found, order, sizeof order) == 0,
                   "all articles by %s%s are in order", reversed ? "-" : "", name);
        }
    engine_query_free(all);
    tap_ok(!request_sort_word(SORT_PATH + 1), "there is no key after the last");
}

/* Equal rows by the next key; a row without the value comes last, whichever way. */
static void test_several(struct shim_database *database)
{
    static struct request_sort sorts[][KEYS_MAX] = {
        { { SORT_QUALITY, false }, { SORT_DATE, true } },
        { { SORT_QUALITY, true }, { SORT_TITLE, true }, { SORT_DATE, false } },
        { { SORT_HEAT, true }, { SORT_TITLE, false } },
        { { SORT_RELEVANCE, false }, { SORT_QUALITY, false }, { SORT_PATH, true } },
        { { SORT_TITLE, false }, { SORT_QUALITY, true }, { SORT_DATE, true } },
    };
    struct error err;
    struct engine_query *all = engine_query_all(&err);
    int order[COUNT];
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
        struct request request = { .sorts = sorts[i], .limit = 11 };
        for (request.sort_count = 2; request.sort_count <= KEYS_MAX; request.sort_count++) {
            if (request.sort_count == KEYS_MAX && sorts[i][2].key == SORT_RELEVANCE)
                continue;
            sort_by_force(order, &request);
            tap_ok(pages_agree(database, &request, all, false, order, COUNT),
                   "pages of 11 by %zu keys, %s first, together are the whole order",
                   request.sort_count, request_sort_word((int)sorts[i][0].key));
        }
    }
    engine_query_free(all);
}

/* The whole by relevance, then its pages; the same from an index in another order. */
static void test_relevance(struct shim_database *database, struct shim_database *other)
{
    struct error err;
    struct engine_query *apple = engine_query_term("Zappl", 5, 1, 0, &err);
    struct engine_query *pear = engine_query_term("Zpear", 5, 1, 0, &err);
    struct engine_query *query = engine_query_pair(ENGINE_OR, apple, pear, &err);
    for (int reversed = 0; reversed < 2; reversed++) {
        struct request_sort sort = { SORT_RELEVANCE, reversed };
        struct request request = { .limit = LIMIT_ALL, .sorts = &sort, .sort_count = 1 };
        int order[COUNT], again[COUNT];
        size_t total = search(database, &request, query, true, order);
        tap_is_number((long long)total, COUNT, "every article is found in order");
        tap_ok(search(other, &request, query, true, again) == total &&
                   memcmp(order, again, total * sizeof *order) == 0,
               "%salike in an index of another order", reversed ? "reversed, " : "");
        request.limit = 9;
        tap_ok(pages_agree(database, &request, query, true, order, total),
               "pages of 9 together are the whole order");
        tap_ok(pages_agree(other, &request, query, true, order, total),
               "pages of an index in another order are the same");
    }
    engine_query_free(query);
}

/* The first of each value in the order without collapsing. */
static void test_collapse(struct shim_database *database, struct shim_database *other)
{
    struct error err;
    struct engine_query *all = engine_query_all(&err);
    for (int key = SORT_RELEVANCE; key <= SORT_PATH; key++) {
        struct request_sort sort = { (enum sort_key)key, key % 2 };
        struct request request = { .sorts = &sort, .sort_count = 1, .limit = LIMIT_ALL };
        int order[COUNT], found[COUNT], kept = 0;
        bool one = false, two = false;
        sort_by_force(order, &request);
        for (int i = 0; i < COUNT; i++) {
            const char *provider = articles[order[i]].provider;
            bool *seen = !provider ? NULL : strcmp(provider, "One") == 0 ? &one : &two;
            if (!seen || !*seen)
                order[kept++] = order[i];
            if (seen)
                *seen = true;
        }
        request.collapse = true;
        request.collapse_field = FIELD_PROVIDER_NAME;
        tap_ok(search(database, &request, all, false, found) == (size_t)kept &&
                   memcmp(found, order, (size_t)kept * sizeof *order) == 0,
               "collapsed by %s", request_sort_word((int)sort.key));
        request.limit = 5;
        tap_ok(pages_agree(other, &request, all, false, order, (size_t)kept),
               "pages of 5 of collapsed articles are the whole order");
    }
    engine_query_free(all);
}

int main(void)
{
    struct made_index index, other;
    make_articles();
    struct shim_database *database = make_index(&index, false);
    struct shim_database *backwards = make_index(&other, true);
    test_keys(database);
    test_keys(backwards);
    test_several(database);
    test_several(backwards);
    test_relevance(database, backwards);
    test_collapse(database, backwards);
    shim_database_close(database);
    shim_database_close(backwards);
    made_index_remove(&index);
    made_index_remove(&other);
    return tap_done();
}
