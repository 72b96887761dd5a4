/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "buckets.h"

#include <stdlib.h>

static void release_lists(struct bucket_list *lists, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < lists[i].count; j++)
            free(lists[i].buckets[j].value);
        free(lists[i].buckets);
    }
    free(lists);
}

void buckets_release(struct buckets *buckets)
{
    release_lists(buckets->facets, buckets->facet_count);
    release_lists(buckets->charts, buckets->chart_count);
    *buckets = (struct buckets){ 0 };
}
