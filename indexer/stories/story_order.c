/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "story_order.h"

#include <stdlib.h>

#include "memory.h"
#include "story_graph.h"

static int compare_dates(const void *left, const void *right, void *context)
{
    const struct story_column *column = context;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    int64_t first = column->records[a].date, second = column->records[b].date;
    if (first != second)
        return first < second ? -1 : 1;
    return (a > b) - (a < b);
}

struct story_order story_order_make(struct story_column *column)
{
    struct story_order order = { .column = column };
    order.docids = memory_allocate(((size_t)column->end + 1) * sizeof *order.docids);
    for (uint32_t i = 0; i < column->end; i++)
        if (story_column_is_dated(&column->records[i]))
            order.docids[order.count++] = i;
    qsort_r(order.docids, order.count, sizeof *order.docids, compare_dates, column);
    return order;
}

void story_order_release(struct story_order *order)
{
    free(order->docids);
    order->docids = NULL;
}

int64_t story_order_day(const struct story_order *order, uint32_t number)
{
    return story_day(order->column->records[order->docids[number]].date);
}

void story_order_set(const struct story_order *order, struct story_column *column,
                     struct story_links *links)
{
    uint32_t *smallest = memory_allocate(((size_t)order->count + 1) * sizeof *smallest);
    for (uint32_t i = 0; i < order->count; i++) {
        uint32_t root = story_links_root(links, i);
        if (smallest[root] == 0 || order->docids[i] < smallest[root])
            smallest[root] = order->docids[i];
    }
    for (uint32_t i = 0; i < order->count; i++) {
        struct story_record record = column->records[order->docids[i]];
        record.story = story_links_is_alone(links, i) ? 0 : smallest[story_links_root(links, i)];
        story_column_set(column, order->docids[i], &record);
    }
    free(smallest);
}
