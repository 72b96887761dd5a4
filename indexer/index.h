/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index.h: one run of newsindex over an index, from lock to summary. */
#ifndef NEWSSEARCH_INDEX_H
#define NEWSSEARCH_INDEX_H

#include "error.h"
#include "index_request.h"
#include "list.h"
#include "report.h"
#include "scope.h"

/* Updates the index from the operands (none: from all registered directories and files), or does
 * the request's --forget or --dry-run. The messages are in *report, for report_flush, also after a
 * failure (report_init before, and report_release, are the caller's). */
int index_run(const struct index_request *request, const struct list *names,
              enum scope_source source, struct report *report, struct error *err);

#endif
