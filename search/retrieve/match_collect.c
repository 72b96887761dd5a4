/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match_collect.h"

#include <stdlib.h>

#include "match_set.h"

/* The facets and charts of servers, which count by themselves. */
static int count_by_servers(struct matching *matching)
{
    const struct match_plan *plan = matching->plan;
    unsigned *slots = collectors_slots(plan->collectors);
    /* By no order: of the rows of several servers that are sorted by a value, Xapian 1.4 counts
     * some twice. */
    const struct engine_request request = { .query = plan->matching,
                                            .check_at_least = MATCHING_ALL,
                                            .sort_slot = -1,
                                            .counted_slots = slots,
                                            .counted_slot_count = plan->collectors->count };
    struct engine_matches *found = engine_search(plan->database, &request, matching->err);
    int result = -1;
    free(slots);
    if (found) {
        uint32_t lower, estimated, upper;
        engine_matches_total(found, &lower, &estimated, &upper);
        result = collectors_take(plan->collectors, found, estimated, matching->err);
    }
    engine_matches_free(found);
    matching_note_strategy(matching, "counted by servers");
    return result;
}

static int collect(struct matching *matching, const struct docset *matches)
{
    const struct match_plan *plan = matching->plan;
    uint32_t *docids = docset_list(matches);
    int result = collectors_run(plan->collectors, plan->database, docids, docset_count(matches),
                                matching->err);
    free(docids);
    return result;
}

static int find_filtered(struct matching *matching, const struct regex_filters *filters)
{
    const struct match_plan *plan = matching->plan;
    matching->filtered = filters != NULL;
    matching->by_all |= filters && matching->want > 0; /* to drop those that do not pass */
    return match_set_find(&matching->found, plan->matching, filters, plan->database, matching->err);
}

static int collect_rows(struct matching *matching)
{
    struct docset matches = { 0 };
    if (match_set_take_rows(&matches, &matching->rows, matching->plan->database, matching->err) < 0)
        return -1;
    int result = collect(matching, &matches);
    docset_release(&matches);
    return result;
}

int match_collect(struct matching *matching)
{
    const struct match_plan *plan = matching->plan;
    const struct regex_filters *filters = match_plan_filters_left(plan);
    const bool collects = plan->collectors->count > 0 || filters;
    if (matching->remote) {
        matching->collected = collects;
        return !collects || filters ? 0 : count_by_servers(matching); /* or as they are fetched */
    }
    if (match_plan_finds_all_first(plan)) {
        if (matching_find_all(matching) < 0)
            return -1;
    } else if (collects && find_filtered(matching, filters) < 0) {
        return -1;
    }
    if (matching->found.bits && !filters)
        matching_note_strategy(matching, "collected");
    matching->collected = collects;
    if (!collects)
        return 0;
    return matching->all_rows ? collect_rows(matching) : collect(matching, &matching->found);
}
