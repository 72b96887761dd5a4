/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "chart_gap.h"

#include <string.h>

#define GAP_MAX 3 /* empty buckets in a row that are shown one by one */

const char *chart_buckets(const char *name)
{
    static const char *const names[][2] = {
        { "day", "days" },   { "week", "weeks" },     { "month", "months" },
        { "year", "years" }, { "quality", "ranges" }, { "heat", "ranges" },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i][0], name) == 0)
            return names[i][1];
    return NULL;
}

size_t chart_gap(const struct bucket_list *list, size_t first)
{
    size_t length = 0;
    while (first + length < list->count && list->buckets[first + length].count == 0)
        length++;
    return length > GAP_MAX ? length : 0;
}
