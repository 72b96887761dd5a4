/* SPDX-License-Identifier: GPL-2.0-or-later */
/* files_from.h: the names in --files-from=FILE. */
#ifndef NEWSSEARCH_FILES_FROM_H
#define NEWSSEARCH_FILES_FROM_H

#include <stdbool.h>

#include "error.h"
#include "list.h"

/* Appends the names, made absolute, to *names. file "-": standard input. A name ends with a
 * newline, or with NUL if null_ends; empty ones are left out. */
int files_from_read(struct list *names, const char *file, bool null_ends, struct error *err);

#endif
