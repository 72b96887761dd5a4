/* parallel.c: see parallel.h. */
#include "parallel.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>

#include "memory.h"

#define PARTS_MOST 16

struct work {
    const struct shim_database *database;
    uint64_t revision;
    parallel_part *run;
    void *context;
};

struct worker {
    const struct work *work;
    size_t part;
    pthread_t thread;
    bool started, done;
};

size_t parallel_parts(size_t steps, size_t least) {
    cpu_set_t set;
    size_t parts = steps / least;
    size_t processors = sched_getaffinity(0, sizeof set, &set) == 0 ? (size_t)CPU_COUNT(&set) : 1;
    parts = parts < processors ? parts : processors;
    parts = parts < PARTS_MOST ? parts : PARTS_MOST;
    return parts > 0 ? parts : 1;
}

static void *work_on(void *argument) {
    struct worker *worker = argument;
    const struct work *work = worker->work;
    struct error ignored; /* the part is done again */
    struct shim_database *twin = shim_database_twin(work->database, work->revision, &ignored);
    worker->done = twin && work->run(work->context, worker->part, twin, &ignored) == 0;
    shim_database_close(twin);
    return NULL;
}

int parallel_run(struct shim_database *database, size_t parts, parallel_part *run, void *context,
                 struct error *err) {
    struct work work = { database, 0, run, context };
    struct worker *workers = memory_allocate(parts * sizeof *workers);
    int result = shim_database_revision(database, &work.revision, err);
    for (size_t i = 1; result == 0 && work.revision > 0 && i < parts; i++) {
        workers[i] = (struct worker){ .work = &work, .part = i };
        workers[i].started = pthread_create(&workers[i].thread, NULL, work_on, &workers[i]) == 0;
    }
    if (result == 0)
        result = run(context, 0, database, err);
    for (size_t i = 1; i < parts; i++)
        if (workers[i].started)
            pthread_join(workers[i].thread, NULL);
    for (size_t i = 1; result == 0 && i < parts; i++)
        if (!workers[i].done)
            result = run(context, i, database, err);
    free(workers);
    return result;
}
