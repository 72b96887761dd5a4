/* update.h: a plan, carried out on the live index in one transaction, or only told. */
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
int update_tell(struct run *run, struct plan *plan, struct error *err);

#endif
