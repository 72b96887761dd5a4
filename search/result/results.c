/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "results.h"

#include <inttypes.h>
#include <stdlib.h>

#include "article_reader.h"
#include "memory.h"
#include "retrieve/locate.h"
#include "retrieve/roots.h"
#include "retrieve/search.h"
#include "row_reader.h"

/* One attempt, for searcher_repeat. */
struct asking {
    const char *text; /* a query, or what locate_article finds */
    const struct result_needs *needs;
    struct results *results;
};

static int make_rows(struct results *results, size_t ready, struct error *err)
{
    results->rows = memory_allocate((ready + 1) * sizeof *results->rows);
    while (results->ready < ready) {
        size_t number = results->ready++;
        if (row_reader_read(results->reader, number, &results->rows[number], err) < 0)
            return -1;
    }
    return 0;
}

/* If rows are left to read, the results keep the reader. */
static int fill_rows(struct results *results, size_t count, struct error *err)
{
    size_t ready;
    if (row_reader_begin(results->reader, &ready, err) < 0 || make_rows(results, ready, err) < 0)
        return -1;
    results->count = count;
    if (ready == count) {
        row_reader_free(results->reader);
        results->reader = NULL;
    }
    return 0;
}

static void describe(struct results *results, const struct search *search)
{
    struct buffer described = BUFFER_INIT;
    query_describe(&search->query, &described);
    results->parsed_query = buffer_detach(&described);
    results->strategy = memory_copy_text(buffer_text(&search->matches.strategy));
}

static int fill(struct results *results, struct searcher *searcher, struct search *search,
                const struct result_needs *needs, struct error *err)
{
    const size_t count = search->matches.rows.count;
    results->offset = searcher->request->offset;
    results->limit = searcher->request->limit;
    results->total = search->matches.total;
    results->total_exact = search->matches.total_exact;
    results->buckets = search->buckets;
    search->buckets = (struct buckets){ 0 };
    for (size_t i = 0; i < search->query.left_out.count; i++)
        list_add_text(&results->left_out, search->query.left_out.items[i].data);
    if (searcher->request->explain)
        describe(results, search);
    if (needs->roots && roots_read(&results->roots, searcher, err) < 0)
        return -1;
    results->reader = row_reader_new(searcher, search, needs);
    return fill_rows(results, count, err);
}

static int attempt_search(struct searcher *searcher, void *context, struct error *err)
{
    const struct asking *asking = context;
    struct results *results = asking->results;
    struct search search;
    results->query = memory_copy_text(asking->text);
    int result = search_run(&search, searcher, asking->text, asking->needs->exact_total,
                            &results->warnings, err);
    if (result == 0)
        result = fill(results, searcher, &search, asking->needs, err);
    search_release(&search);
    if (result < 0)
        results_release(results);
    return result;
}

int results_search(struct results *results, struct searcher *searcher, const char *text,
                   const struct result_needs *needs, struct error *err)
{
    struct asking asking = { text, needs, results };
    *results = (struct results){ 0 };
    return searcher_repeat(searcher, attempt_search, &asking, err);
}

static int fill_shown(struct result *row, struct searcher *searcher, const struct asking *asking,
                      struct error *err)
{
    struct results *results = asking->results;
    struct location location;
    if (locate_article(&location, searcher->database, asking->text, &searcher->request->config,
                       err) < 0)
        return -1;
    row->rank = 1;
    row->docid = location.docid;
    if (location.shared)
        list_add_text(&results->warnings, "several articles have this address, and this is one of "
                                          "them; search url:ADDRESS to list them, or use a path");
    unsigned fields = asking->needs->fields | FIELD_BIT(FIELD_PATH);
    int result = article_read_docid(&row->article, searcher->database, row->docid, fields, err);
    if (result == 0 && !article_first(&row->article, FIELD_PATH))
        result = searcher_blank_article(searcher, row->docid, err);
    if (result == 0 && asking->needs->roots)
        result = roots_read(&results->roots, searcher, err);
    return result;
}

static int attempt_show(struct searcher *searcher, void *context, struct error *err)
{
    const struct asking *asking = context;
    struct results *results = asking->results;
    *results = (struct results){ .query = memory_copy_text(""),
                                 .rows = memory_allocate(sizeof *results->rows),
                                 .total = 1,
                                 .total_exact = true,
                                 .limit = 1,
                                 .count = 1 };
    int result = fill_shown(&results->rows[0], searcher, asking, err);
    if (result < 0)
        results_release(results);
    return result;
}

int results_show(struct results *results, struct searcher *searcher, const char *target,
                 const struct result_needs *needs, struct error *err)
{
    struct asking asking = { target, needs, results };
    *results = (struct results){ 0 };
    return searcher_repeat(searcher, attempt_show, &asking, err);
}

static size_t rows_ready(const struct results *results)
{
    return results->reader ? results->ready : results->count;
}

const struct result *results_row(const struct results *results, size_t number, struct result *made,
                                 struct error *err)
{
    *made = (struct result){ 0 };
    if (number < rows_ready(results))
        return &results->rows[number];
    if (row_reader_read_late(results->reader, number, made, err) == 0)
        return made;
    result_release(made);
    return NULL;
}

void results_release(struct results *results)
{
    for (size_t i = 0; i < rows_ready(results); i++)
        result_release(&results->rows[i]);
    free(results->rows);
    row_reader_free(results->reader);
    buckets_release(&results->buckets);
    list_release(&results->warnings);
    list_release(&results->left_out);
    list_release(&results->roots);
    free(results->query);
    free(results->parsed_query);
    free(results->strategy);
    free(results->suggestion);
    *results = (struct results){ 0 };
}
