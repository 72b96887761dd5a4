/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rank_table.h: where an index keeps the rank columns (static_rank.h). Ranges are decided by them,
 * and scores made from them. */
#ifndef NEWSSEARCH_RANK_TABLE_H
#define NEWSSEARCH_RANK_TABLE_H

#include "engine.h"

const struct shim_table *rank_table(void);

/* The days of the dates in SLOT_DATE. */
const struct engine_column_order *rank_table_days(void);

#endif
