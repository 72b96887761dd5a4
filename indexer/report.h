/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report.h: the output of a run: the counts of the summary, and problems of files. Problems may
 * come from several threads; they are kept and printed sorted by place. */
#ifndef NEWSSEARCH_REPORT_H
#define NEWSSEARCH_REPORT_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "list.h"

struct report {
    uint64_t added, updated, refreshed, removed, unchanged, skipped, ignored;
    uint64_t still_skipped, still_warned; /* files that an earlier run reported */
    uint64_t warned;                      /* articles with new warnings */
    uint64_t unread;                      /* ignored files whose front matter has another form */
    uint64_t articles;                    /* in the index, after the run */
    double seconds;
    bool failed;            /* there were failures; set by report_drop_repeated and report_flush */
    struct list complaints; /* "PATH:LINE:COLUMN: skipped: reason", or warning */
    struct list notes;      /* sentences about what the run did not do as asked */
    struct list failures;   /* sentences about what failed while the rest was done */
    struct list idle[2];    /* operands without effect on this index or shard; [1]: failures */
    pthread_mutex_t lock;   /* of these lists */
};

/* What happens to the index's article of a file. */
enum change {
    CHANGE_NONE,
    CHANGE_ADD,
    CHANGE_UPDATE,
    CHANGE_REFRESH,
    CHANGE_REMOVE,
    CHANGE_IGNORE, /* it is no article */
};

void report_init(struct report *report);
void report_release(struct report *report);
void report_complain(struct report *report, const char *message);
/* Counts a file with front matter of a form that is not read. */
void report_unread(struct report *report);
void report_note(struct report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Whether a sentence about path, "PATH: reason", is among what failed. */
bool report_has_failure(const struct report *report, const char *path);
/* The run ends with status 2. */
void report_fail(struct report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Counts it; list: prints a line of it, such as "add PATH", on standard output. From one thread at
 * a time. */
void report_change(struct report *report, enum change change, const char *path, bool list);
/* Whether an article was added, updated, refreshed or removed. */
bool report_has_changes(const struct report *report);
/* Notes an operand without effect. If there are shards, it is reported only if it has no effect on
 * any. */
void report_idle(struct report *report, bool is_failure, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Adds the counts and sentences of a shard's run to total; idle stays what
 * is idle in all. */
void report_add(struct report *total, const struct report *shard, bool is_first);
/* Takes out the sentences that are in reported, and makes reported those of this run: a run that is
 * tried again does not report the same again. */
void report_drop_repeated(struct report *report, struct list *reported);
/* Prints the sentences on standard error and clears them; quiet: only failures. */
void report_flush(struct report *report, bool quiet);
/* The summary line, or the JSON object, on standard output. */
void report_summary(const struct report *report, bool json);

#endif
