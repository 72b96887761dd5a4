/* SPDX-License-Identifier: GPL-2.0-or-later */
/* problems.h: newsindex --problems: lists all skipped files and all warnings. */
#ifndef NEWSSEARCH_PROBLEMS_H
#define NEWSSEARCH_PROBLEMS_H

#include "error.h"
#include "index_request.h"

/* Prints all that the index, or each of its shards, knows, by path and place. */
int problems_print(const struct index_request *request, struct error *err);

#endif
