/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "collapse.h"

#include <stdbool.h>
#include <stdlib.h>

#include "counter.h"
#include "facet.h"
#include "list.h"
#include "memory.h"
#include "record.h"
#include "slot_values.h"
#include "story_reader.h"

/* The value of each row, as its number in values. */
struct collapse {
    const struct field *field;
    struct counter values;
    struct buffer key, item; /* memory kept from value to value */
    struct list keys;        /* of the values of a list */
    size_t *numbers;         /* COUNTER_NONE: the row has none */
};

/* The key of a list is made of the keys of its values, as a set. */
static void make_list_key(struct collapse *collapse, const char *list, size_t list_length)
{
    struct record_reader reader;
    struct list *keys = &collapse->keys;
    const char *value;
    size_t length;
    list_clear(keys);
    record_reader_init(&reader, list, list_length);
    while (record_next(&reader, &value, &length)) {
        facet_key(&collapse->item, collapse->field, value, length);
        list_add(keys, buffer_text(&collapse->item), collapse->item.length);
    }
    list_sort(keys);
    list_unique(keys);
    buffer_clear(&collapse->key);
    for (size_t i = 0; i < keys->count; i++)
        record_add_item(&collapse->key, keys->items[i].data, keys->items[i].length);
}

static void take_value(void *context, size_t number, const char *value, size_t length)
{
    struct collapse *collapse = context;
    if (collapse->field->many)
        make_list_key(collapse, value, length);
    else
        facet_key(&collapse->key, collapse->field, value, length);
    collapse->numbers[number] =
        counter_add(&collapse->values, buffer_text(&collapse->key), collapse->key.length, 1);
}

static int read_rows(struct collapse *collapse, const struct row_list *rows,
                     struct shim_database *database, struct error *err)
{
    const struct slot_values values = { (unsigned)collapse->field->slot, take_value, collapse };
    uint32_t *docids = row_list_docids(rows);
    int result = slot_values_read(&values, database, docids, rows->count, err);
    free(docids);
    return result;
}

static int read_stories(struct collapse *collapse, const struct row_list *rows,
                        struct shim_database *database, struct error *err)
{
    struct story_reader *reader = story_reader_new(database, err);
    if (!reader)
        return -1;
    int result = 0;
    for (size_t i = 0; result == 0 && i < rows->count; i++) {
        uint32_t story;
        result = story_reader_get(reader, rows->items[i].docid, &story, err);
        if (result == 0 && story != 0)
            collapse->numbers[i] =
                counter_add(&collapse->values, (const char *)&story, sizeof story, 1);
    }
    story_reader_free(reader);
    return result;
}

static void add_other(struct row *row, uint32_t docid)
{
    for (size_t i = 0; i < ROW_OTHERS; i++) {
        if (row->others[i] == 0) {
            row->others[i] = docid;
            return;
        }
    }
}

static void keep_first(const struct collapse *collapse, struct row_list *rows)
{
    size_t *places = memory_allocate((collapse->values.count + 1) * sizeof *places);
    size_t kept = 0; /* places[value] is 1 + the place of the row with this value */
    for (size_t i = 0; i < rows->count; i++) {
        size_t number = collapse->numbers[i];
        if (number != COUNTER_NONE && places[number] > 0) {
            add_other(&rows->items[places[number] - 1], rows->items[i].docid);
            continue;
        }
        rows->items[kept] = rows->items[i];
        if (number != COUNTER_NONE) {
            places[number] = kept + 1;
            rows->items[kept].collapsed = (uint32_t)collapse->values.entries[number].times - 1;
        }
        kept++;
    }
    rows->count = kept;
    free(places);
}

static int read_keys(struct collapse *collapse, const struct row_list *rows, enum field_id field,
                     struct shim_database *database, struct error *err)
{
    if (field == COLLAPSE_STORY)
        return read_stories(collapse, rows, database, err);
    collapse->field = schema_field(field);
    if (collapse->field->slot == SLOT_NONE)
        return error_set(err, "--collapse: the field %s has no values to compare",
                         collapse->field->prefix);
    return read_rows(collapse, rows, database, err);
}

int collapse_rows(struct row_list *rows, enum field_id field, struct shim_database *database,
                  struct error *err)
{
    struct collapse collapse = { 0 };
    collapse.numbers = memory_allocate((rows->count + 1) * sizeof *collapse.numbers);
    for (size_t i = 0; i < rows->count; i++)
        collapse.numbers[i] = COUNTER_NONE;
    int result = read_keys(&collapse, rows, field, database, err);
    if (result == 0)
        keep_first(&collapse, rows);
    counter_release(&collapse.values);
    buffer_release(&collapse.key);
    buffer_release(&collapse.item);
    list_release(&collapse.keys);
    free(collapse.numbers);
    return result;
}
