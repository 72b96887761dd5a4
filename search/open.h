/* SPDX-License-Identifier: GPL-2.0-or-later */
/* open.h: --open and --edit: one result, in the user's browser or editor. */
#ifndef NEWSSEARCH_OPEN_H
#define NEWSSEARCH_OPEN_H

#include "result/results.h"

/* Runs the request's query and opens the last result that its limit allows. *status is
 * STATUS_NOTHING if nothing was found. */
int open_run(struct searcher *searcher, const struct request *request, int *status,
             struct error *err);

#endif
