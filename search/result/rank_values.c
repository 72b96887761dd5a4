/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rank_values.h"

#include <stdbool.h>
#include <stdlib.h>

#include "engine.h"
#include "memory.h"
#include "number.h"
#include "query/rank_table.h"
#include "static_rank.h"

/* The values of one slot. */
struct known_values {
    const struct slot_values *values;
    bool *known; /* by number: it was taken from a record */
};

struct both {
    struct known_values quality, heat;
};

static void take_known(struct known_values *part, size_t number, int64_t value)
{
    char bytes[NUMBER_SIZE];
    if (value <= 0 || value >= STATIC_RANK_MAX)
        return; /* it stands for others, too */
    part->known[number] = true;
    part->values->take(part->values->context, number, bytes, number_encode(bytes, value));
}

static void take_record(void *context, size_t number, const char *record)
{
    struct both *both = context;
    struct static_rank_values values;
    static_rank_unpack(&values, record);
    take_known(&both->quality, number, values.quality);
    take_known(&both->heat, number, values.heat);
}

/* Those of documents whose values are open. */
struct open_values {
    const struct slot_values *values;
    const size_t *numbers; /* of all documents, by their place among these */
};

static void take_open(void *context, size_t number, const char *value, size_t length)
{
    const struct open_values *open = context;
    open->values->take(open->values->context, open->numbers[number], value, length);
}

static int read_open(const struct known_values *part, struct shim_database *database,
                     const uint32_t *docids, size_t count, struct error *err)
{
    uint32_t *sought = memory_allocate((count + 1) * sizeof *sought);
    size_t *numbers = memory_allocate((count + 1) * sizeof *numbers), left = 0;
    struct open_values open = { part->values, numbers };
    for (size_t i = 0; i < count; i++)
        if (!part->known[i]) {
            numbers[left] = i;
            sought[left++] = docids[i];
        }
    const struct slot_values values = { part->values->slot, take_open, &open };
    int result = left > 0 ? slot_values_read(&values, database, sought, left, err) : 0;
    free(sought);
    free(numbers);
    return result;
}

int rank_values_read(const struct slot_values *quality, const struct slot_values *heat,
                     struct shim_database *database, const uint32_t *docids, size_t count,
                     struct error *err)
{
    struct both both = { { quality, memory_allocate(count + 1) },
                         { heat, memory_allocate(count + 1) } };
    const struct engine_records records = { rank_table(), take_record, &both };
    int result = engine_each_record(database, &records, docids, count, err);
    if (result == 0)
        result = read_open(&both.quality, database, docids, count, err);
    if (result == 0)
        result = read_open(&both.heat, database, docids, count, err);
    free(both.quality.known);
    free(both.heat.known);
    return result;
}
