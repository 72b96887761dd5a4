/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "slot_values.h"

#include <stdbool.h>
#include <stdlib.h>

#include "buffer.h"
#include "collector.h"
#include "memory.h"

struct wanted {
    uint32_t docid, number;
};

struct value {
    size_t number, start, length; /* the bytes are the collector's */
};

/* Hands on the values of the first part at once, and keeps those of the others until merged. */
struct value_collector {
    struct collector base;
    const struct slot_values *values;
    const struct wanted *wanted; /* by docid */
    size_t wanted_count, next;   /* next: the place of the next docid */
    bool is_first;
    struct buffer bytes;
    struct value *kept;
    size_t count, capacity;
};

static int compare_wanted(const void *left, const void *right)
{
    const struct wanted *a = left, *b = right;
    return (a->docid > b->docid) - (a->docid < b->docid);
}

static void keep(struct value_collector *part, size_t number, const char *value, size_t length)
{
    if (part->count == part->capacity) {
        part->capacity = part->capacity ? 2 * part->capacity : 1024;
        part->kept = memory_resize(part->kept, part->capacity, sizeof *part->kept);
    }
    part->kept[part->count++] = (struct value){ number, part->bytes.length, length };
    buffer_add(&part->bytes, value, length);
}

/* The place of the first docid that a part sees. */
static size_t find_place(const struct value_collector *part, uint32_t docid)
{
    const struct wanted key = { .docid = docid };
    const struct wanted *found =
        bsearch(&key, part->wanted, part->wanted_count, sizeof key, compare_wanted);
    return (size_t)(found - part->wanted);
}

static void collect(struct collector *collector, uint32_t docid, const char *value, size_t length,
                    uint64_t times)
{
    struct value_collector *part = (struct value_collector *)collector;
    (void)times;
    if (part->next == SIZE_MAX)
        part->next = find_place(part, docid);
    const size_t number = part->wanted[part->next++].number;
    if (length == 0)
        return;
    if (part->is_first)
        part->values->take(part->values->context, number, value, length);
    else
        keep(part, number, value, length);
}

static struct collector *fresh(const struct collector *collector)
{
    const struct value_collector *first = (const struct value_collector *)collector;
    struct value_collector *part = memory_allocate(sizeof *part);
    *part = (struct value_collector){ .base = first->base,
                                      .values = first->values,
                                      .wanted = first->wanted,
                                      .wanted_count = first->wanted_count,
                                      .next = SIZE_MAX };
    return &part->base;
}

static void merge(struct collector *collector, const struct collector *other)
{
    const struct slot_values *values = ((struct value_collector *)collector)->values;
    const struct value_collector *part = (const struct value_collector *)other;
    for (size_t i = 0; i < part->count; i++)
        values->take(values->context, part->kept[i].number, part->bytes.data + part->kept[i].start,
                     part->kept[i].length);
}

static void free_part(struct collector *collector)
{
    struct value_collector *part = (struct value_collector *)collector;
    buffer_release(&part->bytes);
    free(part->kept);
    free(part);
}

static const struct collector_class value_class = { fresh, collect, merge, free_part };

static int read_remotely(const struct slot_values *values, struct shim_database *database,
                         const uint32_t *docids, size_t count, struct error *err)
{
    int result = 0;
    for (size_t i = 0; result == 0 && i < count; i++) {
        const char *value;
        size_t length;
        struct shim_document *document = shim_document_get(database, docids[i], err);
        result = document ? shim_document_value(document, values->slot, &value, &length, err) : -1;
        if (result == 0 && length > 0)
            values->take(values->context, i, value, length);
        shim_document_free(document);
    }
    return result;
}

int slot_values_read(const struct slot_values *values, struct shim_database *database,
                     const uint32_t *docids, size_t count, struct error *err)
{
    if (shim_database_is_remote(database))
        return read_remotely(values, database, docids, count, err);
    struct wanted *wanted = memory_allocate((count + 1) * sizeof *wanted);
    uint32_t *ascending = memory_allocate((count + 1) * sizeof *ascending);
    bool is_ascending = true;
    for (size_t i = 0; i < count; i++) {
        wanted[i] = (struct wanted){ docids[i], (uint32_t)i };
        is_ascending = is_ascending && (i == 0 || docids[i - 1] < docids[i]);
    }
    if (!is_ascending)
        qsort(wanted, count, sizeof *wanted, compare_wanted);
    for (size_t i = 0; i < count; i++)
        ascending[i] = wanted[i].docid;
    struct value_collector first = { .base = { &value_class, values->slot },
                                     .values = values,
                                     .wanted = wanted,
                                     .wanted_count = count,
                                     .is_first = true };
    int result = collector_run(&first.base, database, ascending, count, err);
    free(ascending);
    free(wanted);
    return result;
}
