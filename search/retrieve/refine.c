/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "refine.h"

#include <math.h>
#include <stdlib.h>

#include "engine_limits.h"
#include "memory.h"
#include "query/rank_table.h"
#include "rank.h"

/* Articles whose full weight may have to be worked out. */
struct candidate {
    uint32_t docid;
    double weight; /* without the bonuses, or (once they are worked out) with them */
    double most;   /* that it can weigh with all bonuses */
};

struct candidates {
    struct candidate *items;
    size_t count;
    double unseen; /* what any other can weigh at most; -INFINITY: there is no other */
};

static struct shim_request request_for(const struct shim_query *query, uint32_t limit)
{
    return (struct shim_request){ .query = query,
                                  .weighting = rank_weighting(),
                                  .limit = limit,
                                  .sort_slot = -1,
                                  .table = rank_table() };
}

void refine_bonus_release(struct refine_bonus *bonus)
{
    shim_query_free(bonus->query);
    for (size_t i = 0; i < 2; i++) {
        buffer_release(&bonus->terms[i]);
        buffer_release(&bonus->plain[i]);
    }
    *bonus = (struct refine_bonus){ 0 };
}

/* What a search has to know of it. */
static struct shim_bonus bound_bonus(const struct refine_bonus *bonus)
{
    struct shim_bonus bound = { .factor = bonus->factor };
    for (size_t i = 0; i < 2; i++) {
        bound.terms[i] = bonus->terms[i].data;
        bound.lengths[i] = bonus->terms[i].length;
        bound.others[i] = bonus->plain[i].data;
        bound.other_lengths[i] = bonus->plain[i].length;
    }
    return bound;
}

/* From the highest bound to the least. */
static void take_candidates(struct candidates *candidates, const struct shim_matches *found,
                            uint32_t limit)
{
    candidates->count = shim_matches_size(found);
    candidates->items = memory_allocate((candidates->count + 1) * sizeof *candidates->items);
    for (size_t i = 0; i < candidates->count; i++)
        candidates->items[i] =
            (struct candidate){ shim_matches_docid(found, i), shim_matches_weight(found, i),
                                shim_matches_bound(found, i) };
    if (candidates->count == limit)
        candidates->unseen = candidates->items[limit - 1].most;
}

static int compare_docids(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    return (a->docid > b->docid) - (a->docid < b->docid);
}

static int find_candidates(struct candidates *candidates, struct refined *refined,
                           const struct refine_plan *plan, uint32_t want, uint32_t limit,
                           const struct shim_bonus *bounds, struct error *err)
{
    struct shim_request request = request_for(plan->plain, limit);
    request.counted = plan->counted;
    request.sure = want + 1;
    request.within = 2 * SCORE_STEP; /* more than rounding can make good */
    request.bonuses = bounds;
    request.bonus_count = plan->bonus_count;
    request.check_at_least = plan->optional ? UINT32_MAX : 0;
    struct shim_matches *found = shim_search(plan->database, &request, err);
    if (!found)
        return -1;
    shim_matches_total(found, &refined->lower, &refined->estimated, &refined->upper);
    buffer_clear(&refined->strategy);
    buffer_add_text(&refined->strategy, shim_matches_strategy(found));
    take_candidates(candidates, found, limit);
    shim_matches_free(found);
    return 0;
}

static int compare_rows(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    return (a->weight < b->weight) - (a->weight > b->weight);
}

/* Adds a bonus to those of count candidates, sorted by docid, that it matches. By itself: filtered
 * by docids, Xapian 1.4 gives an AND_MAYBE the weight of phrases that are not there. */
static int add_bonus(struct candidate *items, const uint32_t *docids, size_t count,
                     const struct refine_plan *plan, const struct shim_query *bonus,
                     struct error *err)
{
    struct shim_query *query = shim_query_pair(SHIM_FILTER, shim_query_copy(bonus, err),
                                               shim_query_among(docids, count, err), err);
    struct shim_matches *found = NULL;
    if (query) {
        const struct shim_request request = request_for(query, (uint32_t)count);
        found = shim_search(plan->database, &request, err);
    }
    for (size_t i = 0; found && i < shim_matches_size(found); i++) {
        const struct candidate key = { .docid = shim_matches_docid(found, i) };
        struct candidate *item = bsearch(&key, items, count, sizeof *items, compare_docids);
        if (item)
            item->weight += shim_matches_weight(found, i);
    }
    shim_query_free(query);
    int result = found ? 0 : -1;
    shim_matches_free(found);
    return result;
}

