/* SPDX-License-Identifier: GPL-2.0-or-later */
/* row_sort.h: sorts rows by several keys, or by an order that no value slot has, such as titles
 * by their folded letters. Needs all matches. */
#ifndef NEWSSEARCH_ROW_SORT_H
#define NEWSSEARCH_ROW_SORT_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "order.h"
#include "request/request.h"
#include "xapian_shim.h"

/* Whether rows in this order are sorted here, and not while matching. */
bool row_sort_is_needed(const struct request_sort *keys, size_t count);

/* Sorts by the first key, equal rows by the second, and so on; a row without the value comes last,
 * also where the key is turned around. Rows that are equal in all keys have same_key set, for
 * order_break_ties. */
int row_sort(struct row_list *rows, const struct request_sort *keys, size_t count,
             struct shim_database *database, struct error *err);

#endif
