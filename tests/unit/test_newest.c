/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_newest.c: the newest first, found among a few, are those of all. */
#include "draw.h"
#include "made_index.h"
#include "retrieve/match.h"
#include "tap.h"

/* UNDATED articles have a word of their own, and few of them a date. */
enum { COUNT = 5200, UNDATED = 1200, GONE = 150 };

static struct made_article articles[COUNT];
static char paths[COUNT][16], titles[COUNT][24];
static uint32_t docids[COUNT]; /* 0: removed */

/* Half on one day, more than are found at first; many on the same days, some at the same second;
 * some undated, some beyond the days that the table tells apart. */
static int64_t draw_date(void)
{
    if (draw(2))
        return INT64_C(1600000000) + INT64_C(39) * 86400 + draw(11) * 3600;
    switch (draw(20)) {
    case 0:
        return MADE_ABSENT;
    case 1:
        return INT64_C(-62135596800) + draw(100) * 40000; /* the year 1 */
    case 2:
        return INT64_C(253402214400) + draw(4) * 100; /* the year 9999 */
    default:
        return INT64_C(1600000000) + (int64_t)draw(40) * 86400 + draw(24) * 3600;
    }
}

static struct shim_database *build(struct made_index *index)
{
    struct error err;
    made_index_begin(index);
    for (unsigned i = 0; i < COUNT; i++) {
        snprintf(paths[i], sizeof paths[i], "/a/%04u.md", i);
        const char *fruit = i < UNDATED ? "plum" : draw(2) ? "apple" : "pear";
        snprintf(titles[i], sizeof titles[i], "%s %s", fruit, draw(30) ? "tree" : "stone");
        articles[i] =
            (struct made_article){ .path = paths[i],
                                   .title = titles[i],
                                   .date = i < UNDATED && i % 50 ? MADE_ABSENT : draw_date(),
                                   .quality = draw(100),
                                   .heat = MADE_ABSENT };
        made_index_add(index, &articles[i]);
        docids[i] = i + 1;
    }
    for (unsigned i = 0; i < GONE; i++) {
        unsigned gone = draw(COUNT);
        if (docids[gone] && shim_remove(index->writer, docids[gone], &err) < 0)
            made_fail("cannot remove", &err);
        docids[gone] = 0;
    }
    return made_index_open(index);
}

static int compare_articles(const void *left, const void *right)
{
    const struct made_article *a = &articles[*(const uint32_t *)left - 1];
    const struct made_article *b = &articles[*(const uint32_t *)right - 1];
    if (a->date != b->date)
        return a->date > b->date ? -1 : 1; /* MADE_ABSENT is the least */
    return strcmp(a->path, b->path);
}

/* Those with the word in their title ("": all), newest first. */
static size_t sort_by_force(uint32_t order[COUNT], const char *word)
{
    size_t count = 0;
    for (unsigned i = 0; i < COUNT; i++)
        if (docids[i] && strstr(titles[i], word))
            order[count++] = docids[i];
    qsort(order, count, sizeof *order, compare_articles);
    return count;
}

static const struct request_sort by_date = { SORT_DATE, false };

static const struct regex_filters none;

static struct match_plan plan_of(struct shim_database *database, struct engine_query *query,
                                 uint32_t offset, uint32_t limit, struct collectors *collectors)
{
    return (struct match_plan){ .database = database,
                                .matching = query,
                                .ranked = query,
                                .sorts = &by_date,
                                .sort_count = 1,
                                .offset = offset,
                                .limit = limit,
                                .filters = &none,
                                .collectors = collectors };
}

static bool page_agrees(const struct match_plan *plan, const uint32_t *order, size_t total)
{
    struct match_list matches;
    struct error err;
    if (match_run(&matches, plan, &err) < 0)
        made_fail("cannot search", &err);
    size_t left = total > plan->offset ? total - plan->offset : 0;
    size_t want = left < plan->limit ? left : plan->limit;
    bool agrees = matches.rows.count == want && matches.total == total && matches.total_exact;
    for (size_t i = 0; agrees && i < want; i++)
        agrees = matches.rows.items[i].docid == order[plan->offset + i];
    match_list_release(&matches);
    return agrees;
}

/* Whether the rows of a page are found among a few. */
static bool is_narrowed(const struct match_plan *plan)
{
    struct match_list matches;
    struct error err;
    if (match_run(&matches, plan, &err) < 0)
        made_fail("cannot search", &err);
    const bool by_newest_days = strcmp(buffer_text(&matches.strategy), "newest days") == 0;
    match_list_release(&matches);
    return by_newest_days;
}

static void test_word(struct shim_database *database, const char *word)
{
    static uint32_t order[COUNT];
    const struct request request = { .limit = 0 };
    struct error err;
    struct collectors collectors;
    size_t total = sort_by_force(order, word);
    struct engine_query *query =
        *word ? engine_query_term(word, strlen(word), 1, 0, &err) : engine_query_all(&err);
    bool agree = true;
    for (uint32_t offset = 0; offset < total + 100; offset += offset < 200 ? 9 : 777) {
        struct match_plan plan = plan_of(database, query, offset, 1 + draw(30), &collectors);
        if (collectors_init(&collectors, &request, &err) < 0)
            made_fail("cannot search", &err);
        agree = agree && page_agrees(&plan, order, total);
        collectors_release(&collectors);
    }
    tap_ok(agree, "pages of the newest of '%s' are those of all, sorted", word);
    struct match_plan plan = plan_of(database, query, 0, 10, &collectors);
    collectors_init(&collectors, &request, &err);
    tap_ok(is_narrowed(&plan), "'%s' is looked for among the newest", word);
    plan.limit = COUNT;
    tap_ok(is_narrowed(&plan), "all of the newest are looked for by their days");
    collectors_release(&collectors);
    engine_query_free(query);
}

/* They come by their days up to the last dated one, and to any row with few beyond it. */
static void test_undated(struct shim_database *database)
{
    static uint32_t order[COUNT];
    const struct request request = { .limit = 0 };
    struct error err;
    struct collectors collectors;
    const size_t total = sort_by_force(order, "plum");
    struct engine_query *query = engine_query_term("plum", 4, 1, 0, &err);
    struct match_plan plan = plan_of(database, query, 0, 5, &collectors);
    collectors_init(&collectors, &request, &err);
    tap_ok(is_narrowed(&plan),
           "the few dated ones among many undated ones are looked for by their days");
    plan.limit = 40;
    tap_ok(!is_narrowed(&plan),
           "a page that reaches many undated ones is not looked for by their days");
    plan.limit = 400;
    tap_ok(is_narrowed(&plan) && page_agrees(&plan, order, total),
           "a page with few undated ones beyond it comes by their days, as all, sorted");
    plan.limit = UINT32_MAX - 1;
    tap_ok(is_narrowed(&plan) && page_agrees(&plan, order, total),
           "a page of 4294967294 rows comes by their days, and is that of all, sorted");
    collectors_release(&collectors);
    engine_query_free(query);
}

int main(void)
{
    struct made_index index;
    struct shim_database *database = build(&index);
    test_word(database, "");
    test_word(database, "apple");
    test_word(database, "tree");
    test_word(database, "stone");
    test_word(database, "nowhere");
    test_word(database, "plum");
    test_undated(database);
    shim_database_close(database);
    made_index_remove(&index);
    return tap_done();
}
