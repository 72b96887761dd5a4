/* SPDX-License-Identifier: GPL-2.0-or-later */
/* files_from.h: the names in --files-from=FILE. */
#ifndef NEWSSEARCH_FILES_FROM_H
#define NEWSSEARCH_FILES_FROM_H

#include <stdbool.h>

#include "error.h"
#include "list.h"
#include "report.h"

/* Appends the names, made absolute, to *names. file "-": standard input. A name ends with a
 * newline, or with NUL if null_ends; empty ones are left out. */
int files_from_read(struct list *names, const char *file, bool null_ends, struct error *err);

/* After a run that removed nothing: adds a warning if none of the names exists and they seem to be
 * misread: to begin at the top of the git checkout, or to end with newlines in spite of null_ends.
 * A list of removed files that were no articles is in order. */
void files_from_doubt(const struct list *names, bool null_ends, struct report *report);

#endif
