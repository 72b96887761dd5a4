/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "held.h"

#include <stdlib.h>

#include "buffer.h"
#include "memory.h"
#include "result/article_reader.h"
#include "slot_values.h"

struct place {
    size_t start, length; /* in the bytes of all rows; length 0: the row does not have the field */
};

struct held_field {
    struct buffer bytes;
    struct place *places; /* by row */
};

static void take_value(void *context, size_t row, const char *value, size_t length)
{
    struct held_field *of = context;
    of->places[row] = (struct place){ of->bytes.length, length };
    buffer_add(&of->bytes, value, length);
}

int held_read(struct held *held, struct shim_database *database, unsigned fields,
              const uint32_t *docids, size_t rows, struct error *err)
{
    int result = 0;
    *held = (struct held){ fields, rows, memory_allocate(FIELD_COUNT * sizeof *held->of) };
    for (int id = 0; result == 0 && id < FIELD_COUNT; id++) {
        if (!(fields & FIELD_BIT(id)))
            continue;
        held->of[id].places = memory_allocate(rows * sizeof *held->of[id].places);
        result = slot_values_read(database, (unsigned)schema_field((enum field_id)id)->slot, docids,
                                  rows, take_value, &held->of[id], err);
    }
    if (result < 0)
        held_release(held);
    return result;
}

bool held_has(const struct held *held, size_t row, enum field_id id)
{
    return held->fields & FIELD_BIT(id) && held->of[id].places[row].length > 0;
}

void held_give(const struct held *held, size_t row, struct article *article)
{
    for (int id = 0; id < FIELD_COUNT; id++) {
        if (!held_has(held, row, (enum field_id)id))
            continue;
        struct place place = held->of[id].places[row];
        article_read_value(article, schema_field((enum field_id)id),
                           held->of[id].bytes.data + place.start, place.length);
    }
}

void held_release(struct held *held)
{
    for (int id = 0; held->of && id < FIELD_COUNT; id++) {
        buffer_release(&held->of[id].bytes);
        free(held->of[id].places);
    }
    free(held->of);
    *held = (struct held){ 0 };
}
