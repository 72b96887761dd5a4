/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match.h"

#include <stdlib.h>
#include <string.h>

#include "collapse.h"
#include "engine_limits.h"
#include "match_collect.h"
#include "match_set.h"
#include "matching.h"
#include "rank.h"
#include "remote_filter.h"
#include "row_sort.h"

static int run_segments(struct matching *matching)
{
    const bool is_filtered_here = matching->remote && match_plan_filters_left(matching->plan);
    for (size_t i = 0; i < matching->segment_count; i++) {
        const struct segment *segment = &matching->segments[i];
        int result = is_filtered_here ? remote_filter_run(matching, segment)
                                      : matching_run_segment(matching, segment);
        if (result < 0)
            return -1;
    }
    return 0;
}

/* Finds the rows in the first of these ways that is possible. */
static int find_rows(struct matching *matching)
{
    if (matching->want == 0 && matching->collected && !matching->by_all && !matching->remote)
        return 0;
    if (matching->all_rows)
        return 0;
    if (matching->found.bits && match_plan_weighs_last(matching->plan)) {
        matching_add_found(matching);
        return 0;
    }
    return matching_set_segments(matching) < 0 ? -1 : run_segments(matching);
}

static int take_total(struct match_list *matches, const struct matching *matching)
{
    const struct match_plan *plan = matching->plan;
    matches->total_exact = true;
    if (plan->collapse)
        matches->total = matching->rows.count;
    else if (matching->collected)
        matches->total = plan->collectors->matched;
    else if (matching->lower == matching->upper)
        matches->total = matching->lower;
    else if (matching->want > 0 && matching->rows.count <= matching->want)
        matches->total = matching->rows.count;
    else if (plan->exact_total || matching->want == 0 ||
             (matching->upper <= ENGINE_COUNT_UP_TO && !plan->phrases))
        return engine_count_matches(plan->database, plan->matching, true, &matches->total,
                                    matching->err);
    else {
        matches->total = matching->estimated;
        matches->total_exact = false;
    }
    return 0;
}

/* Leaves only the rows of the page. */
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

/* Brings the rows of the page into total order, and collapses rows. upside_down: the rows are in
 * the opposite order. */
static int order_rows(struct matching *matching, bool upside_down)
{
    const struct match_plan *plan = matching->plan;
    struct row_list *rows = &matching->rows;
    struct error *err = matching->err;
    const bool all = plan->collapse && matching->want > 0;
    if (upside_down)
        row_list_reverse(rows);
    if (matching->by_keys && row_sort(rows, plan->sorts, plan->sort_count, plan->database, err) < 0)
        return -1;
    if (order_break_ties(rows, plan->collapse ? 0 : plan->offset,
                         all ? rows->count : matching->want, plan->database, err) < 0)
        return -1;
    if (!plan->collapse)
        return 0;
    matching->collapsed = row_list_docids(rows);
    matching->collapsed_count = rows->count;
    return collapse_rows(rows, plan->collapse_field, plan->database, err);
}

static int run_all(struct match_list *matches, struct matching *matching)
{
    const struct match_plan *plan = matching->plan;
    const struct request_sort sort = order_first(plan->sorts, plan->sort_count);
    if (plan->filters->scanned)
        matching_note_strategy(matching, "regex scan");
    if (match_collect(matching) < 0)
        return -1;
    matching->by_keys = match_plan_sorts_rows(plan, matching->all_rows);
    bool upside_down =
        sort.key == SORT_RELEVANCE && sort.reversed && plan->weighted && !matching->by_keys;
    matching->by_all |= plan->collapse || matching->by_keys || matching->all_rows ||
                        (upside_down && matching->want > 0);
    if (find_rows(matching) < 0 || order_rows(matching, upside_down) < 0 ||
        take_total(matches, matching) < 0)
        return -1;
    cut_page(&matching->rows, plan->offset, matching->want);
    return matching_weigh_rows(matching);
}

int match_run(struct match_list *matches, const struct match_plan *plan, struct error *err)
{
    struct matching matching = { .plan = plan,
                                 .scoring = { rank_scoring.c, plan->proximity },
                                 .want = match_plan_rows_wanted(plan),
                                 .remote = shim_database_is_remote(plan->database),
                                 .err = err };
    *matches = (struct match_list){ 0 };
    int result = run_all(matches, &matching);
    if (result == 0) {
        matches->rows = matching.rows;
        matches->strategy = matching.strategy;
        matches->collapsed = matching.collapsed;
        matches->collapsed_count = matching.collapsed_count;
        matching.rows = (struct row_list){ 0 };
        matching.collapsed = NULL;
        matching.strategy = (struct buffer)BUFFER_INIT;
    }
    matching_release(&matching);
    return result;
}

void match_list_release(struct match_list *matches)
{
    row_list_release(&matches->rows);
    free(matches->collapsed);
    buffer_release(&matches->strategy);
}
