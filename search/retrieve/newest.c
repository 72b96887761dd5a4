/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "newest.h"

#include "engine_limits.h"
#include "match_set.h"
#include "query/rank_table.h"
#include "rank.h"
#include "schema.h"
#include "static_rank.h"

static double weigh_day(const void *context, const char *record)
{
    (void)context;
    return record ? static_rank_day(record) : 0;
}

/* The matches weigh as much as their days, and nothing else. */
static struct engine_query *weighed_by_day(const struct engine_query *matching, struct error *err)
{
    struct engine_query *query = engine_query_scale(engine_query_copy(matching, err), 0, err);
    return engine_query_pair(
        ENGINE_AND_MAYBE, query,
        engine_query_weigh(rank_table(), weigh_day, NULL, STATIC_RANK_DAYS, err), err);
}

/* The best by the day, down to the least day. */
static struct engine_matches *search(const struct match_plan *plan,
                                     const struct engine_query *query, uint32_t limit,
                                     double least_day, struct error *err)
{
    const struct engine_request request = { .query = query,
                                            .scoring = &rank_scoring,
                                            .limit = limit,
                                            .sort_slot = -1,
                                            .count_up_to = MATCHING_ALL,
                                            .least_weight = least_day };
    return engine_search(plan->database, &request, err);
}

/* The day of the last row that is needed; 0: it has none. */
static double last_day(const struct engine_matches *found, size_t needed)
{
    return engine_matches_weight(found, needed - 1);
}

/* Whether all matches of the days that are needed are there. */
static bool is_enough(const struct engine_matches *found, size_t needed, uint64_t total)
{
    size_t count = engine_matches_size(found);
    return count == total || last_day(found, needed) > engine_matches_weight(found, count - 1);
}

static int take_rows(struct docset *newest, const struct engine_matches *found, double least_day,
                     struct shim_database *database, struct error *err)
{
    if (match_set_init(newest, database, err) < 0)
        return -1;
    for (size_t i = 0;
         i < engine_matches_size(found) && engine_matches_weight(found, i) >= least_day; i++)
        docset_add(newest, engine_matches_docid(found, i));
    return 0;
}

/* All matches of the latest days that hold so many; no set, if too few of many have a date. */
static int find_newest(struct docset *newest, uint64_t *total, const struct match_plan *plan,
                       uint32_t needed, struct error *err)
{
    uint32_t limit = needed < MATCHING_ALL - ENGINE_NEWEST_SPARE ? needed + ENGINE_NEWEST_SPARE
                                                                 : needed,
             ignored, exact = 0;
    struct engine_query *query = weighed_by_day(plan->matching, err);
    struct engine_matches *found = query ? search(plan, query, limit, 0, err) : NULL;
    double least_day = 0;
    if (found) {
        engine_matches_total(found, &exact, &ignored, &ignored);
        least_day = exact > needed ? last_day(found, needed) : 0;
    }
    *total = exact;
    if (found && !is_enough(found, needed, exact) && least_day > 0) {
        engine_matches_free(found);
        found = search(plan, query, MATCHING_ALL, least_day, err);
    }
    int result = found ? 0 : -1;
    if (found && (least_day > 0 || engine_matches_size(found) == exact))
        result = take_rows(newest, found, least_day, plan->database, err);
    engine_query_free(query);
    engine_matches_free(found);
    return result;
}

/* Whether the newest come first, and nothing else has to see all matches. */
static bool can_take_newest(const struct matching *matching)
{
    const struct match_plan *plan = matching->plan;
    const struct segment *segment = &matching->segments[0];
    return segment->slot == SLOT_DATE && segment->descending && matching->want > 0 &&
           matching->want < MATCHING_ALL && !matching->by_all &&
           engine_is_of_words(plan->database, plan->matching);
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
