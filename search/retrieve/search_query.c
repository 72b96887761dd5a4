/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search_query.h"

#include "like.h"
#include "query/stop_words.h"
#include "regex_scan.h"
#include "since.h"

static void note_warning(void *context, const char *sentence)
{
    if (context)
        list_add_text(context, sentence);
}

int search_query_parse(struct query *query, struct searcher *searcher, const char *text, bool any,
                       struct list *warnings, struct error *err)
{
    const struct request *request = searcher->request;
    if (searcher->mixed)
        note_warning(warnings,
                     "a run of newsindex was interrupted, so the shards of the index differ: some "
                     "articles may be as they were before, until newsindex runs again");
    const struct query_options options = {
        .database = searcher->database,
        .stemmer = searcher->stemmer,
        .stop_words = stop_words_of(searcher->language),
        .config = &request->config,
        .any = any,
        .ignore_case = request->ignore_case,
        .now = request->now,
        .cache = searcher->regexes,
        .warn = note_warning,
        .warn_context = warnings,
    };
    if (query_parse(query, text, &options, err) < 0)
        return -1;
    regex_filters_add_all(&query->filters, &searcher->filters);
    return 0;
}

struct engine_query *search_query_matching(struct query *query, struct searcher *searcher,
                                           bool *scored, struct error *err)
{
    const struct request *request = searcher->request;
    struct engine_query *matching = engine_query_copy(query->matching, err);
    *scored = query->scored;
    if (request->like) {
        struct engine_query *like =
            like_query(searcher->database, request->like, &request->config, err);
        matching = engine_query_pair(ENGINE_FILTER, like, matching, err);
        *scored = true;
    }
    if (request->since_last)
        matching = since_filter(matching, &searcher->since, err);
    return regex_scan(matching, &query->filters, searcher->database, err);
}
