/* since.h: --since-last=NAME: what was added, or whose text was changed, since the search of
 * that name was last done. What is remembered is one number a name, the latest SLOT_INDEXED that
 * the index held, in ${XDG_STATE_HOME:-~/.local/state}/newssearch/since/NAME.
 */
#ifndef NEWSSEARCH_SINCE_H
#define NEWSSEARCH_SINCE_H

#include "error.h"
#include "xapian_shim.h"

/* *latest is 0 if nothing is remembered yet. A name may hold letters, digits, . _ - and not begin
 * with a dot. */
int since_read(double *latest, const char *name, struct error *err);

/* Remembers; the file is replaced whole. */
int since_write(double latest, const char *name, struct error *err);

/* The latest time that the database holds. */
int since_latest(double *latest, struct shim_database *database, struct error *err);

/* matching, owned, narrowed to what came after latest. */
struct shim_query *since_narrow(struct shim_query *matching, double latest, struct error *err);

#endif
