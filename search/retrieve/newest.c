/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "newest.h"

#include "engine_limits.h"
#include "match_set.h"
#include "prior.h"
#include "query/rank_table.h"
#include "rank.h"
#include "schema.h"

static double weigh_day(const void *context, const char *record)
{
    (void)context;
    return record ? prior_day(record) : 0;
}

/* The matches weigh as much as their days, and nothing else. */
static struct shim_query *weighed_by_day(const struct shim_query *matching, struct error *err)
{
    struct shim_query *query = shim_query_scale(shim_query_copy(matching, err), 0, err);
    return shim_query_pair(SHIM_AND_MAYBE, query,
                           shim_query_weigh(rank_table(), weigh_day, NULL, PRIOR_DAYS, err), err);
}

/* The best by the day, down to the least day. */
static struct shim_matches *search(const struct match_plan *plan, const struct shim_query *query,
                                   uint32_t limit, double least_day, struct error *err)
{
    const struct shim_request request = { .query = query,
                                          .scoring = &rank_scoring,
                                          .limit = limit,
                                          .sort_slot = -1,
                                          .count_up_to = MATCHING_ALL,
                                          .least_weight = least_day };
    return shim_search(plan->database, &request, err);
}

/* The day of the last row that is needed; 0: it has none. */
static double last_day(const struct shim_matches *found, size_t needed)
{
    return shim_matches_weight(found, needed - 1);
}

/* Whether all matches of the days that are needed are there. */
static bool is_enough(const struct shim_matches *found, size_t needed, uint64_t total)
{
    size_t count = shim_matches_size(found);
    return count == total || last_day(found, needed) > shim_matches_weight(found, count - 1);
}

static int take_rows(struct docset *newest, const struct shim_matches *found, double least_day,
                     struct shim_database *database, struct error *err)
{
    if (match_set_init(newest, database, err) < 0)
        return -1;
    for (size_t i = 0; i < shim_matches_size(found) && shim_matches_weight(found, i) >= least_day;
         i++)
        docset_add(newest, shim_matches_docid(found, i));
    return 0;
}

/* All matches of the latest days that hold so many; no set, if too few of many have a date. */
static int find_newest(struct docset *newest, uint64_t *total, const struct match_plan *plan,
                       uint32_t needed, struct error *err)
{
    uint32_t limit = needed < MATCHING_ALL - ENGINE_NEWEST_SPARE ? needed + ENGINE_NEWEST_SPARE
                                                                 : needed,
             ignored, exact = 0;
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
    int result = found ? 0 : -1;
    if (found && (least_day > 0 || shim_matches_size(found) == exact))
        result = take_rows(newest, found, least_day, plan->database, err);
    shim_query_free(query);
    shim_matches_free(found);
    return result;
}

/* Whether the newest come first, and nothing else has to see all matches. */
static bool can_take_newest(const struct matching *matching)
{
    const struct match_plan *plan = matching->plan;
    const struct segment *segment = &matching->segments[0];
    return segment->slot == SLOT_DATE && segment->descending && matching->want > 0 &&
           matching->want < MATCHING_ALL && !matching->by_all &&
           shim_is_of_words(plan->database, plan->matching);
}

int newest_run(struct matching *matching)
{
    static const struct request_sort by_date = { SORT_DATE, false };
    struct docset newest = { 0 };
    uint64_t total;
    if (!can_take_newest(matching))
        return 0;
    int result =
        find_newest(&newest, &total, matching->plan, matching_rows_needed(matching), matching->err);
    if (result < 0 || !newest.bits) {
        docset_release(&newest);
        return result;
    }
    matching_note_strategy(matching, "newest days");
    docset_release(&matching->found);
    matching->found = newest;
    matching_add_found(matching);
    matching->lower = matching->estimated = matching->upper = total;
    matching->by_keys = matching->complete = true;
    matching->sorts = &by_date;
    matching->sort_count = 1;
    return 0;
}
