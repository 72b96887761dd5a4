/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rank_table.h"

#include <math.h>

#include "index_layout.h"
#include "static_rank.h"

static const struct shim_table table = { RANK_COLUMNS_KEY, STATIC_RANK_SIZE, RANK_COLUMNS_COUNT };

const struct shim_table *rank_table(void)
{
    return &table;
}

static double day_number(const void *context, const char *record)
{
    (void)context;
    return record ? static_rank_day(record) : 0;
}

static size_t find_day(const void *context, const struct engine_record_run *run, double least)
{
    const char *record = run->records;
    const unsigned first = (unsigned)ceil(least);
    (void)context;
    for (size_t i = 0; i < run->count; i++, record += run->stride)
        if (static_rank_day(record) >= first)
            return i;
    return run->count;
}

const struct engine_column_order *rank_table_days(void)
{
    static const struct engine_column_order days = {
        { &table, day_number, find_day, NULL, STATIC_RANK_DAYS }, "newest days"
    };
    return &days;
}
