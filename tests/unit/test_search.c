/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_search.c: what a whole search over one index finds and says of it. */
#include <math.h>

#include "retrieve/search_suggest.h"
#include "search_fixture.h"

static void test_words(const char *place)
{
    struct request request = request_of(place);
    request.explain = true;
    struct results results = run(&request, "deep learning");
    tap_is_number((long long)results.total, 20,
                  "a query finds the articles that have both words in any field");
    tap_ok(results.total_exact, "the total of a query of words is exact");
    tap_is_number((long long)results.count, 10, "a page has ten rows by default");
    bool sums = true, downwards = true, marked = true;
    for (size_t i = 0; i < results.count; i++) {
        const struct result *row = &results.rows[i];
        double text = 0;
        for (size_t j = 0; j < row->share_count; j++)
            text += row->shares[j].weight;
        sums = sums && fabs(text - row->parts.text) < 1e-9 &&
               fabs(row->parts.text + row->parts.quality + row->parts.heat + row->parts.recency -
                    row->score) < 1e-9;
        downwards = downwards && (i == 0 || row[-1].score >= row->score);
        marked = marked && row->title.mark_count > 0 && row->rank == i + 1;
    }
    tap_ok(sums, "the parts of a score sum to it, and the shares of words to the text's part");
    tap_ok(downwards, "rows are ordered by score, the highest first");
    tap_ok(marked, "the words of the query are marked in titles");
    tap_ok(results.parsed_query && strstr(results.parsed_query, "deep"),
           "--explain describes the query");
    results_release(&results);
    request.offset = 18;
    results = run(&request, "deep learning");
    tap_is_number((long long)results.count, 2, "the last page has the rows that remain");
    tap_is_number(results.rows[0].rank, 19, "ranks on later pages continue those of the first");
    results_release(&results);
    request.offset = 0;
    request.count = true;
    results = run(&request, "deep learning");
    tap_ok(results.total == 20 && results.count == 0,
           "a search for a count has a total and no rows");
    results_release(&results);
    list_release(&request.places);
}

static void test_filters(const char *place)
{
    struct request_regex regex = { .argument = (char *)"part 1\\d", .negated = false };
    struct request_facet facet = { FIELD_TOPICS, 10 };
    enum chart_kind chart = CHART_HEAT;
    struct request request = request_of(place);
    request.facets = &facet;
    request.facet_count = 1;
    request.charts = &chart;
    request.chart_count = 1;
    request.limit = 5;
    struct results results = run(&request, "title:/part 1\\d/ cloud");
    tap_is_number((long long)results.total, 19,
                  "a regex in the query leaves the articles that it matches");
    tap_ok(results.count == 5 && results.total_exact,
           "with a regex the page is full and the total is exact");
    tap_is_text(results.buckets.facets[0].buckets[0].value, "AI",
                "the first value of a facet is the commonest");
    tap_is_number((long long)results.buckets.facets[0].buckets[0].count, 19,
                  "facets count only what a regex lets through");
    uint64_t charted = 0;
    for (size_t i = 0; i < results.buckets.charts[0].count; i++)
        charted += results.buckets.charts[0].buckets[i].count;
    tap_is_number((long long)charted, 19, "charts count only what a regex lets through");
    results_release(&results);
    request.regexes = &regex;
    request.regex_count = 1;
    results = run(&request, "cloud");
    tap_is_number((long long)results.total, 19,
                  "a regex from an option filters like one in the query");
    results_release(&results);
    request.regex_count = 0;
    request.limit = 0;
    results = run(&request, "");
    tap_ok(results.total == COUNT && results.count == 0, "an empty query counts all articles");
    tap_is_number((long long)results.buckets.facets[0].buckets[1].count, 48,
                  "facets of an empty query count all articles");
    results_release(&results);
    list_release(&request.places);
}

static void test_body(const char *place)
{
    struct request request = request_of(place);
    struct results results = run(&request, "webinar");
    tap_ok(results.total == 6 && results.rows[0].snippet.mark_count == 1 &&
               strstr(results.rows[0].snippet.text, "webinar"),
           "the snippet shows the words of a body that match");
    tap_is_number((long long)results.rows[0].article.values[FIELD_BODY].count, 0,
                  "results are without the body unless it is asked for");
    results_release(&results);
    list_release(&request.places);
}

static void test_like(const char *place)
{
    struct request request = request_of(place);
    struct error err;
    request.like = (char *)"/news/01.md";
    request.limit = LIMIT_ALL;
    struct results results = run(&request, "");
    bool itself = false;
    for (size_t i = 0; i < results.count; i++)
        itself = itself || strcmp(path_of(&results, i), "/news/01.md") == 0;
    tap_ok(results.count > 10 && !itself, "--like finds articles, and not the article itself");
    tap_ok(results.count > 0 && strstr(titles[atoi(path_of(&results, 0) + 6)], "deep learning"),
           "the first article that --like finds has the same subject");
    uint64_t all = results.total;
    results_release(&results);
    results = run(&request, "robot");
    tap_ok(results.total > 0 && results.total < all, "a query narrows what --like finds");
    results_release(&results);
    request.like = (char *)"/news/none.md";
    struct searcher *searcher = searcher_open(&request, &err);
    tap_ok(results_search(&results, searcher, "", &everything, &err) < 0 &&
               strstr(err.text, "/news/none.md"),
           "--like of an article that is not in the index is an error");
    searcher_close(searcher);
    list_release(&request.places);
}

static void test_suggestions(const char *place)
{
    struct request request = request_of(place);
    struct error err;
    uint64_t total;
    char *word;
    struct searcher *searcher = searcher_open(&request, &err);
    search_suggest(searcher, "lerning robot", &total, &word);
    tap_is_text(word, "learning", "the suggestion for a mistyped word is the nearest word");
    tap_is_number((long long)total, 15,
                  "a suggestion comes with the number of articles that have any of the words");
    free(word);
    search_suggest(searcher, "robot", &total, &word);
    tap_ok(!word && total == 0, "a query that finds something has no suggestion");
    searcher_close(searcher);
    list_release(&request.places);
}

int main(void)
{
    struct made_index whole;
    make_articles();
    fill_index(&whole, 0, 1);
    test_words(whole.place);
    test_filters(whole.place);
    test_body(whole.place);
    test_like(whole.place);
    test_suggestions(whole.place);
    made_index_remove(&whole);
    return tap_done();
}
