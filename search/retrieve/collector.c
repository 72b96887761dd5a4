/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "collector.h"

#include <stdlib.h>

#include "engine.h"
#include "engine_limits.h"
#include "memory.h"

/* Documents divided into parts, each with its collector. */
struct division {
    struct collector *collector; /* of the first part */
    struct collector **parts;    /* of the others; NULL: not begun */
    const uint32_t *docids;
    size_t count, part_count;
};

/* A pass over the slot for a part. */
struct pass {
    struct collector *collector;
    const uint32_t *docids;
    size_t count, next;
};

void collector_collect(struct collector *collector, uint32_t docid, const char *value,
                       size_t length, uint64_t times)
{
    collector->class->collect(collector, docid, value, length, times);
}

int collector_see(struct collector *collector, struct shim_document *document, struct error *err)
{
    const char *value;
    size_t length;
    if (shim_document_value(document, collector->slot, &value, &length, err) < 0)
        return -1;
    collector_collect(collector, shim_document_number(document), value, length, 1);
    return 0;
}

/* Documents with lower numbers than end have no value. */
static void collect_absent(struct pass *pass, uint32_t end)
{
    while (pass->next < pass->count && pass->docids[pass->next] < end)
        collector_collect(pass->collector, pass->docids[pass->next++], "", 0, 1);
}

static int take_value(void *context, uint32_t docid, const char *value, size_t length)
{
    struct pass *pass = context;
    collect_absent(pass, docid);
    pass->next++;
    collector_collect(pass->collector, docid, value, length, 1);
    return 0;
}

/* The collector of a part, which has seen nothing. */
static struct collector *begin_part(struct division *division, size_t part)
{
    const struct collector *collector = division->collector;
    if (part == 0)
        return division->collector;
    if (division->parts[part])
        collector->class->free(division->parts[part]);
    division->parts[part] = collector->class->fresh(collector);
    return division->parts[part];
}

static int collect_part(void *context, size_t part, struct shim_database *database,
                        struct error *err)
{
    struct division *division = context;
    const size_t first = engine_parallel_first(division->count, part, division->part_count);
    const size_t end = engine_parallel_first(division->count, part + 1, division->part_count);
    struct pass pass = { begin_part(division, part), division->docids + first, end - first, 0 };
    const struct shim_docids docids = { pass.docids, pass.count };
    if (shim_values_of(database, division->collector->slot, &docids, take_value, &pass, err) < 0)
        return -1;
    collect_absent(&pass, UINT32_MAX);
    return 0;
}

int collector_run(struct collector *collector, struct shim_database *database,
                  const uint32_t *docids, size_t count, struct error *err)
{
    struct division division = { .collector = collector,
                                 .docids = docids,
                                 .count = count,
                                 .part_count =
                                     engine_parallel_parts(count, ENGINE_MIN_VALUES_PER_THREAD) };
    division.parts = memory_allocate(division.part_count * sizeof *division.parts);
    int result = engine_parallel(database, division.part_count, collect_part, &division, err);
    for (size_t i = 1; i < division.part_count; i++) {
        if (result == 0)
            collector->class->merge(collector, division.parts[i]);
        if (division.parts[i])
            collector->class->free(division.parts[i]);
    }
    free(division.parts);
    return result;
}
