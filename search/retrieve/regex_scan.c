/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "regex_scan.h"

#include <stdlib.h>
#include <string.h>

#include "engine_limits.h"
#include "match_set.h"
#include "memory.h"
#include "regex/regex.h"
#include "regex/regex_prefilter.h"

/* Document numbers, ascending. */
struct numbers {
    uint32_t *items;
    size_t count;
};

struct scan {
    const struct regex_filters *filters;
    struct numbers candidates;
    size_t part_count;
    struct numbers *parts; /* what is left of each */
};

/* A pass over a field's values. */
struct pass {
    const struct regex_filter *filter;
    enum field_id field;
    struct shim_database *database;
    const uint32_t *docids;
    const size_t *places; /* of each in found */
    size_t count, next;
    bool *found;
    bool exhausted; /* the next value has exhausted a limit */
    struct error *err;
};

static int complain(const struct pass *pass)
{
    struct shim_document *document =
        shim_document_get(pass->database, pass->docids[pass->next], pass->err);
    if (document)
        regex_filter_complain(pass->filter, document, pass->err);
    shim_document_free(document);
    return -1;
}

/* 1: the value has exhausted a limit. */
static int try_next(struct pass *pass, const char *value, size_t length)
{
    int found = regex_filter_matches_value(pass->filter, pass->field, value, length);
    pass->exhausted = found < 0;
    if (!pass->exhausted)
        pass->found[pass->places[pass->next++]] = found > 0;
    return pass->exhausted;
}

/* Those before end have no value. */
static int try_absent(struct pass *pass, uint32_t end)
{
    int result = 0;
    while (result == 0 && pass->next < pass->count && pass->docids[pass->next] < end)
        result = try_next(pass, "", 0);
    return result;
}

static int take_value(void *context, uint32_t docid, const char *value, size_t length)
{
    struct pass *pass = context;
    return try_absent(pass, docid) || try_next(pass, value, length);
}

static int pass_values(struct pass *pass)
{
    unsigned slot = (unsigned)schema_field(pass->field)->slot;
    const struct shim_docids docids = { pass->docids, pass->count };
    if (shim_values_of(pass->database, slot, &docids, take_value, pass, pass->err) < 0)
        return -1;
    if (!pass->exhausted)
        try_absent(pass, UINT32_MAX);
    return pass->exhausted ? complain(pass) : 0;
}

static int pass_data(struct pass *pass)
{
    for (; pass->next < pass->count; pass->next++) {
        struct shim_document *document =
            shim_document_get(pass->database, pass->docids[pass->next], pass->err);
        int found =
            document ? regex_filter_matches(pass->filter, pass->field, document, pass->err) : -1;
        shim_document_free(document);
        if (found < 0)
            return -1;
        pass->found[pass->places[pass->next]] = found > 0;
    }
    return 0;
}

/* Tries one field of the filter on the documents that another field has not found. */
static int try_field(bool *found, const struct numbers *numbers, const struct regex_filter *filter,
                     size_t index, struct shim_database *database, struct error *err)
{
    enum field_id fields[REGEX_FIELDS];
    uint32_t *docids = memory_allocate(numbers->count * sizeof *docids);
    size_t *places = memory_allocate(numbers->count * sizeof *places);
    regex_filter_fields(filter, fields);
    struct pass pass = { filter, fields[index], database, docids, places, 0, 0, found, false, err };
    for (size_t i = 0; i < numbers->count; i++)
        if (!found[i] &&
            (!filter->prefiltered || docset_has(&filter->possible[index], numbers->items[i]))) {
            docids[pass.count] = numbers->items[i];
            places[pass.count++] = i;
        }
    int result = value_walk_reads_data(fields[index]) ? pass_data(&pass) : pass_values(&pass);
    free(docids);
    free(places);
    return result;
}

/* Keeps in numbers what the filter accepts. */
static int try_filter(struct numbers *numbers, const struct regex_filter *filter,
                      struct shim_database *database, struct error *err)
{
    enum field_id fields[REGEX_FIELDS];
    size_t field_count = regex_filter_fields(filter, fields), kept = 0;
    bool *found = memory_allocate(numbers->count * sizeof *found);
    int result = 0;
    for (size_t i = 0; result == 0 && i < field_count; i++)
        result = try_field(found, numbers, filter, i, database, err);
    for (size_t i = 0; i < numbers->count; i++)
        if (found[i] != filter->negated)
            numbers->items[kept++] = numbers->items[i];
    numbers->count = kept;
    free(found);
    return result;
}

static struct numbers part_of(const struct scan *scan, size_t part)
{
    const struct numbers *all = &scan->candidates;
    size_t first = engine_parallel_first(all->count, part, scan->part_count);
    struct numbers numbers = {
        .count = engine_parallel_first(all->count, part + 1, scan->part_count) - first
    };
    numbers.items = memory_resize(NULL, numbers.count, sizeof *numbers.items);
    if (numbers.count > 0)
        memcpy(numbers.items, all->items + first, numbers.count * sizeof *numbers.items);
    return numbers;
}

