/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match_set.h"

#include <stdlib.h>

int match_set_init(struct docset *set, struct shim_database *database, struct error *err)
{
    uint32_t last;
    if (shim_last_number(database, &last, err) < 0)
        return -1;
    docset_init(set, last + 1);
    return 0;
}

static int take_docid(void *context, uint32_t docid)
{
    docset_add(context, docid);
    return 0;
}

/* Filters to try on each match. */
struct trying {
    const struct regex_filters *filters;
    struct error *err;
};

static int try_filters(void *context, struct shim_document *document)
{
    const struct trying *trying = context;
    return regex_filters_accept(trying->filters, document, trying->err);
}

int match_set_take(struct docset *set, const struct engine_matches *found,
                   struct shim_database *database, struct error *err)
{
    if (match_set_init(set, database, err) < 0)
        return -1;
    for (size_t i = 0; i < engine_matches_size(found); i++)
        docset_add(set, engine_matches_docid(found, i));
    return 0;
}

int match_set_take_rows(struct docset *set, const struct row_list *rows,
                        struct shim_database *database, struct error *err)
{
    if (match_set_init(set, database, err) < 0)
        return -1;
    for (size_t i = 0; i < rows->count; i++)
        docset_add(set, rows->items[i].docid);
    return 0;
}

int match_set_find(struct docset *set, const struct engine_query *query,
                   const struct regex_filters *filters, struct shim_database *database,
                   struct error *err)
{
    if (!filters)
        return match_set_init(set, database, err) < 0
                   ? -1
                   : engine_each_match(database, query, take_docid, set, err);
    struct trying trying = { filters, err };
    const struct engine_request request = { .query = query,
                                            .limit = UINT32_MAX,
                                            .sort_slot = -1,
                                            .filter = try_filters,
                                            .filter_context = &trying };
    struct engine_matches *found = engine_search(database, &request, err);
    int result = found ? match_set_take(set, found, database, err) : -1;
    engine_matches_free(found);
    return result;
}

struct engine_query *match_set_filter(struct engine_query *query, const struct docset *set,
                                      struct error *err)
{
    if (!set->bits)
        return query;
    uint32_t *docids = docset_list(set);
    query = engine_query_pair(ENGINE_FILTER, query,
                              engine_query_docids(docids, docset_count(set), err), err);
    free(docids);
    return query;
}
