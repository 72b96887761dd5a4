/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store.h: the place of an index on disk: its lock, the folder beside it where a new one is
 * built, and the swap.
 *
 *   PATH                  the index, a Xapian database
 *   PATH/newsindex.lock   held (flock) by the one writer; free when that dies; names the process
 *                         that wrote last
 *   PATH.build            parts and result of a build, then the old index until it is removed; what
 *                         a killed run left is cleared by the next
 *   PATH.old-N            other files of an old index that could not be moved to the new one
 *
 * If PATH is a symbolic link, all this is about the folder that it leads to.
 */
#ifndef NEWSSEARCH_STORE_H
#define NEWSSEARCH_STORE_H

#include <stdbool.h>

#include "error.h"

struct store {
    char *name;       /* of the index as it was given; absolute */
    char *path;       /* the same, or where it leads */
    char *build_path; /* path + ".build" */
    int lock;         /* descriptor, -1: not held */
    bool created;     /* at path there was nothing, and is no finished index yet */
};

/* What exists at the path. */
enum store_state { STORE_MISSING, STORE_EMPTY, STORE_INDEX, STORE_FOREIGN };
enum store_state store_look(const char *path);

/* Takes the writer's lock, making the folder if it is missing, and clears leftovers. Waits up to
 * wait seconds for another writer, telling on standard error for whom unless quiet; then
 * err->status is STATUS_BUSY. A folder that holds something else is an error. */
int store_lock(struct store *store, const char *path, double wait, bool quiet, struct error *err);
/* Writes this process's name into the lock, for others who wait. A run that changes nothing writes
 * nothing, not even this. */
void store_announce(struct store *store);
/* Gives the lock back, and removes a folder that is new and has no finished index. */
void store_unlock(struct store *store);

/* Makes an empty build folder; an error if the index is a mount point, which cannot be replaced.
 * Where there is less room than the old index takes, which is not enough for a new one, this is
 * said on standard error unless quiet. */
int store_begin_build(struct store *store, bool quiet, struct error *err);
/* Puts the finished index at built ("index" in the build folder) in the place of the old one, in
 * one step, durably. It takes over permissions (successor.h), and other files by store_end_build.
 */
int store_swap(struct store *store, const char *built, struct error *err);
/* Removes the build folder and all in it, but moves other files of an old index back first. What
 * cannot be moved or removed is set aside, which is said on standard error. */
void store_end_build(struct store *store);

#endif
