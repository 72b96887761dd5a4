/* SPDX-License-Identifier: GPL-2.0-or-later */
/* story_order.h: all dated articles by date, so that they can be compared a slice at a time. */
#ifndef NEWSSEARCH_STORY_ORDER_H
#define NEWSSEARCH_STORY_ORDER_H

#include <stdint.h>

#include "story_column.h"
#include "story_links.h"

struct story_order {
    const struct story_column *column; /* borrowed */
    uint32_t *docids;                  /* by date, then by number */
    uint32_t count;
};

struct story_order story_order_make(struct story_column *column);
void story_order_release(struct story_order *order);

/* The day of article number `number` of the order. */
int64_t story_order_day(const struct story_order *order, uint32_t number);

/* Sets in the column, for each set of linked articles, the smallest docid of it as their story.
 * Numbers in links are those of the order. */
void story_order_set(const struct story_order *order, struct story_column *column,
                     struct story_links *links);

#endif
