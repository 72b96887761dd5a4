/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching.h"

#include <stdlib.h>
#include <string.h>

#include "engine_limits.h"
#include "match_set.h"
#include "memory.h"
#include "slot_values.h"

/* Makes two segments of the one: with a value, and without. */
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
        key = order_key(SORT_DATE); /* all tie: the order of ties, which has one direction */
        descending = true;
    }
    segments[0] = (struct segment){ engine_query_copy(query, err), key->slot, descending };
    if (matching->want == 0)
        segments[0].slot = -1;
    matching->segment_count = 1;
    if (!segments[0].query)
        return -1;
    if (segments[0].slot < 0 || descending || sort.key == SORT_PATH)
        return 0; /* the absent come last as it is, or there are none */
    return split_absent(matching);
}

/* The matches that are counted, even if only some can be among the rows. */
static uint32_t count_up_to(const struct matching *matching)
{
    if (matching->collected)
        return 0; /* their number is known */
    return matching->plan->exact_total ? MATCHING_ALL
           : matching->plan->phrases   ? ENGINE_COUNT_PHRASES_UP_TO
                                       : ENGINE_COUNT_UP_TO;
}

uint32_t matching_rows_needed(const struct matching *matching)
{
    const size_t count = matching->rows.count;
    if (matching->want == MATCHING_ALL || matching->by_all)
        return MATCHING_ALL;
    if (matching->want == 0 || count > matching->want)
        return 0;
    return matching->want - (uint32_t)count + 1;
}

