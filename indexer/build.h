/* SPDX-License-Identifier: GPL-2.0-or-later */
/* build.h: builds a new index with several threads, beside the old one, and swaps it in at the
 * end.
 *
 * walk -> chunks of paths -> threads (read, parse, make terms, one small index for each chunk) ->
 * merge -> swap
 *
 * Small indexes are built in parallel, and merging them writes a compact index in order
 * (HACKING.md). Memory does not grow with the number of articles.
 */
#ifndef NEWSSEARCH_BUILD_H
#define NEWSSEARCH_BUILD_H

#include "error.h"
#include "run.h"
#include "scope.h"
#include "xapian_shim.h"

/* old is the index that is replaced, or NULL; from it comes when an article's text last changed.
 * Counts in run->report: everything found is added (old NULL), or added, updated, refreshed,
 * unchanged, removed against old. */
int build(struct run *run, const struct scope *scope, struct shim_database *old, struct error *err);

#endif
