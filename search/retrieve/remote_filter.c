/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "remote_filter.h"

#include "collectors.h"
#include "engine_limits.h"
#include "match_set.h"
#include "schema.h"

struct filtering {
    struct matching *matching;
    const struct segment *segment;
    struct docset seen, passed; /* seen: servers may have articles of one path */
    struct buffer last_path;    /* of the last block */
};

static int try_document(struct filtering *filtering, struct shim_document *document, uint32_t docid)
{
    struct matching *matching = filtering->matching;
    int accepted = regex_filters_accept(matching->plan->filters, document, matching->err);
    if (accepted > 0 && collectors_see(matching->plan->collectors, document, matching->err) < 0)
        return -1;
    if (accepted > 0)
        docset_add(&filtering->passed, docid);
    return accepted < 0 ? -1 : 0;
}

static int note_path(struct filtering *filtering, struct shim_document *document)
{
    const char *path;
    size_t length;
    if (shim_document_value(document, SLOT_PATH, &path, &length, filtering->matching->err) < 0)
        return -1;
    buffer_clear(&filtering->last_path);
    buffer_add(&filtering->last_path, path, length);
    return 0;
}

/* *fresh: how many were not seen before. */
static int try_block(struct filtering *filtering, struct engine_matches *found, size_t *fresh)
{
    int result = 0;
    *fresh = 0;
    for (size_t i = 0; result == 0 && i < engine_matches_size(found); i++) {
        const uint32_t docid = engine_matches_docid(found, i);
        if (docset_has(&filtering->seen, docid))
            continue;
        docset_add(&filtering->seen, docid);
        (*fresh)++;
        struct shim_document *document =
            engine_matches_document(found, i, filtering->matching->err);
        result = document ? try_document(filtering, document, docid) : -1;
        if (result == 0)
            result = note_path(filtering, document);
        shim_document_free(document);
    }
    return result;
}

/* The matches from the last path on, by path. */
static struct engine_matches *find_block(const struct filtering *filtering, uint32_t limit)
{
    const struct matching *matching = filtering->matching;
    const struct buffer *path = &filtering->last_path;
    struct engine_query *query = engine_query_copy(filtering->segment->query, matching->err);
    if (path->length > 0)
        query = engine_query_pair(
            ENGINE_FILTER, query,
            engine_query_range(SLOT_PATH, path->data, path->length, NULL, 0, matching->err),
            matching->err);
    const struct engine_request request = { .query = query,
                                            .limit = limit,
                                            .sort_slot = SLOT_PATH };
    struct engine_matches *found =
        query ? engine_search(matching->plan->database, &request, matching->err) : NULL;
    engine_query_free(query);
    return found;
}

static int try_all(struct filtering *filtering)
{
    uint32_t limit = ENGINE_FETCH_TOGETHER;
    size_t fetched = limit, fresh;
    while (fetched == limit) {
        struct engine_matches *found = find_block(filtering, limit);
        int result = found ? try_block(filtering, found, &fresh) : -1;
        fetched = found ? engine_matches_size(found) : 0;
        engine_matches_free(found);
        if (result < 0)
            return -1;
        if (fresh == 0 && fetched == limit) { /* more articles have this path than were fetched */
            limit *= 2;
            fetched = limit;
        }
    }
    return 0;
}

static int pick_rows(struct filtering *filtering)
{
    struct matching *matching = filtering->matching;
    const struct engine_request request = matching_request(matching, filtering->segment);
    struct engine_matches *found = engine_search(matching->plan->database, &request, matching->err);
    if (!found)
        return -1;
    matching_add_rows(matching, found, &filtering->passed);
    engine_matches_free(found);
    return 0;
}

int remote_filter_run(struct matching *matching, const struct segment *segment)
{
    struct shim_database *database = matching->plan->database;
    struct filtering filtering = { .matching = matching, .segment = segment };
    int result = match_set_init(&filtering.seen, database, matching->err);
    if (result == 0)
        result = match_set_init(&filtering.passed, database, matching->err);
    matching_note_strategy(matching, "fetched and filtered here");
    if (result == 0)
        result = try_all(&filtering);
    if (result == 0 && (matching->want > 0 || matching->by_all) &&
        docset_count(&filtering.passed) > 0)
        result = pick_rows(&filtering);
    buffer_release(&filtering.last_path);
    docset_release(&filtering.passed);
    docset_release(&filtering.seen);
    return result;
}
