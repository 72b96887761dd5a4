/* report.h: what a run says: the summary's counts, complaints about files, and their
 * order. Complaints may come from several threads; they are kept and printed sorted by place. */
#ifndef NEWSSEARCH_REPORT_H
#define NEWSSEARCH_REPORT_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "list.h"

struct report {
    uint64_t added, updated, refreshed, removed, unchanged, skipped, ignored;
    uint64_t still_skipped; /* of the skipped, those that an earlier run reported */
    uint64_t articles;      /* in the index, after the run */
    double seconds;
    struct list complaints; /* "PATH:LINE:COLUMN: reason" */
    pthread_mutex_t lock;   /* of complaints */
};

/* What happens to the index's article of a file. */
enum change { CHANGE_NONE, CHANGE_ADD, CHANGE_UPDATE, CHANGE_REFRESH, CHANGE_REMOVE };

void report_init(struct report *report);
void report_release(struct report *report);
void report_complain(struct report *report, const char *message);
/* Counts it; list: prints a line of it, such as "add PATH", on standard output. From one thread at
 * a time. */
void report_change(struct report *report, enum change change, const char *path, bool list);
/* Prints and forgets the complaints, on standard error, unless quiet. */
void report_flush(struct report *report, bool quiet);
/* The summary line, or the JSON object, on standard output. */
void report_summary(const struct report *report, bool json);

#endif
