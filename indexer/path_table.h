/* SPDX-License-Identifier: GPL-2.0-or-later */
/* path_table.h: finds a path, or the folders above it, among many. All zero is an empty table. */
#ifndef NEWSSEARCH_PATH_TABLE_H
#define NEWSSEARCH_PATH_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "list.h"

#define PATH_TABLE_NONE SIZE_MAX

struct path_entry {
    const char *path; /* borrowed; NULL: a free place */
    size_t length;
    size_t number;
};

struct path_table {
    struct path_entry *places;
    size_t place_count; /* a power of two, or 0 */
    size_t count;
};

/* Adds path with its number, unless it is in the table already. */
void path_table_add(struct path_table *table, const char *path, size_t number);
/* Adds the paths of the list, each with its place there as the number. */
void path_table_add_all(struct path_table *table, const struct list *paths);
void path_table_release(struct path_table *table);

/* The number of path, or PATH_TABLE_NONE. */
size_t path_table_find(const struct path_table *table, const char *path);
/* The least number from first on of those paths that path is below (or the same as, see
 * folder_is_below()), or PATH_TABLE_NONE. */
size_t path_table_next_above(const struct path_table *table, const char *path, size_t first);

#endif
