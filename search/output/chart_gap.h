/* SPDX-License-Identifier: GPL-2.0-or-later */
/* chart_gap.h: runs of empty buckets of a chart, for formats that people read. */
#ifndef NEWSSEARCH_CHART_GAP_H
#define NEWSSEARCH_CHART_GAP_H

#include "result/results.h"

/* What the buckets of the chart of this name are called: "27 empty months". NULL: it is a facet.
 */
const char *chart_buckets(const char *name);

/* How many buckets from first on, in a row, are empty and too many to be shown one by one; else 0.
 */
size_t chart_gap(const struct bucket_list *list, size_t first);

#endif
