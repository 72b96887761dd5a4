/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_search.c: whole searches: one index, several, one behind a server. */
#include "result/results.h"

#include <math.h>
#include <signal.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "made_index.h"
#include "result/article_reader.h"
#include "retrieve/since.h"
#include "tap.h"

#define NOW INT64_C(1640995200) /* 2022-01-01 */
#define DAY INT64_C(86400)
#define COUNT 60

extern char **environ;

static struct made_article articles[COUNT];
static char paths[COUNT][32], titles[COUNT][64];
static const struct result_needs everything = {
    .exact_total = true, .snippets = true, .fields = ~0u, .snippet_columns = 120
};

static void make_articles(void)
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
static void fill_index(struct made_index *index, int first, int step)
{
    made_index_begin(index);
    for (int i = first; i < COUNT; i += step)
        made_index_add(index, &articles[i]);
    shim_database_close(made_index_open(index));
}

static struct request request_of(const char *place)
{
    struct request request = {
        .limit = 10, .timeout = 10, .now = NOW, .rank = { .quality = 1, .heat = 1, .recency = 1 }
    };
    list_add_text(&request.places, place);
    return request;
}

/* Runs text; bails out if that fails. */
static struct results run(const struct request *request, const char *text)
{
    struct error err;
    struct results results = { 0 };
    struct searcher *searcher = searcher_open(request, &err);
    if (!searcher || results_search(&results, searcher, text, &everything, &err) < 0)
        made_fail(text, &err);
    searcher_close(searcher);
    return results;
}

static const char *path_of(const struct results *results, size_t row)
{
    return row < results->count ? results->rows[row].article.values[FIELD_PATH].items[0].data
                                : NULL;
}

static void test_words(const char *place)
{
    struct request request = request_of(place);
    request.explain = true;
    struct results results = run(&request, "deep learning");
    tap_is_number((long long)results.total, 20, "both words, in any field");
    tap_ok(results.total_exact, "counted exactly");
    tap_is_number((long long)results.count, 10, "a page of ten");
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
    tap_ok(sums, "parts sum to the score, shares to the text's part");
    tap_ok(downwards, "the highest first");
    tap_ok(marked, "words are marked in titles");
    tap_ok(results.parsed_query && strstr(results.parsed_query, "deep"), "the query is described");
    results_release(&results);
    request.offset = 18;
    results = run(&request, "deep learning");
    tap_is_number((long long)results.count, 2, "the last page");
    tap_is_number(results.rows[0].rank, 19, "goes on counting");
    results_release(&results);
    request.offset = 0;
    request.count = true;
    results = run(&request, "deep learning");
    tap_ok(results.total == 20 && results.count == 0, "a count has no rows");
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
    tap_is_number((long long)results.total, 19, "a regex in the query");
    tap_ok(results.count == 5 && results.total_exact, "fills its page and is counted exactly");
    tap_is_text(results.buckets.facets[0].buckets[0].value, "AI", "the commonest topic");
    tap_is_number((long long)results.buckets.facets[0].buckets[0].count, 19,
                  "of what was let through");
    uint64_t charted = 0;
    for (size_t i = 0; i < results.buckets.charts[0].count; i++)
        charted += results.buckets.charts[0].buckets[i].count;
    tap_is_number((long long)charted, 19, "as the chart is");
    results_release(&results);
    request.regexes = &regex;
    request.regex_count = 1;
    results = run(&request, "cloud");
    tap_is_number((long long)results.total, 19, "a regex from an option");
    results_release(&results);
    request.regex_count = 0;
    request.limit = 0;
    results = run(&request, "");
    tap_ok(results.total == COUNT && results.count == 0, "no query, no rows: all are counted");
    tap_is_number((long long)results.buckets.facets[0].buckets[1].count, 48, "by topic too");
    results_release(&results);
    list_release(&request.places);
}

static void test_body(const char *place)
{
    struct request request = request_of(place);
    struct results results = run(&request, "webinar");
    tap_ok(results.total == 6 && results.rows[0].snippet.mark_count == 1 &&
               strstr(results.rows[0].snippet.text, "webinar"),
           "words of a body are shown");
    tap_is_number((long long)results.rows[0].article.values[FIELD_BODY].count, 0,
                  "but the body is not given unless it is asked for");
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
    tap_ok(results.count > 10 && !itself, "articles like one, without itself");
    tap_ok(results.count > 0 && strstr(titles[atoi(path_of(&results, 0) + 6)], "deep learning"),
           "the first is of its subject");
    uint64_t all = results.total;
    results_release(&results);
    results = run(&request, "robot");
    tap_ok(results.total > 0 && results.total < all, "a query narrows it");
    results_release(&results);
    request.like = (char *)"/news/none.md";
    struct searcher *searcher = searcher_open(&request, &err);
    tap_ok(results_search(&results, searcher, "", &everything, &err) < 0 &&
               strstr(err.text, "/news/none.md"),
           "an article that is not there is an error");
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
    tap_ok(searcher_suggest(searcher, "lerning robot", &total, &word, &err) == 0, "a suggestion");
    tap_is_text(word, "learning", "the nearest word");
    tap_is_number((long long)total, 15, "how many have any of the words");
    free(word);
    tap_ok(searcher_suggest(searcher, "robot", &total, &word, &err) == 0 && !word && total == 0,
           "nothing where it would not help");
    searcher_close(searcher);
    list_release(&request.places);
}

