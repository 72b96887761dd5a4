/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compact.h: shrinks an index.
 *
 * Xapian's blocks split while articles are added and replaced: after some hundred small updates an
 * index takes half as much space again. A build and a compaction store the size of the index and
 * its number of articles; an update that leaves the index much larger than that compacts it.
 */
#ifndef NEWSSEARCH_COMPACT_H
#define NEWSSEARCH_COMPACT_H

#include <stdbool.h>

#include "error.h"
#include "store.h"
#include "xapian_shim.h"

/* Writes the rest of an index at path that has just been merged or compacted, in one commit: the
 * list of its words, and its size. */
int compact_finish(const char *path, struct error *err);

/* Whether more than a third of the index at path is free; false if it notes no size. */
int compact_is_due(bool *is_due, const char *path, struct error *err);

/* Compacts the index of the locked store, beside it, and swaps it in. quiet: see
 * store_begin_build. */
int compact_store(struct store *store, bool quiet, struct error *err);

#endif
