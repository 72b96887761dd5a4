/* newest.c: see newest.h. */
#include "newest.h"

#include <stdlib.h>

#include "memory.h"
#include "prior.h"
#include "rank.h"
#include "schema.h"

#define SPARE 1000 /* so many matches more than are wanted: those of a day are sorted together */

/* Document numbers. */
struct newest {
    uint32_t *docids;
    size_t count;
};

static double weigh_day(const void *context, const char *record) {
    (void)context;
    return record ? prior_day(record) : 0;
}

/* The matches weigh as much as their days, and nothing else. */
static struct shim_query *weighed_by_day(const struct shim_query *matching, struct error *err) {
    struct shim_query *query = shim_query_scale(shim_query_copy(matching, err), 0, err);
    return shim_query_pair(SHIM_AND_MAYBE, query,
                           shim_query_weigh(rank_table(), weigh_day, NULL, PRIOR_DAYS, err), err);
}

/* The best by the day, down to the least day. */
static struct shim_matches *search(const struct match_plan *plan, const struct shim_query *query,
                                   uint32_t limit, double least_day, struct error *err) {
    const struct shim_request request = { .query = query, .weighting = rank_weighting(),
                                          .limit = limit, .sort_slot = -1, .table = rank_table(),
                                          .counted = MATCHING_ALL, .least_weight = least_day };
    return shim_search(plan->database, &request, err);
}

/* The day of the last row that is needed; 0: it has none. */
static double last_day(const struct shim_matches *found, size_t needed) {
    return shim_matches_weight(found, needed - 1);
}

/* Whether all matches of the days that are needed are there. */
static bool is_enough(const struct shim_matches *found, size_t needed, uint64_t total) {
    size_t count = shim_matches_size(found);
    return count == total || last_day(found, needed) > shim_matches_weight(found, count - 1);
}

static int compare_docids(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static void take_rows(struct newest *newest, const struct shim_matches *found, double least_day) {
    size_t count = shim_matches_size(found);
    newest->docids = memory_allocate((count + 1) * sizeof *newest->docids);
    while (newest->count < count && shim_matches_weight(found, newest->count) >= least_day) {
        newest->docids[newest->count] = shim_matches_docid(found, newest->count);
        newest->count++;
    }
    qsort(newest->docids, newest->count, sizeof *newest->docids, compare_docids);
}

/* All matches of the latest days that hold so many; none, if too few of many have a date. */
static int find_newest(struct newest *newest, uint64_t *total, const struct match_plan *plan,
                       uint32_t needed, struct error *err) {
    uint32_t limit = needed < MATCHING_ALL - SPARE ? needed + SPARE : needed, ignored, exact = 0;
    struct shim_query *query = weighed_by_day(plan->matching, err);
    struct shim_matches *found = query ? search(plan, query, limit, 0, err) : NULL;
    double least_day = 0;
    if (found) {
        shim_matches_total(found, &exact, &ignored, &ignored);
        least_day = exact > needed ? last_day(found, needed) : 0;
    }
    *total = exact;
    if (found && !is_enough(found, needed, exact) && least_day > 0) {
        shim_matches_free(found);
        found = search(plan, query, MATCHING_ALL, least_day, err);
    }
    if (found && (least_day > 0 || shim_matches_size(found) == exact))
        take_rows(newest, found, least_day);
    shim_query_free(query);
    int result = found ? 0 : -1;
    shim_matches_free(found);
    return result;
}

/* Whether the newest come first, and nothing else has to see all matches. */
static bool can_take_newest(const struct matching *matching) {
    const struct match_plan *plan = matching->plan;
    const struct segment *segment = &matching->segments[0];
    return segment->slot == SLOT_DATE && segment->descending && matching->want > 0 &&
           matching->want < MATCHING_ALL && !matching->by_all && !tally_counts(plan->tally) &&
           shim_is_of_words(plan->database, plan->matching, rank_table());
}

/* Among these articles alone. */
static int narrow_segment(struct matching *matching, const struct newest *newest) {
    struct segment *segment = &matching->segments[0];
    segment->query = shim_query_pair(
        SHIM_FILTER, segment->query,
        shim_query_among(newest->docids, newest->count, matching->err), matching->err);
    return segment->query ? 0 : -1;
}

int newest_run(struct matching *matching) {
    struct newest newest = { 0 };
    const uint32_t needed = matching_rows_needed(matching);
    uint64_t total;
    if (!can_take_newest(matching))
        return 0;
    int result = find_newest(&newest, &total, matching->plan, needed, matching->err);
    matching->newest = result == 0 && newest.docids;
    if (matching->newest)
        result = narrow_segment(matching, &newest);
    if (result == 0 && matching->newest)
        result = matching_run_segment(matching, &matching->segments[0], needed);
    if (matching->newest)
        matching->lower = matching->estimated = matching->upper = total;
    free(newest.docids);
    return result;
}