static void test_since(const char *place, const char *directory)
{
    struct request request = request_of(place);
    struct error err;
    struct since_state state, read;
    setenv("XDG_STATE_HOME", directory, 1);
    tap_ok(since_state_read(&state, "daily", &err) == 0 && state.seen.until == 0 && !state.has_peek,
           "nothing is remembered yet");
    state.seen.until = 1624774140123456;
    state.seen.query = memory_copy_text("a \\ b\nc");
    list_add_text(&state.seen.articles, "0123 17");
    state.has_peek = true;
    state.peeked.until = 1624774140123457;
    tap_ok(since_state_write(&state, "daily", &err) == 0 &&
               since_state_read(&read, "daily", &err) == 0,
           "a state is written and read");
    tap_ok(read.seen.until == 1624774140123456 && read.peeked.until == 1624774140123457,
           "times to the microsecond");
    tap_is_text(read.seen.query, "a \\ b\nc", "the query with its newlines");
    tap_ok(read.seen.articles.count == 1 &&
               strcmp(read.seen.articles.items[0].data, "0123 17") == 0,
           "articles");
    tap_ok(read.has_peek && !read.peeked.query && read.peeked.articles.count == 0, "a peek");
    since_state_release(&state);
    since_state_release(&read);
    tap_ok(since_state_read(&state, "../daily", &err) < 0 &&
               since_state_read(&state, "", &err) < 0 && since_state_read(&state, ".x", &err) < 0,
           "a name is a name");
    request.since_last = (char *)"other";
    request.signature = (char *)"";
    struct results results = run(&request, "");
    tap_is_number((long long)results.total, 0, "articles without a time are not new");
    results_release(&results);
    list_release(&request.places);
}

static void fails(struct request *request, const char *place, const char *reason, const char *name)
{
    struct error err = { .text = "" };
    list_add_text(&request->places, place);
    struct searcher *searcher = searcher_open(request, &err);
    tap_ok(!searcher && err.status == STATUS_FAILED && strstr(err.text, reason), "%s", name);
    if (!strstr(err.text, reason))
        tap_note("%s", err.text);
    searcher_close(searcher);
    list_clear(&request->places);
}

/* An index of one article with other metadata. */
static void make_odd(struct made_index *index, const char *schema, const char *language)
{
    struct error err;
    made_index_begin(index);
    made_index_add(index, &articles[0]);
    if (shim_set_metadata(index->writer, METADATA_SCHEMA, schema, strlen(schema), &err) < 0 ||
        shim_set_metadata(index->writer, METADATA_LANGUAGE, language, strlen(language), &err) < 0)
        made_fail("cannot set metadata", &err);
    shim_database_close(made_index_open(index));
}

static void test_unsearchable(const struct made_index *good)
{
    struct made_index newer, foreign, french;
    struct request request = { .timeout = 10 };
    char lock[128];
    make_odd(&newer, "999", "english");
    make_odd(&foreign, "", "");
    make_odd(&french, MADE_SCHEMA, "french");
    fails(&request, "/nowhere/at/all", "run newsindex DIR", "a missing index");
    fails(&request, newer.place, "newer than this program", "an index of a later schema");
    fails(&request, foreign.place, "not a newssearch index", "some other database");
    fails(&request, good->directory, "not a Xapian database", "some other directory");
    snprintf(lock, sizeof lock, "%s/first", good->directory);
    mkdir(lock, 0777);
    strcat(lock, "/newsindex.lock");
    FILE *file = fopen(lock, "w");
    *strrchr(lock, '/') = '\0';
    fails(&request, lock, "the first build did not finish; run newsindex",
          "an index whose first build was killed");
    if (file)
        flock(fileno(file), LOCK_EX);
    fails(&request, lock, "being built for the first time", "an index that is just being built");
    if (file)
        fclose(file);
    list_add_text(&request.places, good->place);
    fails(&request, french.place, "language french", "two languages");
    list_release(&request.places);
    made_index_remove(&newer);
    made_index_remove(&foreign);
    made_index_remove(&french);
}

