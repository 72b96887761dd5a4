/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rank_values.h: quality and heat of rows, from their records (static_rank.h). One read
 * gives the record of a row; its two value slots take more than two. */
#ifndef NEWSSEARCH_RANK_VALUES_H
#define NEWSSEARCH_RANK_VALUES_H

#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "retrieve/slot_values.h"
#include "xapian_shim.h"

/* As slot_values_read of both, whose slots are SLOT_QUALITY and SLOT_HEAT. The slots of the
 * documents whose records leave a value open are read. */
int rank_values_read(const struct slot_values *quality, const struct slot_values *heat,
                     struct shim_database *database, const uint32_t *docids, size_t count,
                     struct error *err);

#endif
