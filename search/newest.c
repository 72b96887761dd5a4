/* newest.c: see newest.h. */
#include "newest.h"

#include <stdlib.h>

#include "memory.h"
#include "prior.h"
#include "rank.h"
#include "schema.h"

#define NEWEST_FIRST 4 /* so many times as many of the newest articles are tried as should hold the wanted rows */
#define NEWEST_MORE 8  /* times as many, when these do not */
#define NEWEST_PART 4  /* up to this part of all; with more it is no less work than to read all dates */

/* Of an index of one local part. */
struct newest {
    uint16_t *days;   /* by document number: prior_day; articles that are gone may still have one */
    size_t dated;     /* documents with a day */
    uint32_t *counts; /* of documents, by day */
};

static int take_record(void *context, uint32_t docid, const char *record) {
    struct newest *newest = context;
    unsigned day = prior_day(record);
    newest->days[docid] = (uint16_t)day;
    newest->counts[day]++;
    newest->dated += day != 0;
    return 0;
}

static int read_days(struct newest *newest, struct shim_database *database, struct error *err) {
    uint32_t last;
    *newest = (struct newest){ 0 };
    if (shim_last_number(database, &last, err) < 0)
        return -1;
    newest->days = memory_allocate(((size_t)last + 1) * sizeof *newest->days);
    newest->counts = memory_allocate(PRIOR_DAYS * sizeof *newest->counts);
    return shim_each_record(database, rank_table(), take_record, newest, err);
}

static void release_days(struct newest *newest) {
    free(newest->days);
    free(newest->counts);
    *newest = (struct newest){ 0 };
}

/* The numbers, ascending, of least or more documents with the latest dates: with one, all of its day. Returns how
 * many. */
static size_t take_newest(const struct newest *newest, size_t least, uint32_t **docids) {
    unsigned first = PRIOR_DAYS;
    size_t count = 0, taken = 0;
    while (first > 1 && count < least)
        count += newest->counts[--first];
    *docids = memory_allocate((count + 1) * sizeof **docids);
    for (uint32_t docid = 0; taken < count; docid++)
        if (newest->days[docid] >= first)
            (*docids)[taken++] = docid;
    return count;
}

/* ---- the rows ---- */

/* Whether the newest come first, which can be told from a few articles; what has to see all matches cannot. */
static bool can_take_newest(const struct matching *matching) {
    const struct match_plan *plan = matching->plan;
    const struct segment *segment = &matching->segments[0];
    return segment->slot == SLOT_DATE && segment->descending && matching->want > 0 &&
           matching->want < MATCHING_ALL && !matching->by_all && !tally_counts(plan->tally) &&
           !tally_filters(plan->tally);
}

static void forget_rows(struct matching *matching) {
    row_list_release(&matching->rows);
    matching->lower = matching->estimated = matching->upper = 0;
}

/* Runs the one segment among so many of the newest, or more. *count: in how many they were looked for. */
static int try_newest(struct matching *matching, const struct newest *newest, size_t least,
                      const struct shim_query *query, size_t *count) {
    uint32_t *docids;
    struct segment *segment = &matching->segments[0];
    *count = take_newest(newest, least, &docids);
    forget_rows(matching);
    shim_query_free(segment->query);
    segment->query = shim_query_pair(SHIM_FILTER, shim_query_copy(query, matching->err),
                                     shim_query_among(docids, *count, matching->err),
                                     matching->err);
    free(docids);
    return segment->query ? matching_run_segment(matching, segment, matching_rows_needed(matching)) : -1;
}

/* The segment is left narrowed, or as it was. */
static int find_newest(struct matching *matching, const struct newest *newest, uint32_t total,
                       uint32_t documents) {
    struct segment *segment = &matching->segments[0];
    const uint32_t needed = matching_rows_needed(matching);
    struct shim_query *query = segment->query;
    double least = (double)needed * NEWEST_FIRST * documents / total;
    size_t count = 0, most = newest->dated / NEWEST_PART;
    int result = 0;
    segment->query = NULL;
    while (result == 0 && !matching->newest && least < (double)most && count < most) {
        result = try_newest(matching, newest, (size_t)least, query, &count);
        matching->newest = result == 0 && matching->rows.count >= needed;
        least = (double)count * NEWEST_MORE;
    }
    if (matching->newest || result < 0) {
        shim_query_free(query);
    } else {
        forget_rows(matching);
        shim_query_free(segment->query);
        segment->query = query;
    }
    return result;
}

/* Where that takes no look at every match, or only by the shim's own loop. */
static int count_quickly(uint32_t *total, bool *counted, const struct matching *matching) {
    const struct match_plan *plan = matching->plan;
    uint32_t lower = 0, upper = 1, estimated;
    struct shim_request request = matching_counting_request(plan->matching, false);
    for (int attempt = 0; attempt < 2 && lower != upper; attempt++) {
        struct shim_matches *found = shim_search(plan->database, &request, matching->err);
        if (!found)
            return -1;
        shim_matches_total(found, &lower, &estimated, &upper);
        shim_matches_free(found);
        request.weighting = rank_weighting();
        request.limit = 1;
        request.table = rank_table();
        request.counted = MATCHING_ALL;
    }
    *total = upper;
    *counted = lower == upper;
    return 0;
}

int newest_run(struct matching *matching) {
    const struct match_plan *plan = matching->plan;
    struct newest newest = { 0 };
    uint64_t revision;
    uint32_t total, documents;
    bool counted;
    if (!can_take_newest(matching))
        return 0;
    if (shim_database_revision(plan->database, &revision, matching->err) < 0)
        return -1;
    if (revision == 0)
        return 0; /* several parts, or a server */
    if (shim_document_count(plan->database, &documents, matching->err) < 0 ||
        count_quickly(&total, &counted, matching) < 0)
        return -1;
    if (!counted || total / NEWEST_PART <= matching->want)
        return 0;
    int result = read_days(&newest, plan->database, matching->err);
    if (result == 0)
        result = find_newest(matching, &newest, total, documents);
    if (matching->newest)
        matching->lower = matching->estimated = matching->upper = total;
    release_days(&newest);
    return result;
}
