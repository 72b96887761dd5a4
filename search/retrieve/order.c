/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "order.h"

#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "memory.h"
#include "number.h"
#include "schema.h"
#include "slot_values.h"

#define FIRST_ROWS 64
#define DATE_ABSENT INT64_MIN

/* A row with what it is compared by beside the sort key. */
struct tied {
    struct row row;
    size_t group;                   /* of equal sort keys */
    int64_t date;                   /* DATE_ABSENT: not read, or without one */
    size_t path_start, path_length; /* in the paths; length 0: likewise */
};

/* The groups of tied rows that overlap rows first..end-1 of a list. */
struct ties {
    struct tied *items;
    size_t count;
    size_t base; /* where the items stand in the list */
    size_t first, end;
    struct buffer paths;
};

typedef bool tied_equal(const struct tied *a, const struct tied *b);

static const struct order_key keys[] = {
    [SORT_RELEVANCE] = { -1, true },         [SORT_DATE] = { SLOT_DATE, true },
    [SORT_QUALITY] = { SLOT_QUALITY, true }, [SORT_HEAT] = { SLOT_HEAT, true },
    [SORT_TITLE] = { SLOT_TITLE, false },    [SORT_PATH] = { SLOT_PATH, false },
};

static bool is_one_group(const struct tied *a, const struct tied *b)
{
    return a->group == b->group;
}

static bool is_one_date(const struct tied *a, const struct tied *b)
{
    return a->group == b->group && a->date == b->date;
}

static int compare_tied(const void *left, const void *right, void *context)
{
    const struct tied *a = left, *b = right;
    const struct ties *ties = context;
    const char *paths = buffer_text(&ties->paths);
    if (a->date != b->date)
        return a->date > b->date ? -1 : 1;
    size_t shorter = a->path_length < b->path_length ? a->path_length : b->path_length;
    int order = memcmp(paths + a->path_start, paths + b->path_start, shorter);
    if (order == 0)
        order = (a->path_length > b->path_length) - (a->path_length < b->path_length);
    if (order == 0) /* one path in two indexes */
        order = (a->row.docid > b->row.docid) - (a->row.docid < b->row.docid);
    return order;
}

/* Finds the next items from *first on that are equal, at least two, and overlap the page. */
static bool next_run(const struct ties *ties, tied_equal *are_equal, size_t *first, size_t *end)
{
    for (; *first < ties->count && ties->base + *first < ties->end; *first = *end) {
        *end = *first + 1;
        while (*end < ties->count && are_equal(&ties->items[*first], &ties->items[*end]))
            ++*end;
        if (*end - *first > 1 && ties->base + *end > ties->first)
            return true;
    }
    return false;
}

static void sort_runs(struct ties *ties, tied_equal *are_equal)
{
    size_t end;
    for (size_t first = 0; next_run(ties, are_equal, &first, &end); first = end)
        qsort_r(ties->items + first, end - first, sizeof *ties->items, compare_tied, ties);
}

/* Reads a slot of some of the items. */
struct reading {
    struct ties *ties;
    size_t *numbers;
};

static void take_date(void *context, size_t number, const char *value, size_t length)
{
    const struct reading *reading = context;
    reading->ties->items[reading->numbers[number]].date = number_decode(value, length);
}

static void take_path(void *context, size_t number, const char *value, size_t length)
{
    const struct reading *reading = context;
    struct buffer *paths = &reading->ties->paths;
    struct tied *item = &reading->ties->items[reading->numbers[number]];
    item->path_start = paths->length;
    item->path_length = length;
    buffer_add(paths, value, length);
}

static int read_runs(struct ties *ties, tied_equal *are_equal, enum slot slot,
                     struct shim_database *database, struct error *err)
{
    struct reading reading = { ties, memory_allocate((ties->count + 1) * sizeof *reading.numbers) };
    const struct slot_values values = { (unsigned)slot, slot == SLOT_DATE ? take_date : take_path,
                                        &reading };
    uint32_t *docids = memory_allocate((ties->count + 1) * sizeof *docids);
    size_t count = 0, end;
    for (size_t first = 0; next_run(ties, are_equal, &first, &end); first = end)
        for (size_t i = first; i < end; i++) {
            reading.numbers[count] = i;
            docids[count++] = ties->items[i].row.docid;
        }
    int result = count > 0 ? slot_values_read(&values, database, docids, count, err) : 0;
    free(reading.numbers);
    free(docids);
    return result;
}

/* Takes all groups from that of row ties->first to that of row ties->end - 1. */
static void take_groups(struct ties *ties, const struct row_list *rows)
{
    size_t end = ties->end < rows->count ? ties->end : rows->count;
    ties->base = ties->first < end ? ties->first : end;
    while (ties->base > 0 && ties->base < end && rows->items[ties->base].same_key)
        ties->base--;
    while (end < rows->count && end > ties->base && rows->items[end].same_key)
        end++;
    ties->items = memory_allocate((end - ties->base + 1) * sizeof *ties->items);
    for (size_t i = ties->base; i < end; i++) {
        const struct row *row = &rows->items[i];
        const bool same = ties->count > 0 && row->same_key;
        const size_t group = same ? ties->items[ties->count - 1].group : i;
        ties->items[ties->count++] =
            (struct tied){ .row = *row, .group = group, .date = DATE_ABSENT };
    }
}

static void put_back(const struct ties *ties, struct row_list *rows)
{
    for (size_t i = 0; i < ties->count; i++) {
        struct row *row = &rows->items[ties->base + i];
        *row = ties->items[i].row;
        row->same_key = i > 0 && is_one_group(&ties->items[i - 1], &ties->items[i]);
    }
}

void row_list_release(struct row_list *rows)
{
    free(rows->items);
    *rows = (struct row_list){ 0 };
}

void row_list_add(struct row_list *rows, const struct row *row)
{
    if (rows->count == rows->capacity) {
        rows->capacity = rows->capacity ? rows->capacity * 2 : FIRST_ROWS;
        rows->items = memory_resize(rows->items, rows->capacity, sizeof *rows->items);
    }
    rows->items[rows->count++] = *row;
}

static void reverse(struct row *rows, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct row row = rows[i];
        rows[i] = rows[count - 1 - i];
        rows[count - 1 - i] = row;
    }
}

void row_list_reverse(struct row_list *rows)
{
    bool same = false;
    reverse(rows->items, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        bool next_same = rows->items[i].same_key;
        rows->items[i].same_key = same;
        same = next_same;
    }
}

uint32_t *row_list_docids(const struct row_list *rows)
{
    uint32_t *docids = memory_allocate((rows->count + 1) * sizeof *docids);
    for (size_t i = 0; i < rows->count; i++)
        docids[i] = rows->items[i].docid;
    return docids;
}

const struct order_key *order_key(enum sort_key key)
{
    return &keys[key];
}

struct request_sort order_first(const struct request_sort *sorts, size_t count)
{
    return count > 0 ? sorts[0] : (struct request_sort){ SORT_RELEVANCE, false };
}

int order_break_ties(struct row_list *rows, size_t first, size_t end,
                     struct shim_database *database, struct error *err)
{
    struct ties ties = { .first = first, .end = end };
    take_groups(&ties, rows);
    int result = read_runs(&ties, is_one_group, SLOT_DATE, database, err);
    sort_runs(&ties, is_one_group);
    if (result == 0)
        result = read_runs(&ties, is_one_date, SLOT_PATH, database, err);
    sort_runs(&ties, is_one_date);
    put_back(&ties, rows);
    buffer_release(&ties.paths);
    free(ties.items);
    return result;
}
