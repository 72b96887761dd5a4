/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rank_table.h"

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

const struct engine_column_order *rank_table_days(void)
{
    static const struct engine_column_order days = { &table, day_number, STATIC_RANK_DAYS,
                                                     "newest days" };
    return &days;
}