struct engine_request matching_request(const struct matching *matching,
                                       const struct segment *segment, uint32_t limit)
{
    const struct match_plan *plan = matching->plan;
    return (struct engine_request){
        .query = segment->query,
        .scoring = matching->want ? &matching->scoring : NULL,
        .limit = limit,
        .sort_slot = segment->slot,
        .sort_descending = segment->descending,
        .count_up_to = count_up_to(matching),
        .check_at_least = plan->phrases ? ENGINE_COUNT_PHRASES_UP_TO : 0,
    };
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

static bool is_last_key(const struct matching *matching, const struct buffer *key)
{
    return key->length == matching->last_key.length &&
           (key->length == 0 || memcmp(key->data, matching->last_key.data, key->length) == 0);
}

void matching_add_row(struct matching *matching, const struct segment *segment,
                      const struct engine_matches *found, size_t number, const struct buffer *key)
{
    struct row_list *rows = &matching->rows;
    struct row row = { .docid = engine_matches_docid(found, number),
                       .weight = score_of(found, number) };
    const bool first = matching->rows.count == matching->segment_first;
    if (segment->slot < 0) {
        row.same_key = !first && rows->items[rows->count - 1].weight == row.weight;
    } else {
        row.same_key = !first && is_last_key(matching, key);
        buffer_clear(&matching->last_key);
        buffer_add(&matching->last_key, key->data, key->length);
    }
    row_list_add(rows, &row);
}

/* The values of found rows in a slot: one buffer for each. */
static void take_key(void *context, size_t number, const char *value, size_t length)
{
    struct buffer *keys = context;
    buffer_add(&keys[number], value, length);
}

/* A server sends the documents of all rows at once. */
static int read_sent_keys(struct buffer *keys, struct engine_matches *found, unsigned slot,
                          struct error *err)
{
    int result = 0;
    for (size_t i = 0; result == 0 && i < engine_matches_size(found); i++) {
        const char *value;
        size_t length;
        struct shim_document *document = engine_matches_document(found, i, err);
        result = document ? shim_document_value(document, slot, &value, &length, err) : -1;
        if (result == 0)
            take_key(keys, i, value, length);
        shim_document_free(document);
    }
    return result;
}

static int read_keys(struct buffer *keys, const struct matching *matching,
                     struct engine_matches *found, unsigned slot)
{
    const struct slot_values values = { slot, take_key, keys };
    const size_t count = engine_matches_size(found);
    if (matching->remote)
        return read_sent_keys(keys, found, slot, matching->err);
    uint32_t *docids = memory_allocate((count + 1) * sizeof *docids);
    for (size_t i = 0; i < count; i++)
        docids[i] = engine_matches_docid(found, i);
    int result = slot_values_read(&values, matching->plan->database, docids, count, matching->err);
    free(docids);
    return result;
}

static bool has_passed(const struct matching *matching, uint32_t docid)
{
    return !matching->filtered || docset_has(&matching->found, docid);
}

static int add_rows(struct matching *matching, const struct segment *segment,
                    struct engine_matches *found)
{
    const size_t count = engine_matches_size(found);
    struct buffer *keys = memory_allocate((count + 1) * sizeof *keys);
    int result = segment->slot >= 0 ? read_keys(keys, matching, found, (unsigned)segment->slot) : 0;
    matching->segment_first = matching->rows.count;
    for (size_t i = 0; i < count; i++) {
        if (result == 0 && has_passed(matching, engine_matches_docid(found, i)))
            matching_add_row(matching, segment, found, i, &keys[i]);
        buffer_release(&keys[i]);
    }
    free(keys);
    return result;
}

static void add_totals(struct matching *matching, const struct engine_matches *found)
{
    uint32_t lower, estimated, upper;
    engine_matches_total(found, &lower, &estimated, &upper);
    matching->lower += lower;
    matching->estimated += estimated;
    matching->upper += upper;
}

int matching_run_segment(struct matching *matching, const struct segment *segment, uint32_t limit)
{
    const struct engine_request request = matching_request(matching, segment, limit);
    struct engine_matches *found = engine_search(matching->plan->database, &request, matching->err);
    if (!found)
        return -1;
    matching_note_strategy(matching, engine_matches_strategy(found));
    matching->complete = engine_matches_has_whole_ties(found);
    int result = add_rows(matching, segment, found);
    add_totals(matching, found);
    engine_matches_free(found);
    return result;
}

/* Narrows the segment to the group whose key is last_key. */
static struct engine_query *group_query(const struct matching *matching,
                                        const struct segment *segment)
{
    struct error *err = matching->err;
    const struct buffer *key = &matching->last_key;
    struct engine_query *query = engine_query_copy(segment->query, err);
    unsigned slot = (unsigned)segment->slot;
    if (key->length == 0)
        return engine_query_pair(ENGINE_AND_NOT, query,
                                 engine_query_range(slot, NULL, 0, NULL, 0, err), err);
    return engine_query_pair(
        ENGINE_FILTER, query,
        engine_query_range(slot, key->data, key->length, key->data, key->length, err), err);
}

/* Puts all rows of weight in the place of those that were found of them. */
static int replace_group(struct matching *matching, const struct engine_matches *found,
                         bool by_weight, double weight)
{
    struct row_list *rows = &matching->rows;
    while (rows->count > 0 && rows->items[rows->count - 1].same_key)
        rows->count--;
    rows->count--;
    bool first = true;
    for (size_t i = 0; i < engine_matches_size(found); i++) {
        struct row row = { .docid = engine_matches_docid(found, i), .weight = score_of(found, i) };
        if (by_weight && row.weight != weight)
            continue;
        row.same_key = !first;
        first = false;
        row_list_add(rows, &row);
    }
    return 0;
}

/* The segment that the last row came from: the last one that was asked for rows. */
static const struct segment *last_segment(const struct matching *matching)
{
    const bool is_absent = matching->last_key.length == 0;
    return &matching->segments[matching->segment_count == 2 && is_absent ? 1 : 0];
}

int matching_complete_group(struct matching *matching)
{
    struct row_list *rows = &matching->rows;
    if (matching->complete || matching->by_all || matching->want == 0 ||
        rows->count <= matching->want || !rows->items[matching->want].same_key)
        return 0;
    const struct segment *segment = last_segment(matching);
    double weight = rows->items[matching->want].weight;
    struct engine_request request = matching_request(matching, segment, MATCHING_ALL);
    struct engine_query *query = NULL;
    if (segment->slot >= 0)
        request.query = query = group_query(matching, segment);
    else
        request.least_weight = weight - ENGINE_SCORE_QUANTUM;
    struct engine_matches *found =
        request.query ? engine_search(matching->plan->database, &request, matching->err) : NULL;
    int result = found ? replace_group(matching, found, segment->slot < 0, weight) : -1;
    engine_matches_free(found);
    engine_query_free(query);
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
    if (match_set_init(&page, matching->plan->database, matching->err) < 0)
        return -1;
    for (size_t i = 0; i < matching->rows.count; i++)
        docset_add(&page, matching->rows.items[i].docid);
    struct segment segment = { engine_query_copy(matching->plan->ranked, matching->err), -1, true };
    segment.query = match_set_narrow(segment.query, &page, matching->err);
    docset_release(&page);
    const struct engine_request request =
        matching_request(matching, &segment, (uint32_t)matching->rows.count);
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
    docset_release(&matching->found);
    buffer_release(&matching->last_key);
    buffer_release(&matching->strategy);
}
