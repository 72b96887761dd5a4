/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "row_sort.h"

#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "memory.h"
#include "number.h"
#include "schema.h"
#include "slot_values.h"
#include "text.h"

/* The value by which a row is compared in one key. */
struct sort_value {
    bool absent;
    double weight;        /* of relevance */
    int64_t number;       /* of other keys but texts */
    size_t start, length; /* of a text, in the column's bytes */
};

struct sort_column {
    bool descending, is_weight, is_text, folded;
    struct buffer bytes;
    struct sort_value *values; /* one a row */
};

struct sorting {
    struct sort_column *columns;
    size_t count;
};

static int compare_texts(const struct sort_column *column, const struct sort_value *a,
                         const struct sort_value *b)
{
    const char *bytes = buffer_text(&column->bytes);
    size_t shorter = a->length < b->length ? a->length : b->length;
    int order = memcmp(bytes + a->start, bytes + b->start, shorter);
    return order ? order : (a->length > b->length) - (a->length < b->length);
}

static int compare_values(const struct sort_column *column, size_t left, size_t right)
{
    const struct sort_value *a = &column->values[left], *b = &column->values[right];
    if (a->absent || b->absent)
        return a->absent - b->absent;
    int order = (a->weight > b->weight) - (a->weight < b->weight);
    if (order == 0)
        order = (a->number > b->number) - (a->number < b->number);
    if (column->is_text)
        order = compare_texts(column, a, b);
    return column->descending ? -order : order;
}

static int compare_rows(const struct sorting *sorting, size_t left, size_t right)
{
    for (size_t i = 0; i < sorting->count; i++) {
        int order = compare_values(&sorting->columns[i], left, right);
        if (order)
            return order;
    }
    return 0;
}

/* A row as it is sorted. Most comparisons only need the code. Rows with equal codes are compared in
 * full, which reads two places in each column. */
struct entry {
    uint64_t code;
    size_t number; /* of the row */
};

static uint64_t code_number(int64_t number)
{
    return (uint64_t)number ^ UINT64_C(1) << 63;
}

/* Weights are not negative: their bits are in order. */
static uint64_t code_weight(double weight)
{
    uint64_t bits;
    memcpy(&bits, &weight, sizeof bits);
    return bits;
}

static uint64_t code_text(const char *text, size_t length)
{
    uint64_t code = 0;
    for (size_t i = 0; i < sizeof code; i++)
        code = code << 8 | (i < length ? (unsigned char)text[i] : 0);
    return code;
}

/* In the order of the column, no later value has a lower code. */
static uint64_t code_value(const struct sort_column *column, size_t number)
{
    const struct sort_value *value = &column->values[number];
    uint64_t code;
    if (value->absent)
        return UINT64_MAX;
    if (column->is_text)
        code = code_text(buffer_text(&column->bytes) + value->start, value->length);
    else if (column->is_weight)
        code = code_weight(value->weight);
    else
        code = code_number(value->number);
    return column->descending ? ~code : code;
}

static int compare_keys(const struct sorting *sorting, const struct entry *a, const struct entry *b)
{
    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    return compare_rows(sorting, a->number, b->number);
}

static int compare_entries(const void *left, const void *right, void *context)
{
    const struct entry *a = left, *b = right;
    int order = compare_keys(context, a, b);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static void take_value(void *context, size_t number, const char *bytes, size_t length)
{
    struct sort_column *column = context;
    struct sort_value *value = &column->values[number];
    value->absent = false;
    if (!column->is_text) {
        value->number = number_decode(bytes, length);
        return;
    }
    value->start = column->bytes.length;
    if (column->folded)
        text_fold(&column->bytes, bytes, length);
    else
        buffer_add(&column->bytes, bytes, length);
    value->length = column->bytes.length - value->start;
}

static int read_column(struct sort_column *column, const struct row_list *rows,
                       const struct request_sort *sort, struct shim_database *database,
                       struct error *err)
{
    const struct order_key *key = order_key(sort->key);
    *column = (struct sort_column){
        .descending = key->descending != sort->reversed,
        .is_weight = key->slot < 0,
        .is_text = sort->key == SORT_TITLE || sort->key == SORT_PATH,
        .folded = sort->key == SORT_TITLE,
        .values = memory_allocate((rows->count + 1) * sizeof *column->values),
    };
    if (key->slot < 0) {
        for (size_t i = 0; i < rows->count; i++)
            column->values[i].weight = rows->items[i].weight;
        return 0;
    }
    const struct slot_values values = { (unsigned)key->slot, take_value, column };
    uint32_t *docids = row_list_docids(rows);
    for (size_t i = 0; i < rows->count; i++)
        column->values[i].absent = true;
    int result = slot_values_read(&values, database, docids, rows->count, err);
    free(docids);
    return result;
}

static void arrange(struct row_list *rows, struct sorting *sorting)
{
    struct entry *order = memory_allocate((rows->count + 1) * sizeof *order);
    struct row *sorted = memory_allocate((rows->count + 1) * sizeof *sorted);
    for (size_t i = 0; i < rows->count; i++)
        order[i] = (struct entry){ code_value(&sorting->columns[0], i), i };
    qsort_r(order, rows->count, sizeof *order, compare_entries, sorting);
    for (size_t i = 0; i < rows->count; i++) {
        sorted[i] = rows->items[order[i].number];
        sorted[i].same_key = i > 0 && compare_keys(sorting, &order[i - 1], &order[i]) == 0;
    }
    free(rows->items);
    free(order);
    rows->items = sorted;
    rows->capacity = rows->count + 1;
}

bool row_sort_is_needed(const struct request_sort *keys, size_t count)
{
    return count > 1 || (count == 1 && keys[0].key == SORT_TITLE);
}

int row_sort(struct row_list *rows, const struct request_sort *keys, size_t count,
             struct shim_database *database, struct error *err)
{
    struct sorting sorting = { memory_allocate((count + 1) * sizeof *sorting.columns), count };
    int result = 0;
    for (size_t i = 0; result == 0 && i < count; i++)
        result = read_column(&sorting.columns[i], rows, &keys[i], database, err);
    if (result == 0)
        arrange(rows, &sorting);
    for (size_t i = 0; i < count; i++) {
        buffer_release(&sorting.columns[i].bytes);
        free(sorting.columns[i].values);
    }
    free(sorting.columns);
    return result;
}
