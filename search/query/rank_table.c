/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rank_table.h"

#include "index_layout.h"
#include "prior.h"

static const struct shim_table table = { PRIORS_KEY, PRIOR_SIZE, PRIORS_COUNT };

const struct shim_table *rank_table(void)
{
    return &table;
}
