/* SPDX-License-Identifier: GPL-2.0-or-later */
/* guard.h: keeps the articles of a directory that is now empty or missing, because a disk may be
 * unmounted.
 *
 * Before an article is removed, each registered directory above it must exist and contain an
 * article; a registered file must be in a directory that exists and is not empty.
 */
#ifndef NEWSSEARCH_GUARD_H
#define NEWSSEARCH_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "run.h"
#include "selection.h"

enum guard_state { GUARD_UNKNOWN, GUARD_OPEN, GUARD_CLOSED };

struct guard {
    struct run *run;
    const struct selection *selection;
    struct shim_database *database;
    enum guard_state *states; /* of the selection's roots */
    size_t unknown;           /* how many of them are unknown */
};

/* All are borrowed; database may be NULL. */
void guard_init(struct guard *guard, struct run *run, const struct selection *selection,
                struct shim_database *database);
void guard_release(struct guard *guard);

/* There is an article at path. */
void guard_found(struct guard *guard, const char *path);
/* Whether the article at path may be removed. If not, the run has failed, and the report says why
 * once for each registered directory or file. */
bool guard_opens(struct guard *guard, const char *path);
/* The same for all articles of the database. */
int guard_check_all(struct guard *guard, bool *opens, struct error *err);

#endif
