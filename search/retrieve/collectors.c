/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "collectors.h"

#include <stdlib.h>

#include "memory.h"
#include "schema.h"

int collectors_init(struct collectors *collectors, const struct request *request, struct error *err)
{
    const size_t count = request->facet_count + request->chart_count;
    *collectors = (struct collectors){ 0 };
    for (size_t i = 0; i < request->facet_count; i++)
        if (schema_field(request->facets[i].field)->slot == SLOT_NONE)
            return error_set(err, "--facet: the field %s has no values to count",
                             schema_field(request->facets[i].field)->prefix);
    *collectors = (struct collectors){
        .facets = memory_allocate((request->facet_count + 1) * sizeof *collectors->facets),
        .charts = memory_allocate((request->chart_count + 1) * sizeof *collectors->charts),
        .facet_count = request->facet_count,
        .chart_count = request->chart_count,
        .items = memory_allocate((count + 1) * sizeof *collectors->items),
    };
    for (size_t i = 0; i < request->facet_count; i++) {
        facet_init(&collectors->facets[i], &request->facets[i]);
        collectors->items[collectors->count++] = &collectors->facets[i].base;
    }
    for (size_t i = 0; i < request->chart_count; i++) {
        chart_init(&collectors->charts[i], request->charts[i]);
        collectors->items[collectors->count++] = &collectors->charts[i].base;
    }
    return 0;
}

void collectors_release(struct collectors *collectors)
{
    for (size_t i = 0; i < collectors->facet_count; i++)
        facet_release(&collectors->facets[i]);
    for (size_t i = 0; i < collectors->chart_count; i++)
        chart_release(&collectors->charts[i]);
    free(collectors->facets);
    free(collectors->charts);
    free(collectors->items);
    *collectors = (struct collectors){ 0 };
}

int collectors_run(struct collectors *collectors, struct shim_database *database,
                   const uint32_t *docids, size_t count, struct error *err)
{
    collectors->matched += count;
    for (size_t i = 0; i < collectors->count; i++)
        if (collector_run(collectors->items[i], database, docids, count, err) < 0)
            return -1;
    return 0;
}

int collectors_see(struct collectors *collectors, struct shim_document *document, struct error *err)
{
    collectors->matched++;
    for (size_t i = 0; i < collectors->count; i++)
        if (collector_see(collectors->items[i], document, err) < 0)
            return -1;
    return 0;
}

unsigned *collectors_slots(const struct collectors *collectors)
{
    unsigned *slots = memory_allocate((collectors->count + 1) * sizeof *slots);
    for (size_t i = 0; i < collectors->count; i++)
        slots[i] = collectors->items[i]->slot;
    return slots;
}

/* What a server has counted for one collector. */
struct counted {
    struct collector *collector;
    uint64_t documents;
};

static int take_value(void *context, const char *value, size_t length, uint32_t documents)
{
    struct counted *counted = context;
    collector_collect(counted->collector, 0, value, length, documents);
    counted->documents += documents;
    return 0;
}

int collectors_take(struct collectors *collectors, struct engine_matches *counted, uint64_t total,
                    struct error *err)
{
    collectors->matched += total;
    for (size_t i = 0; i < collectors->count; i++) {
        struct counted one = { collectors->items[i], 0 };
        if (engine_matches_each_value(counted, i, take_value, &one, err) < 0)
            return -1;
        if (one.documents < total)
            collector_collect(one.collector, 0, "", 0, total - one.documents);
    }
    return 0;
}

static void warn_of_sparse(const struct bucket_list *chart, struct list *warnings)
{
    struct buffer sentence = BUFFER_INIT;
    buffer_printf(&sentence,
                  "the chart by %s would have more than %d intervals, so the empty ones are "
                  "left out",
                  chart->name, CHART_BUCKETS_MAX);
    list_add(warnings, sentence.data, sentence.length);
    buffer_release(&sentence);
}

void collectors_finish(const struct collectors *collectors, struct buckets *found,
                       struct list *warnings)
{
    found->facet_count = collectors->facet_count;
    found->facets = memory_allocate((collectors->facet_count + 1) * sizeof *found->facets);
    for (size_t i = 0; i < collectors->facet_count; i++)
        facet_finish(&collectors->facets[i], &found->facets[i]);
    found->chart_count = collectors->chart_count;
    found->charts = memory_allocate((collectors->chart_count + 1) * sizeof *found->charts);
    for (size_t i = 0; i < collectors->chart_count; i++) {
        chart_finish(&collectors->charts[i], &found->charts[i]);
        if (found->charts[i].sparse)
            warn_of_sparse(&found->charts[i], warnings);
    }
}
