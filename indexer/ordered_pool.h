/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ordered_pool.h: prepares the candidates of the plan on several threads and returns them in their
 * order. */
#ifndef NEWSSEARCH_ORDERED_POOL_H
#define NEWSSEARCH_ORDERED_POOL_H

#include "error.h"
#include "plan.h"
#include "prepare.h"
#include "run.h"

/* Takes one candidate's result, on the calling thread; may change *prepared, not keep it. */
typedef int ordered_pool_take(void *context, const struct candidate *candidate,
                              struct prepared *prepared, struct error *err);

/* -1: a file could not be prepared (which ends the run), or take failed; the candidates before have
 * been taken, and none is taken after. No thread is left in either case. */
int ordered_pool_run(struct run *run, const struct plan *plan, ordered_pool_take *take,
                     void *context, struct error *err);

#endif
