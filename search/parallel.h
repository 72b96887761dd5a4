/* parallel.h: parts of a work, done by as many threads, each with the index opened for itself. */
#ifndef NEWSSEARCH_PARALLEL_H
#define NEWSSEARCH_PARALLEL_H

#include <stddef.h>

#include "error.h"
#include "xapian_shim.h"

/* In how many parts to do so many steps, of which least are worth a thread: at most one a processor. */
size_t parallel_parts(size_t steps, size_t least);

/* Does part number part (from 0), with a database that is this thread's alone. It may be called again for the same
 * part, after it has failed. */
typedef int parallel_part(void *context, size_t part, struct shim_database *database, struct error *err);

/* Does all parts: the first with database on this thread. A part that fails in a thread of its own, or for which there
 * is none, is done again on this thread after the others: what can be told of a failure is told as if there were no
 * threads. */
int parallel_run(struct shim_database *database, size_t parts, parallel_part *run, void *context,
                 struct error *err);

#endif
