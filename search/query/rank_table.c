/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rank_table.h"

#include "index_layout.h"
#include "static_rank.h"

static const struct shim_table table = { RANK_COLUMNS_KEY, STATIC_RANK_SIZE, RANK_COLUMNS_COUNT };

const struct shim_table *rank_table(void)
{
    return &table;
}
