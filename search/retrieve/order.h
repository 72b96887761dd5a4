/* SPDX-License-Identifier: GPL-2.0-or-later */
/* order.h: the total order of results: by the sort key, then date (newest first), then path.
 *
 * Xapian breaks ties by document number, which a rebuild changes, and a server runs no comparison
 * of ours. So Xapian sorts by the key only, and groups of equal keys are ordered here. Dates, and
 * paths if the dates are equal, are read only for these groups.
 */
#ifndef NEWSSEARCH_ORDER_H
#define NEWSSEARCH_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "request/request.h"
#include "xapian_shim.h"

/* The number of collapsed rows whose documents are known. */
#define ROW_OTHERS 4

struct row {
    uint32_t docid;
    uint32_t collapsed;          /* the number of other rows that it replaces */
    uint32_t others[ROW_OTHERS]; /* docids of the best of them, 0: no more */
    double weight;
    bool same_key; /* as the row before it */
};

struct row_list {
    struct row *items;
    size_t count, capacity;
};

void row_list_release(struct row_list *rows);
void row_list_add(struct row_list *rows, const struct row *row);
/* The numbers of their documents, for free(). */
uint32_t *row_list_docids(const struct row_list *rows);
/* The last first; rows with equal keys stay together. */
void row_list_reverse(struct row_list *rows);

struct order_key {
    int slot;        /* -1: by weight */
    bool descending; /* unless turned around */
};

/* How a sort key orders; static. */
const struct order_key *order_key(enum sort_key key);

/* The only key of an order, or the first; by relevance if there is none. */
struct request_sort order_first(const struct request_sort *sorts, size_t count);

/* Orders the groups of rows with equal keys that overlap rows first..end-1 of the list. */
int order_break_ties(struct row_list *rows, size_t first, size_t end,
                     struct shim_database *database, struct error *err);

#endif
