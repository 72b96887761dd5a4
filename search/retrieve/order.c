/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "order.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "number.h"
#include "schema.h"
#include "slot_values.h"

#define FIRST_ROWS 64
#define DATE_ABSENT INT64_MIN

/* A row of one group, with what it is compared by. */
struct tied {
    struct row row;
    int64_t date; /* DATE_ABSENT: it has none */
    char *path;   /* NULL: not read, or without one */
    size_t path_length;
};

struct group {
    struct tied *items;
    size_t count;
};

static const struct order_key keys[] = {
    [SORT_RELEVANCE] = { "relevance", "the best match first", -1, true },
    [SORT_DATE] = { "date", "the newest first", SLOT_DATE, true },
    [SORT_QUALITY] = { "quality", "the highest first", SLOT_QUALITY, true },
    [SORT_HEAT] = { "heat", "the highest first", SLOT_HEAT, true },
    [SORT_TITLE] = { "title", "by the title's letters", SLOT_TITLE, false },
    [SORT_PATH] = { "path", "by the file's path", SLOT_PATH, false },
};
#define KEY_COUNT (sizeof keys / sizeof *keys)

static int compare_docids(const void *left, const void *right)
{
    const struct tied *a = left, *b = right;
    return (a->row.docid > b->row.docid) - (a->row.docid < b->row.docid);
}

static int compare_dates(const void *left, const void *right)
{
    const struct tied *a = left, *b = right;
    if (a->date != b->date)
        return a->date > b->date ? -1 : 1;
    return compare_docids(left, right);
}

static int compare_paths(const void *left, const void *right)
{
    const struct tied *a = left, *b = right;
    size_t shorter = a->path_length < b->path_length ? a->path_length : b->path_length;
    int order = shorter ? memcmp(a->path, b->path, shorter) : 0;
    if (order)
        return order;
    if (a->path_length != b->path_length)
        return a->path_length < b->path_length ? -1 : 1;
    return compare_docids(left, right); /* one path in two indexes */
}

static void take_date(void *context, size_t number, const char *value, size_t length)
{
    struct tied *items = context;
    items[number].date = number_decode(value, length);
}

static void take_path(void *context, size_t number, const char *value, size_t length)
{
    struct tied *items = context;
    items[number].path = memory_copy(value, length);
    items[number].path_length = length;
}

static int read_slot(struct group group, unsigned slot, slot_values_take *take,
                     struct shim_database *database, struct error *err)
{
    uint32_t *docids = memory_allocate(group.count * sizeof *docids);
    for (size_t i = 0; i < group.count; i++)
        docids[i] = group.items[i].row.docid;
    int result = slot_values_read(database, slot, docids, group.count, take, group.items, err);
    free(docids);
    return result;
}

/* Settles the runs of equal dates that reach into first..end-1. */
static int settle_dates(struct group group, size_t first, size_t end,
                        struct shim_database *database, struct error *err)
{
    size_t next;
    for (size_t i = 0; i < group.count && i < end; i = next) {
        for (next = i + 1; next < group.count && group.items[next].date == group.items[i].date;)
            next++;
        if (next - i < 2 || next <= first)
            continue;
        struct group run = { group.items + i, next - i };
        if (read_slot(run, SLOT_PATH, take_path, database, err) < 0)
            return -1;
        qsort(run.items, run.count, sizeof *run.items, compare_paths);
    }
    return 0;
}

/* first and end count from the group's first row. */
static int settle_group(struct row *rows, size_t count, size_t first, size_t end,
                        struct shim_database *database, struct error *err)
{
    struct group group = { memory_allocate(count * sizeof *group.items), count };
    for (size_t i = 0; i < count; i++)
        group.items[i] = (struct tied){ .row = rows[i], .date = DATE_ABSENT };
    int result = read_slot(group, SLOT_DATE, take_date, database, err);
    if (result == 0) {
        qsort(group.items, count, sizeof *group.items, compare_dates);
        result = settle_dates(group, first, end, database, err);
    }
    for (size_t i = 0; i < count; i++) {
        rows[i] = group.items[i].row;
        rows[i].same_key = i > 0;
        free(group.items[i].path);
    }
    free(group.items);
    return result;
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

const struct order_key *order_key(enum sort_key key)
{
    return (size_t)key < KEY_COUNT ? &keys[key] : NULL;
}

struct request_sort order_first(const struct request_sort *sorts, size_t count)
{
    return count > 0 ? sorts[0] : (struct request_sort){ SORT_RELEVANCE, false };
}

int order_settle(struct row_list *rows, size_t first, size_t end, struct shim_database *database,
                 struct error *err)
{
    size_t next;
    for (size_t i = 0; i < rows->count && i < end; i = next) {
        for (next = i + 1; next < rows->count && rows->items[next].same_key;)
            next++;
        if (next - i < 2 || next <= first)
            continue;
        if (settle_group(rows->items + i, next - i, first > i ? first - i : 0, end - i, database,
                         err) < 0)
            return -1;
    }
    return 0;
}
