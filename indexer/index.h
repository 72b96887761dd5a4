/* index.h: one run of newsindex over an index, from lock to summary. */
#ifndef NEWSSEARCH_INDEX_H
#define NEWSSEARCH_INDEX_H

#include "error.h"
#include "index_request.h"
#include "list.h"
#include "report.h"

/* Makes the index agree with the files that operands name (none: all remembered), or does the
 * request's --forget or --dry-run. lenient: names that are neither there nor indexed, and missing
 * folders below a root, are taken for removed. Complaints are printed; *report is filled
 * (report_init before, and report_release, are the caller's). */
int index_run(const struct index_request *request, const struct list *operands, bool lenient,
              struct report *report, struct error *err);

#endif
