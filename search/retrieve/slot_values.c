/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "slot_values.h"

#include <stdlib.h>

#include "buffer.h"
#include "engine_limits.h"
#include "memory.h"

struct wanted {
    uint32_t docid, number;
};

struct value {
    size_t number, start, length; /* the bytes are in a part's */
};

/* Some of the documents, and what was found of them. */
struct part {
    struct buffer bytes;
    struct value *values;
    size_t count;
};

struct reading {
    unsigned slot;
    const struct wanted *wanted; /* by docid */
    size_t count;
    struct part *parts;
    size_t part_count;
};

/* A pass over the slot for a part. */
struct pass {
    const struct wanted *at;
    struct part *part;
};

static int compare_wanted(const void *left, const void *right)
{
    const struct wanted *a = left, *b = right;
    return (a->docid > b->docid) - (a->docid < b->docid);
}

static int pass_value(void *context, uint32_t docid, const char *value, size_t length)
{
    struct pass *pass = context;
    struct part *part = pass->part;
    while (pass->at->docid < docid)
        pass->at++;
    part->values[part->count++] = (struct value){ pass->at->number, part->bytes.length, length };
    buffer_add(&part->bytes, value, length);
    return 0;
}

static int read_part(void *context, size_t number, struct shim_database *database,
                     struct error *err)
{
    struct reading *reading = context;
    struct part *part = &reading->parts[number];
    size_t first = shim_parallel_first(reading->count, number, reading->part_count);
    size_t count = shim_parallel_first(reading->count, number + 1, reading->part_count) - first;
    uint32_t *docids = memory_allocate(count * sizeof *docids);
    struct pass pass = { reading->wanted + first, part };
    part->values = memory_resize(part->values, count, sizeof *part->values);
    part->count = 0;
    buffer_clear(&part->bytes);
    for (size_t i = 0; i < count; i++)
        docids[i] = reading->wanted[first + i].docid;
    int result = shim_values_of(database, reading->slot, docids, count, pass_value, &pass, err);
    free(docids);
    return result;
}

static void hand_on(const struct reading *reading, slot_values_take *take, void *context)
{
    for (size_t i = 0; i < reading->part_count; i++) {
        const struct part *part = &reading->parts[i];
        for (size_t j = 0; j < part->count; j++)
            take(context, part->values[j].number, part->bytes.data + part->values[j].start,
                 part->values[j].length);
    }
}

static int read_in_passes(struct shim_database *database, unsigned slot, const uint32_t *docids,
                          size_t count, slot_values_take *take, void *context, struct error *err)
{
    struct wanted *wanted = memory_allocate(count * sizeof *wanted);
    struct reading reading = { .slot = slot, .wanted = wanted, .count = count };
    for (size_t i = 0; i < count; i++)
        wanted[i] = (struct wanted){ docids[i], (uint32_t)i };
    qsort(wanted, count, sizeof *wanted, compare_wanted);
    reading.part_count = shim_parallel_parts(count, ENGINE_MIN_VALUES_PER_THREAD);
    reading.parts = memory_allocate(reading.part_count * sizeof *reading.parts);
    int result = shim_parallel(database, reading.part_count, read_part, &reading, err);
    if (result == 0)
        hand_on(&reading, take, context);
    for (size_t i = 0; i < reading.part_count; i++) {
        buffer_release(&reading.parts[i].bytes);
        free(reading.parts[i].values);
    }
    free(reading.parts);
    free(wanted);
    return result;
}

int slot_values_read(struct shim_database *database, unsigned slot, const uint32_t *docids,
                     size_t count, slot_values_take *take, void *context, struct error *err)
{
    if (!shim_database_is_remote(database))
        return read_in_passes(database, slot, docids, count, take, context, err);
    int result = 0;
    for (size_t i = 0; result == 0 && i < count; i++) {
        const char *value;
        size_t length;
        struct shim_document *document = shim_document_get(database, docids[i], err);
        result = document ? shim_document_value(document, slot, &value, &length, err) : -1;
        if (result == 0 && length > 0)
            take(context, i, value, length);
        shim_document_free(document);
    }
    return result;
}
