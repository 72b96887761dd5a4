/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facet.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "memory.h"
#include "number.h"
#include "record.h"
#include "schema.h"
#include "text.h"

/* The text of a number's slot, as JSON would show it. */
static void show_number(struct buffer *out, const struct field *field, const char *value,
                        size_t length)
{
    int64_t number = number_decode(value, length);
    char date[DATE_TEXT_SIZE];
    switch (field->kind) {
    case KIND_TIME:
        buffer_add_text(out, date_format(date, number));
        break;
    case KIND_BOOLEAN:
        buffer_add_text(out, number ? "true" : "false");
        break;
    default:
        buffer_printf(out, "%" PRId64, number);
        break;
    }
}

void facet_key(struct buffer *out, const struct field *field, const char *value, size_t length)
{
    buffer_clear(out);
    if (schema_is_name(field))
        text_fold_name(out, value, length);
    if (out->length == 0)
        buffer_add(out, value, length);
}

/* Values as they are written (forms), and groups of forms that a search cannot tell apart. */
struct grouping {
    const struct field *field;
    struct counter forms, groups;
    size_t *group_of; /* by the number of the form */
    size_t form_capacity;
    size_t *form_seen, *group_seen; /* the last list that had it, from 1 */
    size_t lists;
    struct buffer key;
};

static void grouping_release(struct grouping *grouping)
{
    counter_release(&grouping->forms);
    counter_release(&grouping->groups);
    free(grouping->group_of);
    free(grouping->form_seen);
    free(grouping->group_seen);
    buffer_release(&grouping->key);
}

/* There are no more groups than forms. */
static void make_room(struct grouping *grouping)
{
    size_t old = grouping->form_capacity, room = old ? 2 * old : 64;
    size_t **arrays[] = { &grouping->group_of, &grouping->form_seen, &grouping->group_seen };
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        *arrays[i] = memory_resize(*arrays[i], room, sizeof **arrays[i]);
        memset(*arrays[i] + old, 0, (room - old) * sizeof **arrays[i]);
    }
    grouping->form_capacity = room;
}

/* Counts the value for the form and its group, each once for a list. */
static void add_value(struct grouping *grouping, const char *value, size_t length, uint64_t times)
{
    size_t known = grouping->forms.count;
    size_t form = counter_add(&grouping->forms, value, length, 0);
    if (form == known) {
        if (form == grouping->form_capacity)
            make_room(grouping);
        facet_key(&grouping->key, grouping->field, value, length);
        grouping->group_of[form] =
            counter_add(&grouping->groups, grouping->key.data, grouping->key.length, 0);
    }
    size_t group = grouping->group_of[form];
    if (grouping->form_seen[form] != grouping->lists)
        grouping->forms.entries[form].times += times;
    if (grouping->group_seen[group] != grouping->lists)
        grouping->groups.entries[group].times += times;
    grouping->form_seen[form] = grouping->group_seen[group] = grouping->lists;
}

static void add_packed(struct grouping *grouping, const char *list, size_t list_length,
                       uint64_t times)
{
    struct record_reader reader;
    const char *item;
    size_t length;
    record_reader_init(&reader, list, list_length);
    while (record_next(&reader, &item, &length))
        if (length > 0)
            add_value(grouping, item, length, times);
}

/* Unpacks the slot's values into the values that are shown. */
static void take_apart(const struct facet *facet, struct grouping *grouping)
{
    const struct field *field = grouping->field;
    struct buffer shown = BUFFER_INIT;
    for (size_t i = 0; i < facet->seen.count; i++) {
        const struct counter_entry *entry = &facet->seen.entries[i];
        const char *bytes = counter_bytes(&facet->seen, entry);
        grouping->lists++;
        if (field->many) {
            add_packed(grouping, bytes, entry->length, entry->times);
        } else if (field->kind == KIND_TEXT || schema_is_name(field)) {
            add_value(grouping, bytes, entry->length, entry->times);
        } else {
            buffer_clear(&shown);
            show_number(&shown, field, bytes, entry->length);
            add_value(grouping, shown.data, shown.length, entry->times);
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

static void collect(struct collector *collector, uint32_t docid, const char *value, size_t length,
                    uint64_t times)
{
    struct facet *facet = (struct facet *)collector;
    (void)docid;
    if (length > 0)
        counter_add(&facet->seen, value, length, times);
}

static void merge(struct collector *collector, const struct collector *part)
{
    counter_merge(&((struct facet *)collector)->seen, &((const struct facet *)part)->seen);
}

static struct collector *fresh(const struct collector *collector)
{
    struct facet *part = memory_allocate(sizeof *part);
    facet_init(part, &((const struct facet *)collector)->wanted);
    return &part->base;
}

static void free_part(struct collector *part)
{
    facet_release((struct facet *)part);
    free(part);
}

static const struct collector_class facet_class = { fresh, collect, merge, free_part };

void facet_init(struct facet *facet, const struct request_facet *wanted)
{
    const unsigned slot = (unsigned)schema_field(wanted->field)->slot;
    *facet = (struct facet){ .base = { &facet_class, slot }, .wanted = *wanted };
}

void facet_release(struct facet *facet)
{
    counter_release(&facet->seen);
}

/* The groups, each with its most common form; of equally common ones the first. The caller frees
 * them. */
static struct counted *choose_forms(const struct grouping *grouping)
{
    const struct counter *forms = &grouping->forms, *groups = &grouping->groups;
    struct counted *chosen = memory_allocate((groups->count + 1) * sizeof *chosen);
    for (size_t i = 0; i < forms->count; i++) {
        const struct counter_entry *entry = &forms->entries[i];
        struct counted form = { counter_bytes(forms, entry), entry->length, entry->times };
        struct counted *best = &chosen[grouping->group_of[i]];
        if (!best->bytes || compare_counted(&form, best) < 0)
            *best = form;
    }
    for (size_t i = 0; i < groups->count; i++)
        chosen[i].times = groups->entries[i].times;
    return chosen;
}

void facet_finish(const struct facet *facet, struct bucket_list *out)
{
    struct grouping grouping = { .field = schema_field(facet->wanted.field) };
    take_apart(facet, &grouping);
    struct counted *order = choose_forms(&grouping);
    size_t count = grouping.groups.count, most = facet->wanted.most;
    qsort(order, count, sizeof *order, compare_counted);
    out->name = grouping.field->prefix;
    out->count = count < most ? count : most;
    out->buckets = memory_allocate((out->count + 1) * sizeof *out->buckets);
    for (size_t i = 0; i < out->count; i++)
        out->buckets[i] =
            (struct bucket){ memory_copy(order[i].bytes, order[i].length), order[i].times };
    free(order);
    grouping_release(&grouping);
}