/* Adds the rows of the candidates from first to end - 1, and sorts all. */
static int weigh(struct row_list *rows, const struct candidates *candidates, size_t first,
                 size_t end, const struct refine_plan *plan, struct error *err)
{
    struct candidate *items = candidates->items + first;
    size_t count = end - first;
    uint32_t *docids = memory_allocate((count + 1) * sizeof *docids);
    int result = 0;
    if (count > 0)
        qsort(items, count, sizeof *items, compare_docids);
    for (size_t i = 0; i < count; i++)
        docids[i] = items[i].docid;
    for (size_t i = 0; result == 0 && i < plan->bonus_count; i++)
        result = add_bonus(items, docids, count, plan, plan->bonuses[i].query, err);
    for (size_t i = 0; i < count; i++) {
        struct row row = { .docid = items[i].docid, .weight = rank_score(items[i].weight, 1) };
        row_list_add(rows, &row);
    }
    if (rows->count > 0)
        qsort(rows->items, rows->count, sizeof *rows->items, compare_rows);
    for (size_t i = 0; i < rows->count; i++)
        rows->items[i].same_key = i > 0 && rows->items[i - 1].weight == rows->items[i].weight;
    free(docids);
    return result;
}

/* The rows of all candidates that can be among the wanted, or tie with the one after these. In
 * rounds, each four times as large: the more rows are known, the fewer candidates can still be
 * among them. */
static int weigh_candidates(struct row_list *rows, const struct candidates *candidates,
                            const struct refine_plan *plan, uint32_t want, struct error *err)
{
    size_t round = (size_t)want + ENGINE_RESCORE_FIRST, end = 0;
    int result = 0;
    rows->count = 0;
    while (result == 0 && end < candidates->count) {
        const size_t first = end, left = candidates->count - first;
        const double least = rows->count > want ? rows->items[want].weight - SCORE_STEP : -INFINITY;
        end += left < round ? left : round;
        while (end > first && candidates->items[end - 1].most < least)
            end--;
        if (end == first)
            break;
        result = weigh(rows, candidates, first, end, plan, err);
        round *= 4;
    }
    return result;
}

/* Leaves out what is behind the row after the wanted ones. False: more candidates are needed. */
static bool is_settled(struct row_list *rows, double unseen, uint32_t want)
{
    if (!isfinite(unseen))
        return true;
    if (rows->count <= want || unseen >= rows->items[want].weight - SCORE_STEP)
        return false;
    size_t end = (size_t)want + 1;
    while (end < rows->count && rows->items[end].same_key)
        end++;
    rows->count = end;
    return true;
}

static int attempt(struct refined *refined, const struct refine_plan *plan, uint32_t want,
                   uint32_t limit, const struct shim_bonus *bounds, struct error *err)
{
    struct candidates candidates = { .unseen = -INFINITY };
    int result = find_candidates(&candidates, refined, plan, want, limit, bounds, err);
    if (result == 0)
        result = weigh_candidates(&refined->rows, &candidates, plan, want, err);
    if (result == 0)
        refined->done = is_settled(&refined->rows, candidates.unseen, want);
    free(candidates.items);
    return result;
}

int refine(struct refined *refined, const struct refine_plan *plan, uint32_t want,
           struct error *err)
{
    *refined = (struct refined){ 0 };
    if (want >= ENGINE_RESCORE_MOST)
        return 0;
    struct shim_bonus *bounds = memory_allocate((plan->bonus_count + 1) * sizeof *bounds);
    int result = 0;
    for (size_t i = 0; i < plan->bonus_count; i++)
        bounds[i] = bound_bonus(&plan->bonuses[i]);
    for (uint32_t rows = ENGINE_RESCORE_KEPT;
         result == 0 && !refined->done && rows <= ENGINE_RESCORE_MOST; rows *= ENGINE_RESCORE_MORE)
        result = attempt(refined, plan, want, want + rows, bounds, err);
    free(bounds);
    if (result < 0 || !refined->done)
        row_list_release(&refined->rows);
    return result;
}
