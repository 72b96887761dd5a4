/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tables.h: checks the files of an index, which are Xapian's tables, as a whole. */
#ifndef NEWSSEARCH_TABLES_H
#define NEWSSEARCH_TABLES_H

#include <stddef.h>

#include "error.h"
#include "xapian_shim.h"

/* Checks every table of the index at path, which database has open; *problems is how many there
 * are. Xapian opens tables for writing to check them: where that is not allowed, a copy in
 * ${TMPDIR:-/tmp} is checked. -1: they cannot be checked, or are too damaged. */
int tables_check(struct shim_database *database, const char *path, size_t *problems,
                 struct error *err);
/* Fails if a table is missing that the articles of the index at path, which database has open,
 * need: Xapian takes it for an empty one. An index whose articles have no words rightly has no
 * table of positions. */
int tables_require(struct shim_database *database, const char *path, struct error *err);

#endif
