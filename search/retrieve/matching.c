/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching.h"

#include <stdlib.h>
#include <string.h>

#include "engine_limits.h"
#include "match_set.h"
#include "memory.h"
#include "query/rank_table.h"
#include "schema.h"

/* Splits the segment into one of rows with a value and one of rows without. */
static int split_absent(struct matching *matching)
{
    struct error *err = matching->err;
    struct segment *segments = matching->segments;
    unsigned slot = (unsigned)segments[0].slot;
    segments[1] = segments[0];
    segments[1].query = engine_query_copy(segments[0].query, err);
    matching->segment_count = 2;
    segments[0].query = engine_query_pair(ENGINE_FILTER, segments[0].query,
                                          engine_query_range(slot, NULL, 0, NULL, 0, err), err);
    segments[1].query = engine_query_pair(ENGINE_AND_NOT, segments[1].query,
                                          engine_query_range(slot, NULL, 0, NULL, 0, err), err);
    return segments[0].query && segments[1].query ? 0 : -1;
}

int matching_set_segments(struct matching *matching)
{
    const struct match_plan *plan = matching->plan;
    const struct request_sort sort = order_first(plan->sorts, plan->sort_count);
    const struct order_key *key = order_key(matching->by_keys ? SORT_RELEVANCE : sort.key);
    const struct engine_query *query = matching->want ? plan->ranked : plan->matching;
    struct segment *segments = matching->segments;
    struct error *err = matching->err;
    bool descending = key->descending != sort.reversed;
    if (key->slot < 0 && !plan->weighted && !matching->by_keys) {
        key = order_key(SORT_DATE); /* all rows tie, and the order of ties has only one direction */
        descending = true;
    }
    segments[0] = (struct segment){ engine_query_copy(query, err), key->slot, descending };
    if (matching->want == 0)
        segments[0].slot = -1;
    matching->segment_count = 1;
    if (!segments[0].query)
        return -1;
    if (segments[0].slot < 0 || descending || sort.key == SORT_PATH)
        return 0; /* rows without a value come last in any case, or there are none */
    return split_absent(matching);
}

/* How many matches are counted, even if only some of them can be rows. */
static uint32_t count_up_to(const struct matching *matching)
{
    if (matching->collected)
        return 0; /* their number is known */
    return matching->plan->exact_total ? MATCHING_ALL
           : matching->plan->phrases   ? ENGINE_COUNT_PHRASES_UP_TO
                                       : ENGINE_COUNT_UP_TO;
}

struct engine_request matching_request(const struct matching *matching,
                                       const struct segment *segment)
{
    const struct match_plan *plan = matching->plan;
    return (struct engine_request){
        .query = segment->query,
        .scoring = matching->want ? &matching->scoring : NULL,
        .limit = MATCHING_ALL,
        .sort_slot = segment->slot,
        .sort_descending = segment->descending,
        .count_up_to = count_up_to(matching),
        .check_at_least = plan->phrases ? ENGINE_COUNT_PHRASES_UP_TO : 0,
    };
}

/* All, or up to the end of the page, and those that tie there. */
static struct engine_request page_request(const struct matching *matching,
                                          const struct segment *segment)
{
    const size_t count = matching->rows.count;
    struct engine_request request = matching_request(matching, segment);
    if (segment->slot == SLOT_DATE && segment->descending) {
        request.sort_column = rank_table_days();
        request.late_weights = true;
    }
    if (matching->want == MATCHING_ALL || matching->by_all)
        return request;
    request.whole_ties = matching->want > 0 && count <= matching->want;
    request.limit = request.whole_ties ? matching->want - (uint32_t)count : 0;
    return request;
}

void matching_note_strategy(struct matching *matching, const char *strategy)
{
    struct buffer *all = &matching->strategy;
    size_t length = strlen(strategy);
    if (all->length >= length && memcmp(all->data + all->length - length, strategy, length) == 0)
        return;
    buffer_add_text(all, all->length > 0 ? ", " : "");
    buffer_add_text(all, strategy);
}

static double score_of(const struct engine_matches *found, size_t row)
{
    return engine_round_score(engine_matches_weight(found, row));
}