/* With a copy of the pattern for this thread, because a search changes it. */
static int try_twin(struct numbers *numbers, const struct regex_filter *filter,
                    struct shim_database *database, struct error *err)
{
    struct regex_filter twin = *filter;
    twin.regex = regex_twin(filter->regex);
    if (!twin.regex)
        return error_set(err, "no memory for a regex");
    int result = try_filter(numbers, &twin, database, err);
    regex_free(twin.regex);
    return result;
}

static int scan_part(void *context, size_t part, struct shim_database *database, struct error *err)
{
    struct scan *scan = context;
    const struct regex_filters *filters = scan->filters;
    struct numbers *numbers = &scan->parts[part];
    int result = 0;
    free(numbers->items);
    *numbers = part_of(scan, part);
    for (int data = 0; data <= 1; data++)
        for (size_t i = 0; result == 0 && i < filters->count; i++)
            if (value_walk_reads_data(filters->items[i].field) == (data == 1))
                result = try_twin(numbers, &filters->items[i], database, err);
    return result;
}

static struct engine_query *accepted_of(const struct scan *scan, struct error *err)
{
    uint32_t *docids = memory_allocate((scan->candidates.count + 1) * sizeof *docids);
    size_t count = 0;
    for (size_t i = 0; i < scan->part_count; i++)
        for (size_t j = 0; j < scan->parts[i].count; j++)
            docids[count++] = scan->parts[i].items[j];
    struct engine_query *query = engine_query_docids(docids, count, err);
    free(docids);
    return query;
}

/* A query for what the filters accept of the candidates. */
static struct engine_query *scan_all(struct scan *scan, struct shim_database *database,
                                     struct error *err)
{
    scan->part_count = engine_parallel_parts(scan->candidates.count, ENGINE_MIN_REGEX_PER_THREAD);
    scan->parts = memory_allocate(scan->part_count * sizeof *scan->parts);
    int result = engine_parallel(database, scan->part_count, scan_part, scan, err);
    struct engine_query *query = result == 0 ? accepted_of(scan, err) : NULL;
    for (size_t i = 0; i < scan->part_count; i++)
        free(scan->parts[i].items);
    free(scan->parts);
    return query;
}

/* The articles that matching finds, only in a set if that has bits, and only those that filters
 * (NULL: none) accept. */
static int find_matches(struct docset *found, const struct engine_query *matching,
                        const struct docset *possible, const struct regex_filters *filters,
                        struct shim_database *database, struct error *err)
{
    struct engine_query *query = match_set_filter(engine_query_copy(matching, err), possible, err);
    int result = query ? match_set_find(found, query, filters, database, err) : -1;
    engine_query_free(query);
    return result;
}

/* The articles that matching finds, of those that are possible. */
static int find_candidates(struct numbers *candidates, const struct engine_query *matching,
                           const struct docset *possible, struct shim_database *database,
                           struct error *err)
{
    struct docset found = { 0 };
    const bool is_set = engine_query_is_all(matching) && possible->bits;
    const struct docset *set = is_set ? possible : &found;
    int result = is_set ? 0 : find_matches(&found, matching, possible, NULL, database, err);
    if (result == 0)
        *candidates = (struct numbers){ docset_list(set), docset_count(set) };
    docset_release(&found);
    return result;
}

/* For many candidates: tries the filters in passes over values. */
static struct engine_query *scan_query(struct engine_query *matching, const struct docset *possible,
                                       struct regex_filters *filters,
                                       struct shim_database *database, struct error *err)
{
    struct scan scan = { .filters = filters };
    struct engine_query *accepted = NULL;
    if (find_candidates(&scan.candidates, matching, possible, database, err) == 0)
        accepted = scan_all(&scan, database, err);
    free(scan.candidates.items);
    filters->scanned = filters->applied = accepted != NULL;
    return engine_query_pair(ENGINE_FILTER, matching, accepted, err);
}

/* For a few candidates: tries the filters on each match. */
static struct engine_query *try_query(struct engine_query *matching, const struct docset *possible,
                                      struct regex_filters *filters, struct shim_database *database,
                                      struct error *err)
{
    struct docset found = { 0 };
    if (find_matches(&found, matching, possible, filters, database, err) < 0) {
        engine_query_free(matching);
        matching = NULL;
    } else {
        matching = match_set_filter(matching, &found, err);
    }
    docset_release(&found);
    filters->applied = matching != NULL;
    return matching;
}

struct engine_query *regex_scan(struct engine_query *matching, struct regex_filters *filters,
                                struct shim_database *database, struct error *err)
{
    struct docset possible = { 0 };
    uint64_t revision = 0, most = 0;
    if (!matching || filters->count == 0)
        return matching;
    int result = shim_database_revision(database, &revision, err);
    if (result == 0 && revision == 0)
        return matching; /* several parts, or a server */
    if (result == 0)
        result = engine_count_matches(database, matching, false, &most, err);
    if (result == 0)
        result = regex_prefilter(&possible, &most, filters, database, err);
    if (result < 0) {
        engine_query_free(matching);
        matching = NULL;
    } else if (most < ENGINE_MIN_REGEX_SCAN) {
        matching = try_query(matching, &possible, filters, database, err);
    } else {
        matching = scan_query(matching, &possible, filters, database, err);
    }
    docset_release(&possible);
    return matching;
}
