/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match.h"

#include <stdlib.h>
#include <string.h>

#include "collapse.h"
#include "engine_limits.h"
#include "matching.h"
#include "memory.h"
#include "newest.h"
#include "query/rank_table.h"
#include "rank.h"
#include "refine.h"
#include "remote_filter.h"
#include "row_sort.h"

static uint32_t add_saturating(uint32_t a, uint32_t b)
{
    return a > MATCHING_ALL - b ? MATCHING_ALL : a + b;
}

/* Two segments of the one: with a value, and without. */
static int split_absent(struct matching *matching)
{
    struct error *err = matching->err;
    struct segment *segments = matching->segments;
    unsigned slot = (unsigned)segments[0].slot;
    segments[1] = segments[0];
    segments[1].query = shim_query_copy(segments[0].query, err);
    matching->segment_count = 2;
    segments[0].query = shim_query_pair(SHIM_FILTER, segments[0].query,
                                        shim_query_range(slot, NULL, 0, NULL, 0, err), err);
    segments[1].query = shim_query_pair(SHIM_AND_NOT, segments[1].query,
                                        shim_query_range(slot, NULL, 0, NULL, 0, err), err);
    return segments[0].query && segments[1].query ? 0 : -1;
}

static int plan_segments(struct matching *matching)
{
    const struct match_plan *plan = matching->plan;
    const struct request_sort sort = order_first(plan->sorts, plan->sort_count);
    const struct order_key *key = order_key(matching->by_keys ? SORT_RELEVANCE : sort.key);
    const struct shim_query *query = matching->want ? plan->ranked : plan->matching;
    struct segment *segments = matching->segments;
    struct error *err = matching->err;
    bool descending = key->descending != sort.reversed;
    if (key->slot < 0 && !plan->weighted && !matching->by_keys) {
        key = order_key(SORT_DATE); /* all tie: the order of ties, which has one direction */
        descending = true;
    }
    segments[0] = (struct segment){ shim_query_copy(query, err), key->slot, descending };
    if (matching->want == 0)
        segments[0].slot = -1;
    matching->segment_count = 1;
    if (!segments[0].query)
        return -1;
    if (segments[0].slot < 0 || descending || sort.key == SORT_PATH)
        return 0; /* the absent come last as it is, or there are none */
    return split_absent(matching);
}

/* So many matches are counted, even if only some can come among the rows. */
static uint32_t counted_anyway(const struct match_plan *plan)
{
    return plan->exact_total ? MATCHING_ALL
           : plan->phrases   ? ENGINE_COUNT_PHRASES_UP_TO
                             : ENGINE_COUNT_UP_TO;
}

