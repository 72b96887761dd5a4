/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "results.h"
#include "retrieve/search.h"
#include "snippet.h"

void result_release(struct result *row)
{
    article_release(&row->article);
    list_release(&row->others);
    snippet_release(&row->snippet);
    snippet_release(&row->title);
    for (size_t i = 0; i < row->share_count; i++)
        free(row->shares[i].word);
    free(row->shares);
    *row = (struct result){ 0 };
}

static void release_buckets(struct bucket_list *lists, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < lists[i].count; j++)
            free(lists[i].buckets[j].value);
        free(lists[i].buckets);
    }
    free(lists);
}

/* How many stand in rows. */
static size_t rows_ready(const struct results *results)
{
    return results->source ? results->ready : results->count;
}

const struct result *results_row(const struct results *results, size_t number, struct result *made,
                                 struct error *err)
{
    *made = (struct result){ 0 };
    if (number < rows_ready(results))
        return &results->rows[number];
    if (results->fetch(results->source, number, made, err) == 0)
        return made;
    result_release(made);
    return NULL;
}

void results_release(struct results *results)
{
    for (size_t i = 0; i < rows_ready(results); i++)
        result_release(&results->rows[i]);
    free(results->rows);
    if (results->source)
        results->source_free(results->source);
    release_buckets(results->facets, results->facet_count);
    release_buckets(results->charts, results->chart_count);
    list_release(&results->warnings);
    list_release(&results->left_out);
    list_release(&results->roots);
    free(results->query);
    free(results->parsed_query);
    free(results->strategy);
    free(results->suggestion);
    *results = (struct results){ 0 };
}
