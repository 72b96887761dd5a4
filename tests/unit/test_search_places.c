/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_search_places.c: what cannot be searched; several indexes as one, and one behind a server.
 */
#include <sys/file.h>
#include <sys/stat.h>

#include "retrieve/facts.h"
#include "search_fixture.h"
#include "server_fixture.h"

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
    char lock[TEMPORARY_SIZE + 50];
    make_odd(&newer, "999", "english");
    make_odd(&foreign, "", "");
    make_odd(&french, MADE_SCHEMA, "french");
    fails(&request, "/nowhere/at/all", "run newsindex DIR",
          "a missing index is an error that names newsindex");
    fails(&request, newer.place, "newer than this program",
          "an index of a later schema is an error");
    fails(&request, foreign.place, "not a newssearch index",
          "a Xapian database that is not of newsindex is an error");
    fails(&request, good->directory, "not a Xapian database",
          "a directory that is no database is an error");
    snprintf(lock, sizeof lock, "%s/first", good->directory);
    mkdir(lock, 0777);
    strcat(lock, "/newsindex.lock");
    FILE *file = fopen(lock, "w");
    *strrchr(lock, '/') = '\0';
    fails(&request, lock, "the first build did not finish; run newsindex",
          "an index whose first build was killed is an error that says so");
    if (file)
        flock(fileno(file), LOCK_EX);
    fails(&request, lock, "being built for the first time",
          "an index in its first build is an error that says so");
    if (file)
        fclose(file);
    list_add_text(&request.places, good->place);
    fails(&request, french.place, "language french",
          "indexes of two languages are not searched as one");
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

static void test_servers(struct request *one, const struct made_index parts[2])
{
    char address[60];
    pid_t server = server_start(parts[0].place, address);
    if (server < 0)
        return;
    struct request mixed = request_of(address);
    list_add_text(&mixed.places, parts[1].place);
    test_alike(
        one, &mixed,
        "an index behind a server and a local one give the same results as one of all articles");
    list_release(&mixed.places);
    server_stop(server);
}

static void set_metadata(const struct made_index *index, const char *key, const char *value)
{
    struct error err;
    struct shim_writer *writer = shim_writer_open(index->place, SHIM_EXISTING, &err);
    if (!writer || shim_set_metadata(writer, key, value, strlen(value), &err) < 0 ||
        shim_commit(writer, &err) < 0)
        made_fail("cannot write metadata", &err);
    shim_writer_close(writer);
}

/* Searches of a batch go on after one that failed. */
static void test_changed_schema(void)
{
    struct made_index index;
    struct error err = { 0 };
    struct results results = { 0 };
    fill_index(&index, 0, 10);
    struct request request = request_of(index.place);
    struct searcher *searcher = searcher_open(&request, &err);
    set_metadata(&index, METADATA_SCHEMA, "999");
    searcher->stale = true; /* as after a commit has overtaken a search */
    for (int i = 1; i <= 2; i++) {
        err.text[0] = '\0';
        tap_ok(results_search(&results, searcher, "", &everything, &err) < 0 &&
                   strstr(err.text, "is newer than this program"),
               "after its schema was changed, an index is not searched, search %d", i);
        results_release(&results);
    }
    set_metadata(&index, METADATA_SCHEMA, MADE_SCHEMA);
    tap_ok(results_search(&results, searcher, "", &everything, &err) == 0,
           "once its schema is right again, an index is searched");
    results_release(&results);
    searcher_close(searcher);
    list_release(&request.places);
    made_index_remove(&index);
}

static void test_broken_roots(void)
{
    struct made_index index;
    struct error err = { 0 };
    struct facts facts;
    fill_index(&index, 0, 10);
    set_metadata(&index, METADATA_ROOTS, "\x7f/news");
    struct request request = request_of(index.place);
    struct searcher *searcher = searcher_open(&request, &err);
    tap_ok(searcher_facts(searcher, &facts, &err) < 0 && strstr(err.text, index.place) &&
               strstr(err.text, "roots cannot be read"),
           "a list of roots that is cut is an error");
    facts_release(&facts);
    searcher_close(searcher);
    list_release(&request.places);
    made_index_remove(&index);
}

int main(void)
{
    struct made_index whole, parts[2];
    make_articles();
    test_changed_schema();
    test_broken_roots();
    fill_index(&whole, 0, 1);
    fill_index(&parts[0], 0, 2);
    fill_index(&parts[1], 1, 2);
    test_unsearchable(&whole);
    struct request one = request_of(whole.place), two = request_of(parts[0].place);
    list_add_text(&two.places, parts[1].place);
    test_alike(&one, &two, "two indexes give the same results as one of all articles");
    test_servers(&one, parts);
    list_release(&one.places);
    list_release(&two.places);
    made_index_remove(&whole);
    made_index_remove(&parts[0]);
    made_index_remove(&parts[1]);
    return tap_done();
}
