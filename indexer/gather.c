/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gather.h"

#include <pthread.h>
#include <stdlib.h>

#include "memory.h"

#define WINDOW 32       /* candidates in hand at most */
#define THREADS_FROM 24 /* fewer candidates are not worth a thread */

struct place {
    struct prepared prepared;
    bool ready;
};

struct gathering {
    struct run *run;
    const struct plan *plan;
    struct place slots[WINDOW];
    size_t next, taken; /* candidates given to a thread; handed on */
    bool stopped;
    struct error error; /* of the thread that stopped it */
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

static int prepare_one(struct preparer *preparer, const struct candidate *candidate,
                       struct prepared *prepared, struct error *err)
{
    return prepare(preparer, candidate->path, candidate->docid ? &candidate->old : NULL, prepared,
                   err);
}

static void stop(struct gathering *gathering, const struct error *error)
{
    pthread_mutex_lock(&gathering->lock);
    if (!gathering->stopped && error)
        gathering->error = *error;
    gathering->stopped = true;
    pthread_cond_broadcast(&gathering->changed);
    pthread_mutex_unlock(&gathering->lock);
}

/* The next candidate that has a free slot, or -1. */
static ssize_t claim(struct gathering *gathering)
{
    ssize_t claimed = -1;
    pthread_mutex_lock(&gathering->lock);
    while (!gathering->stopped && gathering->next < gathering->plan->candidate_count &&
           gathering->next >= gathering->taken + WINDOW)
        pthread_cond_wait(&gathering->changed, &gathering->lock);
    if (!gathering->stopped && gathering->next < gathering->plan->candidate_count)
        claimed = (ssize_t)gathering->next++;
    pthread_mutex_unlock(&gathering->lock);
    return claimed;
}

static void *work(void *context)
{
    struct gathering *gathering = context;
    struct preparer preparer;
    struct error err;
    ssize_t index;
    if (preparer_init(&preparer, gathering->run, &err) < 0) {
        stop(gathering, &err);
        return NULL;
    }
    while ((index = claim(gathering)) >= 0) {
        struct place *slot = &gathering->slots[index % WINDOW];
        if (prepare_one(&preparer, &gathering->plan->candidates[index], &slot->prepared, &err) <
            0) {
            stop(gathering, &err);
            break;
        }
        pthread_mutex_lock(&gathering->lock);
        slot->ready = true;
        pthread_cond_broadcast(&gathering->changed);
        pthread_mutex_unlock(&gathering->lock);
    }
    preparer_release(&preparer);
    return NULL;
}

/* Waits for candidate index; false if the threads stopped. */
static bool await(struct gathering *gathering, size_t index)
{
    struct place *slot = &gathering->slots[index % WINDOW];
    pthread_mutex_lock(&gathering->lock);
    while (!slot->ready && !gathering->stopped)
        pthread_cond_wait(&gathering->changed, &gathering->lock);
    bool ready = slot->ready;
    pthread_mutex_unlock(&gathering->lock);
    return ready;
}

static void hand_back(struct gathering *gathering, size_t index)
{
    pthread_mutex_lock(&gathering->lock);
    gathering->slots[index % WINDOW].ready = false;
    gathering->taken = index + 1;
    pthread_cond_broadcast(&gathering->changed);
    pthread_mutex_unlock(&gathering->lock);
}

static int take_all(struct gathering *gathering, gather_take *take, void *context,
                    struct error *err)
{
    const struct plan *plan = gathering->plan;
    for (size_t i = 0; i < plan->candidate_count; i++) {
        if (!await(gathering, i)) {
            *err = gathering->error;
            return -1;
        }
        if (take(context, &plan->candidates[i], &gathering->slots[i % WINDOW].prepared, err) < 0)
            return -1;
        progress_add(&gathering->run->progress, 1, 0);
        hand_back(gathering, i);
    }
    return 0;
}

static int gather_here(struct run *run, const struct plan *plan, gather_take *take, void *context,
                       struct error *err)
{
    struct preparer preparer;
    struct prepared prepared = { .document = shim_document_new() };
    int result = preparer_init(&preparer, run, err);
    for (size_t i = 0; result == 0 && i < plan->candidate_count; i++) {
        result = prepare_one(&preparer, &plan->candidates[i], &prepared, err);
        if (result == 0)
            result = take(context, &plan->candidates[i], &prepared, err);
        progress_add(&run->progress, 1, 0);
    }
    preparer_release(&preparer);
    prepared_release(&prepared);
    return result;
}

static int gather_threaded(struct run *run, const struct plan *plan, gather_take *take,
                           void *context, struct error *err)
{
    struct gathering *gathering = memory_allocate(sizeof *gathering);
    pthread_t *threads = memory_allocate(run->request->jobs * sizeof *threads);
    unsigned started = 0;
    int result = 0;
    gathering->run = run;
    gathering->plan = plan;
    pthread_mutex_init(&gathering->lock, NULL);
    pthread_cond_init(&gathering->changed, NULL);
    for (size_t i = 0; i < WINDOW; i++)
        gathering->slots[i].prepared.document = shim_document_new();
    while (started < run->request->jobs &&
           pthread_create(&threads[started], NULL, work, gathering) == 0)
        started++;
    result = started ? take_all(gathering, take, context, err)
                     : gather_here(run, plan, take, context, err);
    stop(gathering, NULL);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < WINDOW; i++)
        prepared_release(&gathering->slots[i].prepared);
    pthread_mutex_destroy(&gathering->lock);
    pthread_cond_destroy(&gathering->changed);
    free(threads);
    free(gathering);
    return result;
}

int gather(struct run *run, const struct plan *plan, gather_take *take, void *context,
           struct error *err)
{
    if (plan->candidate_count == 0)
        return 0;
    progress_task(&run->progress, "reading", plan->candidate_count);
    if (plan->candidate_count < THREADS_FROM || run->request->jobs == 1)
        return gather_here(run, plan, take, context, err);
    return gather_threaded(run, plan, take, context, err);
}
