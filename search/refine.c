/* refine.c: see refine.h. */
#include "refine.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "rank.h"

#define FIRST_ROWS 100
#define MORE 10 /* times as many, when these do not suffice */
#define MOST_ROWS 10000

/* Articles whose full weight is to be worked out. */
struct candidates {
    uint32_t *docids;
    size_t count;
    double unseen; /* what any other weighs without bonuses at most; -INFINITY: there is no other */
};

static struct shim_request request_for(const struct shim_query *query, uint32_t limit) {
    return (struct shim_request){ .query = query, .weighting = rank_weighting(), .limit = limit,
                                  .sort_slot = -1, .table = rank_table() };
}

/* The most that the bonuses of query can add. */
static int most_of(double *most, const struct refine_plan *plan, const struct shim_query *query,
                   struct error *err) {
    const struct shim_request request = request_for(query, 0);
    struct shim_matches *found = shim_search(plan->database, &request, err);
    if (!found)
        return -1;
    *most = shim_matches_most(found);
    shim_matches_free(found);
    return 0;
}

static void add_candidates(struct candidates *candidates, const struct shim_matches *found,
                           uint32_t limit) {
    size_t count = shim_matches_size(found);
    candidates->docids = memory_resize(candidates->docids, candidates->count + count + 1,
                                       sizeof *candidates->docids);
    for (size_t i = 0; i < count; i++)
        candidates->docids[candidates->count++] = shim_matches_docid(found, i);
    if (count == limit)
        candidates->unseen =
            fmax(candidates->unseen, shim_matches_weight(found, count - 1));
}

static int compare_docids(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static void sort_candidates(struct candidates *candidates) {
    size_t kept = 0;
    qsort(candidates->docids, candidates->count, sizeof *candidates->docids, compare_docids);
    for (size_t i = 0; i < candidates->count; i++)
        if (i == 0 || candidates->docids[i] != candidates->docids[i - 1])
            candidates->docids[kept++] = candidates->docids[i];
    candidates->count = kept;
}

static int find_candidates(struct candidates *candidates, struct refined *refined,
                           const struct refine_plan *plan, const struct shim_query *query,
                           uint32_t limit, struct error *err) {
    struct shim_request request = request_for(query, limit);
    bool tallies = plan->tally && !refined->tallied;
    request.accept = tallies ? plan->tally : plan->filter;
    request.accept_context = plan->context;
    request.check_at_least = tallies ? UINT32_MAX : 0;
    struct shim_matches *found = shim_search(plan->database, &request, err);
    if (!found)
        return -1;
    refined->tallied = refined->tallied || tallies;
    if (query == plan->plain)
        shim_matches_total(found, &refined->lower, &refined->estimated, &refined->upper);
    add_candidates(candidates, found, limit);
    shim_matches_free(found);
    return 0;
}

static int weigh_candidates(struct row_list *rows, const struct candidates *candidates,
                            const struct refine_plan *plan, struct error *err) {
    struct shim_query *query = shim_query_pair(
        SHIM_FILTER, shim_query_copy(plan->full, err),
        shim_query_among(candidates->docids, candidates->count, err), err);
    struct shim_matches *found = NULL;
    if (query) {
        const struct shim_request request = request_for(query, (uint32_t)candidates->count);
        found = shim_search(plan->database, &request, err);
    }
    rows->count = 0;
    for (size_t i = 0; found && i < shim_matches_size(found); i++) {
        struct row row = { .docid = shim_matches_docid(found, i),
                           .weight = rank_score(shim_matches_weight(found, i)) };
        row.same_key = i > 0 && rows->items[i - 1].weight == row.weight;
        row_list_add(rows, &row);
    }
    shim_matches_free(found);
    shim_query_free(query);
    return found ? 0 : -1;
}

/* Leaves out what is behind the row after the wanted ones. False: more candidates are needed. */
static bool is_settled(struct row_list *rows, double unseen, uint32_t want) {
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

/* What the bonuses can add at most. */
struct bonuses {
    double neighbours, all_words;
};

/* With the best of all articles alone; where that does not settle it, also those with all words. */
static int attempt(struct refined *refined, const struct refine_plan *plan, uint32_t want,
                   uint32_t limit, const struct bonuses *bonuses, struct error *err) {
    struct candidates candidates = { .unseen = -INFINITY };
    int result = find_candidates(&candidates, refined, plan, plan->plain, limit, err);
    double unseen = candidates.unseen + bonuses->neighbours + bonuses->all_words;
    for (bool last = false; result == 0; last = true) {
        sort_candidates(&candidates);
        result = weigh_candidates(&refined->rows, &candidates, plan, err);
        if (result == 0)
            refined->done = is_settled(&refined->rows, unseen, want);
        if (result < 0 || refined->done || last || !plan->every)
            break;
        result = find_candidates(&candidates, refined, plan, plan->every, limit, err);
        unseen = candidates.unseen + bonuses->neighbours;
    }
    free(candidates.docids);
    return result;
}

static int read_bonuses(struct bonuses *bonuses, const struct refine_plan *plan,
                        struct error *err) {
    double plain, every;
    *bonuses = (struct bonuses){ 0 };
    if (most_of(&bonuses->neighbours, plan, plan->neighbours, err) < 0)
        return -1;
    if (!plan->every)
        return 0;
    if (most_of(&plain, plan, plan->plain, err) < 0 || most_of(&every, plan, plan->every, err) < 0)
        return -1;
    bonuses->all_words = every - plain;
    return 0;
}

int refine(struct refined *refined, const struct refine_plan *plan, uint32_t want,
           struct error *err) {
    struct bonuses bonuses;
    *refined = (struct refined){ 0 };
    if (want >= MOST_ROWS)
        return 0;
    int result = read_bonuses(&bonuses, plan, err);
    uint32_t limit = want + FIRST_ROWS;
    for (; result == 0 && !refined->done && limit <= MOST_ROWS + want; limit *= MORE)
        result = attempt(refined, plan, want, limit, &bonuses, err);
    if (result < 0 || !refined->done)
        row_list_release(&refined->rows);
    return result;
}
