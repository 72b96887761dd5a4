/* SPDX-License-Identifier: GPL-2.0-or-later */
/* folder.h: folders of the file system, and paths below them. */
#ifndef NEWSSEARCH_FOLDER_H
#define NEWSSEARCH_FOLDER_H

#include <stdbool.h>
#include <stdint.h>

#include "error.h"
#include "list.h"

/* Makes path and what is missing above it. */
int folder_make(const char *path, struct error *err);
/* Removes path and all below it, as far as that can be done. Links are not followed. */
void folder_remove(const char *path);
/* The bytes of the files in path. */
uint64_t folder_size(const char *path);
/* Writes path's files, path itself and its parent's entry of it to disk. */
int folder_sync(const char *path, struct error *err);
int folder_sync_parent(const char *path, struct error *err);

/* The folder that has what is at the absolute path, which is not the root of all; free() it. */
char *folder_parent(const char *path);
/* The first of the folders that path is below (or the same as), or NULL. */
const char *folder_find_above(const struct list *folders, const char *path);
/* Whether path is below (or the same as) folder, by the letters. */
bool folder_is_below(const char *path, const char *folder);

#endif