static bool same_results(const struct results *a, const struct results *b)
{
    bool same = a->total == b->total && a->count == b->count &&
                a->buckets.facet_count == b->buckets.facet_count;
    for (size_t i = 0; same && i < a->count; i++)
        same = strcmp(path_of(a, i), path_of(b, i)) == 0 && a->rows[i].score == b->rows[i].score &&
               a->rows[i].collapsed == b->rows[i].collapsed;
    for (size_t i = 0; same && i < a->buckets.facet_count + a->buckets.chart_count; i++) {
        bool facet = i < a->buckets.facet_count;
        const struct bucket_list *x =
            facet ? &a->buckets.facets[i] : &a->buckets.charts[i - a->buckets.facet_count];
        const struct bucket_list *y =
            facet ? &b->buckets.facets[i] : &b->buckets.charts[i - a->buckets.facet_count];
        same = x->count == y->count;
        for (size_t j = 0; same && j < x->count; j++)
            same = x->buckets[j].count == y->buckets[j].count &&
                   (x->buckets[j].value == y->buckets[j].value ||
                    strcmp(x->buckets[j].value, y->buckets[j].value) == 0);
    }
    return same;
}

static void test_alike(struct request *one, struct request *many, const char *name)
{
    static const char *const queries[] = {
        "",
        "deep",
        "deep learning",
        "cloud -robot",
        "cloud title:/part 1/",
        "topic:Cloud heat:20..",
        "\"deep learning\" OR webinar",
        "provider:forbes",
    };
    struct request_facet facets[] = { { FIELD_TOPICS, 5 }, { FIELD_PROVIDER_NAME, 5 } };
    enum chart_kind charts[] = { CHART_YEAR, CHART_QUALITY };
    struct request *both[] = { one, many };
    bool same = true;
    for (size_t variant = 0; variant < 8 * 12; variant++) {
        struct request_sort sorts[2] = { { (enum sort_key)(variant / 8 % 6), variant / 8 >= 6 },
                                         { variant % 2 ? SORT_HEAT : SORT_QUALITY, true } };
        for (size_t i = 0; i < 2; i++) {
            both[i]->facets = facets;
            both[i]->charts = charts;
            both[i]->facet_count = both[i]->chart_count = variant % 2 ? 2 : 0;
            both[i]->collapse = variant / 8 % 4 == 3;
            both[i]->collapse_field = FIELD_PROVIDER_NAME;
            both[i]->sorts = sorts;
            both[i]->sort_count = variant % 5 ? 1 : 2;
            both[i]->offset = variant % 3 ? 0 : 7;
        }
        struct results a = run(one, queries[variant % 8]), b = run(many, queries[variant % 8]);
        if (!same_results(&a, &b)) {
            same = false;
            tap_note("differs: %s, variant %zu", queries[variant % 8], variant);
        }
        results_release(&a);
        results_release(&b);
    }
    tap_ok(same, "%s", name);
}

static pid_t serve(const char *place, int port, char address[64])
{
    char number[16];
    pid_t pid;
    snprintf(number, sizeof number, "%d", port);
    snprintf(address, 64, "tcp:127.0.0.1:%d", port);
    char *const arguments[] = { (char *)"xapian-tcpsrv", (char *)"--quiet",
                                (char *)"--port",        number,
                                (char *)"--interface",   (char *)"127.0.0.1",
                                (char *)place,           NULL };
    posix_spawnattr_t attributes; /* a group of its own: it ends all of its group with itself */
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    int failed = posix_spawnp(&pid, arguments[0], NULL, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    if (failed)
        return -1;
    for (int i = 0; i < 100; i++) { /* until it listens */
        struct error err;
        struct shim_database *database =
            shim_database_open((const char *const[]){ address }, 1, 1, &err);
        shim_database_close(database);
        if (database)
            return pid;
        nanosleep(&(struct timespec){ 0, 50000000 }, NULL);
    }
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
    return -1;
}

static void test_servers(struct request *one, const struct made_index parts[2])
{
    char address[64];
    pid_t pid = serve(parts[0].place, 20000 + (int)(getpid() % 20000), address);
    if (pid < 0) {
        tap_skip("no xapian-tcpsrv");
        return;
    }
    struct request mixed = request_of(address);
    list_add_text(&mixed.places, parts[1].place);
    test_alike(one, &mixed, "one behind a server and one here give what one index gives");
    list_release(&mixed.places);
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
}

int main(void)
{
    struct made_index whole, parts[2];
    make_articles();
    fill_index(&whole, 0, 1);
    fill_index(&parts[0], 0, 2);
    fill_index(&parts[1], 1, 2);
    test_words(whole.place);
    test_filters(whole.place);
    test_body(whole.place);
    test_like(whole.place);
    test_suggestions(whole.place);
    test_since(whole.place, whole.directory);
    test_unsearchable(&whole);
    struct request one = request_of(whole.place), two = request_of(parts[0].place);
    list_add_text(&two.places, parts[1].place);
    test_alike(&one, &two, "two indexes give what one gives");
    test_servers(&one, parts);
    list_release(&one.places);
    list_release(&two.places);
    made_index_remove(&whole);
    made_index_remove(&parts[0]);
    made_index_remove(&parts[1]);
    return tap_done();
}
