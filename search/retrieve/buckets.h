/* SPDX-License-Identifier: GPL-2.0-or-later */
/* buckets.h: how many matches have each value: the results of facets and charts. */
#ifndef NEWSSEARCH_BUCKETS_H
#define NEWSSEARCH_BUCKETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bucket {
    char *value; /* UTF-8, owned; of a chart its label, or NULL: articles without a value */
    uint64_t count;
};

struct bucket_list {
    const char *name;       /* "topic", "month" */
    struct bucket *buckets; /* facets: most first, then by value; charts: in order, NULL last */
    size_t count;
    bool sparse; /* of a chart: the empty buckets would be too many, and are left out */
};

/* Of one search. */
struct buckets {
    struct bucket_list *facets, *charts;
    size_t facet_count, chart_count;
};

void buckets_release(struct buckets *buckets);

#endif
