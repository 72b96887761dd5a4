/* SPDX-License-Identifier: GPL-2.0-or-later */
/* batch.h: --batch: reads one query per line and prints one line of json for each. */
#ifndef NEWSSEARCH_BATCH_H
#define NEWSSEARCH_BATCH_H

#include "output/format.h"
#include "result/results.h"

/* Answers each line of the request's batch file in order. *status is STATUS_OK if anything
 * was found, STATUS_FAILED if a query was wrong. A closed pipe ends quietly. */
int batch_run(struct searcher *searcher, struct output *output, int *status, struct error *err);

#endif
