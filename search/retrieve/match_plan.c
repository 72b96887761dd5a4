/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match_plan.h"

#include "order.h"
#include "row_sort.h"

void match_plan_release(struct match_plan *plan)
{
    engine_query_free(plan->matching);
    engine_query_free(plan->ranked);
    engine_proximity_free(plan->proximity);
    *plan = (struct match_plan){ 0 };
}

uint32_t match_plan_rows_wanted(const struct match_plan *plan)
{
    if (plan->limit == 0)
        return 0;
    return plan->offset > UINT32_MAX - plan->limit ? UINT32_MAX : plan->offset + plan->limit;
}

const struct regex_filters *match_plan_filters_left(const struct match_plan *plan)
{
    return plan->filters->count > 0 && !plan->filters->applied ? plan->filters : NULL;
}

/* Whether only the best rows are weighed by pairs of words. */
static bool is_rescored(const struct match_plan *plan)
{
    return plan->proximity && shim_database_is_one_index(plan->database);
}

bool match_plan_sorts_rows(const struct match_plan *plan, bool all_rows)
{
    const bool by_slot = order_first(plan->sorts, plan->sort_count).key != SORT_RELEVANCE;
    const uint32_t wanted = match_plan_rows_wanted(plan);
    return wanted > 0 && (row_sort_is_needed(plan->sorts, plan->sort_count) ||
                          (by_slot && (plan->collapse || wanted == UINT32_MAX || all_rows) &&
                           !shim_database_is_remote(plan->database)));
}

bool match_plan_weighs_last(const struct match_plan *plan)
{
    for (size_t i = 0; i < plan->sort_count; i++)
        if (plan->sorts[i].key == SORT_RELEVANCE)
            return false;
    return match_plan_sorts_rows(plan, false) && match_plan_rows_wanted(plan) < UINT32_MAX &&
           !match_plan_filters_left(plan);
}

bool match_plan_finds_all_first(const struct match_plan *plan)
{
    const bool collects = plan->collectors->count > 0 && !is_rescored(plan);
    return match_plan_rows_wanted(plan) > 0 && !match_plan_filters_left(plan) &&
           !shim_database_is_remote(plan->database) && (collects || match_plan_weighs_last(plan));
}
