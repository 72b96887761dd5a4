/* SPDX-License-Identifier: GPL-2.0-or-later */
/* update.h: applies a plan to the live index in one transaction, or only prints it. */
#ifndef NEWSSEARCH_UPDATE_H
#define NEWSSEARCH_UPDATE_H

#include "error.h"
#include "plan.h"
#include "run.h"

/* Reads the candidates and writes what changed; counts in run->report. Writes nothing at all where
 * nothing changed. */
int update_apply(struct run *run, struct plan *plan, struct error *err);

/* Prints a line a file that update_apply would change: "add PATH", "update PATH", "refresh PATH",
 * "remove PATH". */
int update_print(struct run *run, struct plan *plan, struct error *err);

/* Whether most of the plan's candidates, as far as some of them show, have another text than the
 * index or are new articles. Others are touched, ignored, skipped, or cannot be read, which is
 * quicker to see to in an update. Nothing is changed but the report's complaints. */
int update_is_most(struct run *run, const struct plan *plan, bool *is_most, struct error *err);

#endif
