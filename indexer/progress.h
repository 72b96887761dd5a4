/* SPDX-License-Identifier: GPL-2.0-or-later */
/* progress.h: a progress line on standard error, which is erased at the end. */
#ifndef NEWSSEARCH_PROGRESS_H
#define NEWSSEARCH_PROGRESS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct progress {
    bool shown, at_once;  /* nothing is printed otherwise */
    const char *task;     /* "reading" */
    uint64_t done, total; /* files; total 0: not known yet */
    double began, drawn;  /* seconds, monotonic */
    bool on_screen;
    pthread_mutex_t lock;
};

void progress_init(struct progress *progress, bool shown, bool at_once);
/* Begins another task. */
void progress_task(struct progress *progress, const char *task, uint64_t total);
/* Adds to done (and to total), from any thread; draws at most ten times a second. */
void progress_add(struct progress *progress, uint64_t done, uint64_t total);
/* Wipes the line. */
void progress_end(struct progress *progress);

#endif
