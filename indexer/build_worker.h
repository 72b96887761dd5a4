/* SPDX-License-Identifier: GPL-2.0-or-later */
/* build_worker.h: makes a small index of a part of the files of a build, in one thread. */
#ifndef NEWSSEARCH_BUILD_WORKER_H
#define NEWSSEARCH_BUILD_WORKER_H

#include <pthread.h>
#include <stddef.h>

#include "buffer.h"
#include "error.h"
#include "list.h"
#include "prepare.h"
#include "previous_index.h"
#include "run.h"

/* A small index of more files is packed when it is done: the temporary room of a large build is
 * then that of the final index, not twice as much, for a twentieth more time. */
#define BUILD_UNPACKED_MAX 2000

/* What the threads of a build share. */
struct build_state {
    struct run *run;
    struct previous_index previous; /* the index that is replaced */
    struct buffer ignored_files;    /* packed stamps of ignored and skipped files */
    struct list unreadable;         /* folders and files */
    pthread_mutex_t lock;           /* of the run's report and of the two above */
};

struct build_worker {
    struct build_state *state;
    struct preparer preparer;
    struct prepared prepared;
};

/* state is borrowed. To be released also after a failure. */
int build_worker_init(struct build_worker *worker, struct build_state *state, struct error *err);
void build_worker_release(struct build_worker *worker);

/* Makes the index merge_part_path(number) of the files at paths. Each file is in one part. */
int build_worker_make(struct build_worker *worker, const struct list *paths, size_t number,
                      struct error *err);

#endif
