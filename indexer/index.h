/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index.h: one run of newsindex over an index, from lock to summary. */
#ifndef NEWSSEARCH_INDEX_H
#define NEWSSEARCH_INDEX_H

#include "error.h"
#include "index_request.h"
#include "list.h"
#include "report.h"
#include "scope.h"

/* Makes the index agree with the files that names stand for (no operands: with all that is
 * registered), or does the request's --forget or --dry-run. What there is to say is in *report, for
 * report_flush, also after a failure (report_init before, and report_release, are the caller's). */
int index_run(const struct index_request *request, const struct list *names,
              enum scope_source source, struct report *report, struct error *err);

#endif
