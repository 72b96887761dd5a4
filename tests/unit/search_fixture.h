/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search_fixture.h: sixty articles on four subjects, and whole searches over indexes of them. */
#ifndef NEWSSEARCH_SEARCH_FIXTURE_H
#define NEWSSEARCH_SEARCH_FIXTURE_H

#include "made_index.h"
#include "result/results.h"
#include "tap.h"

#define NOW INT64_C(1640995200) /* 2022-01-01 */
#define DAY INT64_C(86400)
#define COUNT 60

static struct made_article articles[COUNT];
static char paths[COUNT][32], titles[COUNT][64];
static const struct result_needs everything = {
    .exact_total = true, .snippets = true, .fields = ~0u, .snippet_columns = 120
};

static inline void make_articles(void)
{
    static const char *const subjects[] = { "cloud storage", "deep learning", "robot arms",
                                            "deep sea cables" };
    for (int i = 0; i < COUNT; i++) {
        snprintf(paths[i], sizeof paths[i], "/news/%02d.md", i);
        snprintf(titles[i], sizeof titles[i], "News about %s, part %d", subjects[i % 4], i / 4);
        articles[i] = (struct made_article){
            .path = paths[i],
            .title = titles[i],
            .excerpt = i % 3 ? "Engineers talk of clouds." : "Learning about learning machines.",
            .body = i % 10 ? NULL : "Far below stands a webinar.",
            .provider = i % 2 ? "Forbes" : "Example Times",
            .topics = { "AI", i % 5 ? "Cloud" : NULL },
            .date = i % 7 ? NOW - i * 40 * DAY : NOW + i * DAY,
            .quality = i % 6 ? i : MADE_ABSENT,
            .heat = i,
        };
    }
}

/* Every step-th article from first on. */
static inline void fill_index(struct made_index *index, int first, int step)
{
    made_index_begin(index);
    for (int i = first; i < COUNT; i += step)
        made_index_add(index, &articles[i]);
    shim_database_close(made_index_open(index));
}

static inline struct request request_of(const char *place)
{
    struct request request = {
        .limit = 10, .timeout = 10, .now = NOW, .rank = { .quality = 1, .heat = 1, .recency = 1 }
    };
    list_add_text(&request.places, place);
    return request;
}

/* Runs text; bails out if that fails. */
static inline struct results run(const struct request *request, const char *text)
{
    struct error err;
    struct results results = { 0 };
    struct searcher *searcher = searcher_open(request, &err);
    if (!searcher || results_search(&results, searcher, text, &everything, &err) < 0)
        made_fail(text, &err);
    searcher_close(searcher);
    return results;
}

static inline const char *path_of(const struct results *results, size_t row)
{
    return row < results->count ? results->rows[row].article.values[FIELD_PATH].items[0].data
                                : NULL;
}

#endif
