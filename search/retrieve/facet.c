#include "facet.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "memory.h"
#include "record.h"
#include "schema.h"
#include "xapian_shim.h"

/* The text of a number's slot, as JSON would show it. */
static void show_number(struct buffer *out, const struct field *field, const char *value,
                        size_t length)
{
    double number = shim_number_read(value, length);
    char date[DATE_TEXT_SIZE];
    switch (field->kind) {
    case KIND_TIME:
        buffer_add_text(out, date_format(date, (int64_t)number));
        break;
    case KIND_BOOLEAN:
        buffer_add_text(out, number != 0 ? "true" : "false");
        break;
    default:
        buffer_printf(out, "%" PRId64, (int64_t)number);
        break;
    }
}

static bool already(const char *list, size_t list_length, const char *item, size_t length)
{
    struct record_reader reader;
    const char *other;
    size_t other_length;
    record_reader_init(&reader, list, list_length);
    while (record_next(&reader, &other, &other_length) && other != item)
        if (other_length == length && memcmp(other, item, length) == 0)
            return true;
    return false;
}

/* An article that names a value twice has it once. */
static void add_packed(struct counter *values, const char *list, size_t list_length, uint64_t times)
{
    struct record_reader reader;
    const char *item;
    size_t length;
    record_reader_init(&reader, list, list_length);
    while (record_next(&reader, &item, &length))
        if (length > 0 && !already(list, list_length, item, length))
            counter_add(values, item, length, times);
}

/* From the slot's values to the values as shown. */
static void take_apart(const struct facet *facet, struct counter *values)
{
    const struct field *field = schema_field(facet->wanted.field);
    struct buffer shown = BUFFER_INIT;
    for (size_t i = 0; i < facet->seen.count; i++) {
        const struct counter_entry *entry = &facet->seen.entries[i];
        const char *bytes = counter_bytes(&facet->seen, entry);
        if (field->many) {
            add_packed(values, bytes, entry->length, entry->times);
        } else if (field->kind == KIND_TEXT || field->kind == KIND_NAME ||
                   field->kind == KIND_DOMAIN) {
            counter_add(values, bytes, entry->length, entry->times);
        } else {
            buffer_clear(&shown);
            show_number(&shown, field, bytes, entry->length);
            counter_add(values, shown.data, shown.length, entry->times);
        }
    }
    buffer_release(&shown);
}

struct counted {
    const char *bytes;
    size_t length;
    uint64_t times;
};

static int compare_counted(const void *left, const void *right)
{
    const struct counted *a = left, *b = right;
    if (a->times != b->times)
        return a->times > b->times ? -1 : 1;
    size_t shorter = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->bytes, b->bytes, shorter);
    return order ? order : (a->length > b->length) - (a->length < b->length);
}

bool facet_possible(enum field_id field)
{
    return schema_field(field)->slot != SLOT_NONE;
}

void facet_init(struct facet *facet, const struct request_facet *wanted)
{
    *facet = (struct facet){ .wanted = *wanted };
}

void facet_release(struct facet *facet)
{
    counter_release(&facet->seen);
}

unsigned facet_slot(const struct facet *facet)
{
    return (unsigned)schema_field(facet->wanted.field)->slot;
}

void facet_add(struct facet *facet, const char *value, size_t length, uint64_t times)
{
    if (length > 0)
        counter_add(&facet->seen, value, length, times);
}

void facet_finish(const struct facet *facet, struct bucket_list *out)
{
    struct counter values = { 0 };
    take_apart(facet, &values);
    struct counted *order = memory_allocate((values.count + 1) * sizeof *order);
    for (size_t i = 0; i < values.count; i++)
        order[i] = (struct counted){ counter_bytes(&values, &values.entries[i]),
                                     values.entries[i].length, values.entries[i].times };
    qsort(order, values.count, sizeof *order, compare_counted);
    size_t most = facet->wanted.most;
    out->name = schema_field(facet->wanted.field)->prefix;
    out->count = values.count < most ? values.count : most;
    out->buckets = memory_allocate((out->count + 1) * sizeof *out->buckets);
    for (size_t i = 0; i < out->count; i++)
        out->buckets[i] =
            (struct bucket){ memory_copy(order[i].bytes, order[i].length), order[i].times };
    free(order);
    counter_release(&values);
}
