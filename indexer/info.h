/* SPDX-License-Identifier: GPL-2.0-or-later */
/* info.h: --stats, --check and --compact, which are about the index and not about files. */
#ifndef NEWSSEARCH_INFO_H
#define NEWSSEARCH_INFO_H

#include "error.h"
#include "index_request.h"

/* Prints what the index holds, on standard output. */
int info_stats(const struct index_request *request, struct error *err);
/* Verifies every table, the schema and each document's record; prints one line. */
int info_check(const struct index_request *request, struct error *err);
/* Writes a compact copy of the index and swaps it in. */
int info_compact(const struct index_request *request, struct error *err);

#endif
