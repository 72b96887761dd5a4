/* SPDX-License-Identifier: GPL-2.0-or-later */
/* chart.h: a collector that counts matches by day, week, month or year, or in steps of ten of
 * quality or heat. */
#ifndef NEWSSEARCH_CHART_H
#define NEWSSEARCH_CHART_H

#include "buckets.h"
#include "collector.h"
#include "counter.h"
#include "request/request.h"

#define CHART_BUCKETS_MAX 100000 /* of one chart, with the empty ones: 270 years of days */

struct chart {
    struct collector base;
    enum chart_kind kind;
    struct counter seen; /* days since 1970, or tens, as the bytes of an int64_t */
    int64_t last_key;    /* the key seen last and its entry: matches come in runs */
    size_t last_entry;
    uint64_t absent;
};

void chart_init(struct chart *chart, enum chart_kind kind);
void chart_release(struct chart *chart);

/* Fills *out with the buckets in order, from the first that has a match to the last. A last bucket
 * whose value is NULL is for the matches without a value, if there are any. Buckets without matches
 * are left out only if there would be more than CHART_BUCKETS_MAX. */
void chart_finish(const struct chart *chart, struct bucket_list *out);

#endif
