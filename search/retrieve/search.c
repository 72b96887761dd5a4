/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search.h"

#include <inttypes.h>
#include <stdlib.h>

#include "collectors.h"
#include "index_layout.h"
#include "pattern_hint.h"
#include "search_query.h"
#include "since.h"
#include "word_pairs.h"

static int plan_queries(struct match_plan *plan, struct search *search, struct searcher *searcher,
                        struct error *err)
{
    const struct request *request = searcher->request;
    bool scored;
    if (rank_init(&search->rank, &request->rank, request->now, searcher->database, err) < 0)
        return -1;
    plan->matching = search_query_matching(&search->query, searcher, &scored, err);
    if (!plan->matching)
        return -1;
    plan->ranked = engine_query_copy(plan->matching, err);
    if (!request->like) {
        plan->ranked = word_pairs_boost_all(plan->ranked, &search->query, err);
        if (word_pairs_list(&plan->proximity, &search->query, err) < 0)
            return -1;
    }
    plan->ranked = rank_blend(plan->ranked, &search->rank, err);
    plan->weighted = scored || rank_adds(&search->rank);
    return plan->ranked ? 0 : -1;
}

/* Stories are of one index, and so are not made of shards. */
static int check_stories(const struct request *request, struct error *err)
{
    const struct list *places = &request->places;
    bool by_story = request->collapse && request->collapse_field == COLLAPSE_STORY;
    if (!by_story || places->count != 1 || !index_has_shards(places->items[0].data))
        return 0;
    return error_set(err,
                     "index %s has shards, and an index with shards has no stories; collapse by a "
                     "field, or make an index without --shards",
                     places->items[0].data);
}

static int match(struct search *search, struct collectors *collectors, struct searcher *searcher,
                 bool exact_total, struct error *err)
{
    const struct request *request = searcher->request;
    const struct query *query = &search->query;
    struct match_plan plan = {
        .database = searcher->database,
        .sorts = request->sorts,
        .sort_count = request->sort_count,
        .offset = request->offset,
        .limit = request->count ? 0 : request->limit,
        .collapse = request->collapse,
        .collapse_field = request->collapse_field,
        .exact_total =
            exact_total || request->count || request->since_last || query->filters.count > 0,
        .filters = &query->filters,
        .collectors = collectors,
    };
    for (size_t i = 0; i < query->word_count; i++)
        plan.phrases = plan.phrases || query_word_has_positions(&query->words[i]);
    int result = check_stories(request, err);
    if (result == 0)
        result = plan_queries(&plan, search, searcher, err);
    if (result == 0)
        result = match_run(&search->matches, &plan, err);
    match_plan_release(&plan);
    return result;
}

static void warn_of_offset(const struct search *search, uint32_t offset, struct list *warnings)
{
    const struct match_list *matches = &search->matches;
    struct buffer sentence = BUFFER_INIT;
    if (offset == 0 || matches->total == 0 || matches->rows.count > 0 || matches->total > offset)
        return;
    buffer_printf(&sentence, "--offset=%" PRIu32 " is beyond the last of %" PRIu64 " results",
                  offset, matches->total);
    list_add(warnings, sentence.data, sentence.length);
    buffer_release(&sentence);
}

static int find(struct search *search, struct searcher *searcher, bool exact_total,
                struct list *warnings, struct error *err)
{
    const struct request *request = searcher->request;
    struct collectors collectors;
    int result = collectors_init(&collectors, request, err);
    if (result == 0)
        result = match(search, &collectors, searcher, exact_total, err);
    if (result == 0) {
        warn_of_offset(search, request->offset, warnings);
        collectors_finish(&collectors, &search->buckets, warnings);
    }
    collectors_release(&collectors);
    return result;
}

static int note_found(const struct search *search, struct searcher *searcher, struct list *warnings,
                      struct error *err)
{
    const struct match_list *matches = &search->matches;
    const bool collapsed = matches->collapsed;
    uint32_t *rows = row_list_docids(&matches->rows);
    const struct since_found found = {
        .rows = &matches->rows,
        .total = matches->total,
        .docids = collapsed ? matches->collapsed : rows,
        .count = collapsed ? matches->collapsed_count : matches->rows.count,
        .warnings = warnings,
    };
    int result = since_note(&searcher->since, searcher->request, &found, searcher->database, err);
    free(rows);
    return result;
}

int search_run(struct search *search, struct searcher *searcher, const char *text, bool exact_total,
               struct list *warnings, struct error *err)
{
    const struct request *request = searcher->request;
    *search = (struct search){ 0 };
    if (search_query_parse(&search->query, searcher, text, request->any, warnings, err) < 0 ||
        find(search, searcher, exact_total, warnings, err) < 0)
        return -1;
    /* Else the articles that are already seen were left out. */
    bool searches_all = !request->since_last || since_is_first(&searcher->since);
    pattern_hint_all(request, searches_all && search->matches.total == 0, warnings);
    if (!request->since_last)
        return 0;
    return note_found(search, searcher, warnings, err);
}

void search_release(struct search *search)
{
    buckets_release(&search->buckets);
    match_list_release(&search->matches);
    query_release(&search->query);
    rank_release(&search->rank);
    *search = (struct search){ 0 };
}