struct shim_request matching_request(const struct matching *matching, const struct segment *segment,
                                     uint32_t limit)
{
    return (struct shim_request){
        .query = segment->query,
        .weighting =
            matching->want ? rank_weighting() : (struct shim_weighting){ .scheme = SHIM_BOOL },
        .limit = limit,
        .sort_slot = segment->slot,
        .sort_descending = segment->descending,
        .table = rank_table(),
        .counted = counted_anyway(matching->plan),
        .check_at_least = matching->plan->phrases ? ENGINE_COUNT_PHRASES_UP_TO : 0,
        .accept = matching->remote || !tally_filters(matching->plan->tally) ? NULL : tally_filter,
        .accept_context = matching->plan->tally,
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

static double score_of(const struct matching *matching, const struct shim_matches *found,
                       size_t row)
{
    return rank_score(shim_matches_weight(found, row), matching->plan->unit);
}

/* Reads the document's value in slot, the key of its row. */
static int read_key(struct buffer *key, struct shim_matches *found, size_t row, unsigned slot,
                    struct error *err)
{
    const char *value;
    size_t length;
    struct shim_document *document = shim_matches_document(found, row, err);
    int result = document ? shim_document_value(document, slot, &value, &length, err) : -1;
    buffer_clear(key);
    if (result == 0)
        buffer_add(key, value, length);
    shim_document_free(document);
    return result;
}

static bool is_last_key(const struct matching *matching, const struct buffer *key)
{
    return key->length == matching->last_key.length &&
           (key->length == 0 || memcmp(key->data, matching->last_key.data, key->length) == 0);
}

void matching_add_row(struct matching *matching, const struct segment *segment,
                      const struct shim_matches *found, size_t number, const struct buffer *key)
{
    struct row_list *rows = &matching->rows;
    struct row row = { .docid = shim_matches_docid(found, number),
                       .weight = score_of(matching, found, number) };
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

static int add_rows(struct matching *matching, const struct segment *segment,
                    struct shim_matches *found)
{
    struct buffer key = BUFFER_INIT;
    int result = 0;
    matching->segment_first = matching->rows.count;
    for (size_t i = 0; result == 0 && i < shim_matches_size(found); i++) {
        if (segment->slot >= 0)
            result = read_key(&key, found, i, (unsigned)segment->slot, matching->err);
        if (result == 0)
            matching_add_row(matching, segment, found, i, &key);
    }
    buffer_release(&key);
    return result;
}

static void add_totals(struct matching *matching, const struct shim_matches *found)
{
    uint32_t lower, estimated, upper;
    shim_matches_total(found, &lower, &estimated, &upper);
    matching->lower += lower;
    matching->estimated += estimated;
    matching->upper += upper;
}

int matching_run_segment(struct matching *matching, const struct segment *segment, uint32_t limit)
{
    struct shim_request request = matching_request(matching, segment, limit);
    if (matching->plan->optional && limit > 0)
        request.check_at_least = MATCHING_ALL;
    if (tally_counts(matching->plan->tally) && !matching->tallied_ahead) {
        request.check_at_least = MATCHING_ALL;
        request.accept = tally_accept;
    }
    struct shim_matches *found = shim_search(matching->plan->database, &request, matching->err);
    if (!found)
        return -1;
    matching_note_strategy(matching, shim_matches_strategy(found));
    int result = add_rows(matching, segment, found);
    add_totals(matching, found);
    shim_matches_free(found);
    return result;
}

/* The rows by weight, where bonuses that are dear to work out decide only between the best. */
static int run_refined(struct matching *matching)
{
    const struct match_plan *plan = matching->plan;
    struct refined refined;
    const struct refine_plan refining = {
        .database = plan->database,
        .plain = plan->plain,
        .counted = counted_anyway(plan),
        .optional = plan->optional,
        .bonuses = plan->bonuses,
        .bonus_count = plan->bonus_count,
        .tally = tally_counts(plan->tally) ? tally_accept : NULL,
        .filter = tally_filters(plan->tally) ? tally_filter : NULL,
        .context = plan->tally,
    };
    int result = refine(&refined, &refining, matching->want, matching->err);
    matching->tallied_ahead = refined.tallied;
    matching->settled = refined.done;
    if (result == 0 && refined.done) {
        row_list_release(&matching->rows);
        matching->rows = refined.rows;
        matching->lower = refined.lower;
        matching->estimated = refined.estimated;
        matching->upper = refined.upper;
        matching_note_strategy(matching, buffer_text(&refined.strategy));
        matching_note_strategy(matching, "rescored");
    }
    buffer_release(&refined.strategy);
    return result;
}

static bool can_refine(const struct matching *matching)
{
    const struct match_plan *plan = matching->plan;
    return plan->plain && matching->want > 0 && matching->want < MATCHING_ALL &&
           !matching->by_all && matching->segments[0].slot < 0;
}

/* The rows that are needed from a segment: all, or up to one past the page. */
uint32_t matching_rows_needed(const struct matching *matching)
{
    uint32_t want = add_saturating(matching->want, 1);
    if (matching->want == MATCHING_ALL || matching->by_all)
        return MATCHING_ALL;
    if (matching->want == 0)
        return 0;
    return matching->rows.count < want ? want - (uint32_t)matching->rows.count : 0;
}

static bool is_filtered_here(const struct matching *matching)
{
    return matching->remote && tally_filters(matching->plan->tally);
}

/* Without rows and weights. By no order: of the rows of several servers that are sorted by a value,
 * Xapian 1.4 counts some twice. */
static struct shim_request counting_request(const struct shim_query *query, bool exact)
{
    return (struct shim_request){ .query = query,
                                  .weighting = { .scheme = SHIM_BOOL },
                                  .check_at_least = exact ? MATCHING_ALL : 0,
                                  .sort_slot = -1 };
}

int match_count(uint64_t *count, bool exact, const struct shim_query *query,
                struct shim_database *database, struct error *err)
{
    uint32_t lower, estimated, upper;
    if (exact && shim_is_of_words(database, query, rank_table()))
        return shim_each_match(database, query, rank_table(), count, NULL, NULL, err);
    const struct shim_request request = counting_request(query, exact);
    struct shim_matches *found = shim_search(database, &request, err);
    if (!found)
        return -1;
    shim_matches_total(found, &lower, &estimated, &upper);
    *count = upper;
    shim_matches_free(found);
    return 0;
}

int match_each(const struct shim_query *query, shim_accept *visit, void *context,
               struct shim_database *database, struct error *err)
{
    struct shim_request request = counting_request(query, true);
    request.accept = visit;
    request.accept_context = context;
    struct shim_matches *found = shim_search(database, &request, err);
    shim_matches_free(found);
    return found ? 0 : -1;
}

int match_set_init(struct docset *set, struct shim_database *database, struct error *err)
{
    uint32_t last;
    if (shim_last_number(database, &last, err) < 0)
        return -1;
    docset_init(set, last + 1);
    return 0;
}

struct shim_query *match_narrow(struct shim_query *query, const struct docset *set,
                                struct error *err)
{
    if (!set->bits)
        return query;
    uint32_t *docids = docset_list(set);
    query =
        shim_query_pair(SHIM_FILTER, query, shim_query_among(docids, docset_count(set), err), err);
    free(docids);
    return query;
}

/* The facets and charts of servers, which count by themselves. */
static int count_by_spies(struct matching *matching)
{
    struct tally *tally = matching->plan->tally;
    uint32_t lower, estimated, upper;
    struct shim_request request = counting_request(matching->plan->matching, true);
    unsigned *slots = tally_spy_slots(tally, &request.spy_count);
    request.spy_slots = slots;
    struct shim_matches *found = shim_search(matching->plan->database, &request, matching->err);
    free(slots);
    if (!found)
        return -1;
    matching_note_strategy(matching, "counted by servers");
    shim_matches_total(found, &lower, &estimated, &upper);
    int result = tally_take_spied(tally, found, estimated, matching->err);
    shim_matches_free(found);
    return result;
}

static int run_segments(struct matching *matching)
{
    if (can_refine(matching)) {
        if (run_refined(matching) < 0)
            return -1;
        if (matching->settled)
            return 0;
    }
    if (newest_run(matching) < 0)
        return -1;
    if (matching->newest)
        return 0;
    if (matching->remote && tally_counts(matching->plan->tally) && !is_filtered_here(matching)) {
        if (count_by_spies(matching) < 0)
            return -1;
        matching->tallied_ahead = true;
    }
    for (size_t i = 0; i < matching->segment_count; i++) {
        const struct segment *segment = &matching->segments[i];
        int result = is_filtered_here(matching)
                         ? remote_filter_run(matching, segment)
                         : matching_run_segment(matching, segment, matching_rows_needed(matching));
        if (result < 0)
            return -1;
    }
    return 0;
}

/* Narrows the segment to the group whose key is last_key. */
static struct shim_query *group_query(const struct matching *matching,
                                      const struct segment *segment)
{
    struct error *err = matching->err;
    const struct buffer *key = &matching->last_key;
    struct shim_query *query = shim_query_copy(segment->query, err);
    unsigned slot = (unsigned)segment->slot;
    if (key->length == 0)
        return shim_query_pair(SHIM_AND_NOT, query, shim_query_range(slot, NULL, 0, NULL, 0, err),
                               err);
    return shim_query_pair(
        SHIM_FILTER, query,
        shim_query_range(slot, key->data, key->length, key->data, key->length, err), err);
}

/* Puts all rows of weight in the place of those that were found of them. */
static int replace_group(struct matching *matching, const struct shim_matches *found,
                         bool by_weight, double weight)
{
    struct row_list *rows = &matching->rows;
    while (rows->count > 0 && rows->items[rows->count - 1].same_key)
        rows->count--;
    rows->count--;
    bool first = true;
    for (size_t i = 0; i < shim_matches_size(found); i++) {
        struct row row = { .docid = shim_matches_docid(found, i),
                           .weight = score_of(matching, found, i) };
        if (by_weight && row.weight != weight)
            continue;
        row.same_key = !first;
        first = false;
        row_list_add(rows, &row);
    }
    return 0;
}

/* The segment that the last row came from: the last one that was asked for rows. */
static int complete_group(struct matching *matching)
{
    struct row_list *rows = &matching->rows;
    if (matching->settled || matching->want == 0 || rows->count <= matching->want ||
        !rows->items[matching->want].same_key || is_filtered_here(matching) || matching->by_all)
        return 0;
    size_t last = matching->segment_count - 1;
    if (last == 1 && matching->last_key.length > 0)
        last = 0;
    const struct segment *segment = &matching->segments[last];
    double weight = rows->items[matching->want].weight;
    struct shim_request request = matching_request(matching, segment, MATCHING_ALL);
    struct shim_query *query = NULL;
    if (segment->slot >= 0)
        request.query = query = group_query(matching, segment);
    else
        request.least_weight = (weight - SCORE_STEP) / matching->plan->unit;
    struct shim_matches *found =
        request.query ? shim_search(matching->plan->database, &request, matching->err) : NULL;
    int result = found ? replace_group(matching, found, segment->slot < 0, weight) : -1;
    shim_matches_free(found);
    shim_query_free(query);
    return result;
}

static int take_total(struct match_list *matches, struct matching *matching)
{
    const struct tally *tally = matching->plan->tally;
    uint32_t asked = add_saturating(matching->want, 1);
    matches->total_exact = true;
    if (matching->plan->collapse)
        matches->total = matching->rows.count;
    else if (tally_counts(tally))
        matches->total = tally->matched;
    else if (matching->lower == matching->upper)
        matches->total = matching->lower;
    else if (matching->want > 0 && matching->rows.count < asked)
        matches->total = matching->rows.count;
    else if (matching->plan->exact_total || matching->want == 0 ||
             (matching->upper <= ENGINE_COUNT_UP_TO && !matching->plan->phrases))
        return match_count(&matches->total, true, matching->plan->matching,
                           matching->plan->database, matching->err);
    else {
        matches->total = matching->estimated;
        matches->total_exact = false;
    }
    return 0;
}

/* Leaves the rows of the page alone. */
static void cut_page(struct row_list *rows, uint32_t offset, uint32_t want)
{
    size_t first = rows->count < offset ? rows->count : offset;
    size_t end = rows->count < want ? rows->count : want;
    if (end < first)
        end = first;
    if (first > 0)
        memmove(rows->items, rows->items + first, (end - first) * sizeof *rows->items);
    rows->count = end - first;
}

static void reverse(struct row *rows, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct row row = rows[i];
        rows[i] = rows[count - 1 - i];
        rows[count - 1 - i] = row;
    }
}

/* The least relevant first; the groups stay groups. */
static void reverse_rows(struct row_list *rows)
{
    bool same = false;
    reverse(rows->items, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        bool next_same = rows->items[i].same_key;
        rows->items[i].same_key = same;
        same = next_same;
    }
}

static int run_all(struct match_list *matches, struct matching *matching)
{
    const struct match_plan *plan = matching->plan;
    const struct request_sort sort = order_first(plan->sorts, plan->sort_count);
    matching->by_keys = matching->want > 0 && row_sort_is_needed(plan->sorts, plan->sort_count);
    bool upside_down =
        sort.key == SORT_RELEVANCE && sort.reversed && plan->weighted && !matching->by_keys;
    matching->by_all = plan->collapse || matching->by_keys || (upside_down && matching->want > 0);
    if (plan->tally->filters->settled)
        matching_note_strategy(matching, "regex scan");
    if (plan_segments(matching) < 0 || run_segments(matching) < 0 || complete_group(matching) < 0)
        return -1;
    if (upside_down)
        reverse_rows(&matching->rows);
    if (matching->by_keys &&
        row_sort(&matching->rows, plan->sorts, plan->sort_count, plan->database, matching->err) < 0)
        return -1;
    size_t first = plan->collapse ? 0 : plan->offset;
    size_t end = plan->collapse && matching->want ? matching->rows.count : matching->want;
    if (order_settle(&matching->rows, first, end, plan->database, matching->err) < 0)
        return -1;
    if (plan->collapse &&
        collapse_rows(&matching->rows, plan->collapse_field, plan->database, matching->err) < 0)
        return -1;
    if (take_total(matches, matching) < 0)
        return -1;
    cut_page(&matching->rows, plan->offset, matching->want);
    return 0;
}

int match_run(struct match_list *matches, const struct match_plan *plan, struct error *err)
{
    struct matching matching = { .plan = plan, .err = err };
    *matches = (struct match_list){ 0 };
    plan->tally->err = err;
    matching.remote = shim_database_is_remote(plan->database);
    matching.want = plan->limit == 0 ? 0 : add_saturating(plan->offset, plan->limit);
    int result = run_all(matches, &matching);
    if (result == 0) {
        matches->rows = matching.rows;
        matches->strategy = matching.strategy;
    } else {
        row_list_release(&matching.rows);
        buffer_release(&matching.strategy);
    }
    for (size_t i = 0; i < matching.segment_count; i++)
        shim_query_free(matching.segments[i].query);
    buffer_release(&matching.last_key);
    return result;
}

void match_plan_release(struct match_plan *plan)
{
    shim_query_free(plan->matching);
    shim_query_free(plan->ranked);
    shim_query_free(plan->plain);
    for (size_t i = 0; i < plan->bonus_count; i++)
        refine_bonus_release(&plan->bonuses[i]);
    free(plan->bonuses);
    *plan = (struct match_plan){ 0 };
}

void match_list_release(struct match_list *matches)
{
    row_list_release(&matches->rows);
    buffer_release(&matches->strategy);
}