void matching_add_rows(struct matching *matching, const struct engine_matches *found,
                       const struct docset *passed)
{
    const size_t count = engine_matches_size(found);
    size_t last = count; /* the row that was added last; none yet */
    for (size_t i = 0; i < count; i++) {
        struct row row = { .docid = engine_matches_docid(found, i), .weight = score_of(found, i) };
        if (passed && !docset_has(passed, row.docid))
            continue;
        row.same_key = last < count && engine_matches_tie(found, last, i);
        last = i;
        row_list_add(&matching->rows, &row);
    }
}

static void add_totals(struct matching *matching, const struct engine_matches *found)
{
    uint32_t lower, estimated, upper;
    engine_matches_total(found, &lower, &estimated, &upper);
    matching->lower += lower;
    matching->estimated += estimated;
    matching->upper += upper;
}

static void take_rows(struct matching *matching, const struct engine_matches *found)
{
    matching_note_strategy(matching, engine_matches_strategy(found));
    matching_add_rows(matching, found, matching->filtered ? &matching->found : NULL);
    matching->unweighed |= !engine_matches_are_weighed(found);
    add_totals(matching, found);
}

int matching_run_segment(struct matching *matching, const struct segment *segment)
{
    const struct engine_request request = page_request(matching, segment);
    struct engine_matches *found = engine_search(matching->plan->database, &request, matching->err);
    if (!found)
        return -1;
    take_rows(matching, found);
    engine_matches_free(found);
    return 0;
}

int matching_find_all(struct matching *matching)
{
    const struct segment all = { matching->plan->ranked, -1, true };
    struct engine_request request = matching_request(matching, &all);
    request.late_weights = true;
    struct engine_matches *found = engine_search(matching->plan->database, &request, matching->err);
    int result = found ? 0 : -1;
    if (found && engine_matches_are_weighed(found)) {
        take_rows(matching, found);
        matching->all_rows = true;
    } else if (found) {
        result = match_set_take(&matching->found, found, matching->plan->database, matching->err);
    }
    engine_matches_free(found);
    return result;
}

void matching_add_found(struct matching *matching)
{
    const size_t count = docset_count(&matching->found);
    uint32_t *docids = docset_list(&matching->found);
    for (size_t i = 0; i < count; i++)
        row_list_add(&matching->rows, &(struct row){ .docid = docids[i] });
    free(docids);
    matching->lower = matching->estimated = matching->upper = count;
    matching->unweighed = true;
}

static int compare_places(const void *left, const void *right)
{
    const struct row *const *a = left, *const *b = right;
    return ((*a)->docid > (*b)->docid) - ((*a)->docid < (*b)->docid);
}

/* Gives each found document's weight to its row. */
static void take_weights(struct matching *matching, const struct engine_matches *found)
{
    struct row_list *rows = &matching->rows;
    struct row **places = memory_allocate((rows->count + 1) * sizeof *places);
    for (size_t i = 0; i < rows->count; i++)
        places[i] = &rows->items[i];
    qsort(places, rows->count, sizeof *places, compare_places);
    for (size_t i = 0; i < engine_matches_size(found); i++) {
        const struct row key = { .docid = engine_matches_docid(found, i) }, *sought = &key;
        struct row **place = bsearch(&sought, places, rows->count, sizeof *places, compare_places);
        if (place)
            (*place)->weight = score_of(found, i);
    }
    free(places);
}

int matching_weigh_rows(struct matching *matching)
{
    struct docset page = { 0 };
    if (!matching->unweighed || !matching->plan->weighted || matching->rows.count == 0)
        return 0;
    if (match_set_take_rows(&page, &matching->rows, matching->plan->database, matching->err) < 0)
        return -1;
    struct segment segment = { engine_query_copy(matching->plan->ranked, matching->err), -1, true };
    segment.query = match_set_filter(segment.query, &page, matching->err);
    docset_release(&page);
    struct engine_request request = matching_request(matching, &segment);
    request.limit = (uint32_t)matching->rows.count;
    struct engine_matches *found =
        segment.query ? engine_search(matching->plan->database, &request, matching->err) : NULL;
    if (found)
        take_weights(matching, found);
    int result = found ? 0 : -1;
    engine_matches_free(found);
    engine_query_free(segment.query);
    return result;
}

void matching_release(struct matching *matching)
{
    for (size_t i = 0; i < matching->segment_count; i++)
        engine_query_free(matching->segments[i].query);
    row_list_release(&matching->rows);
    free(matching->collapsed);
    docset_release(&matching->found);
    buffer_release(&matching->strategy);
}
