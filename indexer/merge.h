/* SPDX-License-Identifier: GPL-2.0-or-later */
/* merge.h: merges many small indexes into one. */
#ifndef NEWSSEARCH_MERGE_H
#define NEWSSEARCH_MERGE_H

#include <stddef.h>

#include "error.h"
#include "list.h"

/* Merges groups of the indexes at *sources (paths) into indexes in folder, which *sources then
 * lists, until they are few enough for merge_last. Groups keep the open files and memory bounded;
 * threads merge groups at once. What was merged is removed. */
int merge_groups(const char *folder, struct list *sources, unsigned threads, struct error *err);

/* Merges them into the new index target, and removes them. */
int merge_last(const struct list *sources, const char *target, struct error *err);

/* folder/part-number; free() it. */
char *merge_part_path(const char *folder, size_t number);

/* Packs the index at path, which nobody has open, into the room that it needs: an index that was
 * committed often takes up to twice as much. */
int merge_pack(const char *path, struct error *err);

#endif
