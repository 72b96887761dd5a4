/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ordered_pool.h"

#include <pthread.h>
#include <stdlib.h>

#include "memory.h"

#define WINDOW 32       /* candidates in hand at most */
#define THREADS_FROM 24 /* fewer candidates are not worth a thread */

struct place {
    struct prepared prepared;
    bool ready;
};

struct ordered_pool {
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

static void stop(struct ordered_pool *pool, const struct error *error)
{
    pthread_mutex_lock(&pool->lock);
    if (!pool->stopped && error)
        pool->error = *error;
    pool->stopped = true;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->lock);
}

/* The next candidate that has a free slot, or -1. */
static ssize_t claim(struct ordered_pool *pool)
{
    ssize_t claimed = -1;
    pthread_mutex_lock(&pool->lock);
    while (!pool->stopped && pool->next < pool->plan->candidate_count &&
           pool->next >= pool->taken + WINDOW)
        pthread_cond_wait(&pool->changed, &pool->lock);
    if (!pool->stopped && pool->next < pool->plan->candidate_count)
        claimed = (ssize_t)pool->next++;
    pthread_mutex_unlock(&pool->lock);
    return claimed;
}

static void *work(void *context)
{
    struct ordered_pool *pool = context;
    struct preparer preparer;
    struct error err;
    ssize_t index;
    if (preparer_init(&preparer, pool->run, &err) < 0) {
        stop(pool, &err);
        return NULL;
    }
    while ((index = claim(pool)) >= 0) {
        struct place *slot = &pool->slots[index % WINDOW];
        if (prepare_one(&preparer, &pool->plan->candidates[index], &slot->prepared, &err) < 0) {
            stop(pool, &err);
            break;
        }
        pthread_mutex_lock(&pool->lock);
        slot->ready = true;
        pthread_cond_broadcast(&pool->changed);
        pthread_mutex_unlock(&pool->lock);
    }
    preparer_release(&preparer);
    return NULL;
}

/* Waits for candidate index; false: the threads have stopped. */
static bool await(struct ordered_pool *pool, size_t index)
{
    struct place *slot = &pool->slots[index % WINDOW];
    pthread_mutex_lock(&pool->lock);
    while (!slot->ready && !pool->stopped)
        pthread_cond_wait(&pool->changed, &pool->lock);
    bool ready = slot->ready;
    pthread_mutex_unlock(&pool->lock);
    return ready;
}

static void hand_back(struct ordered_pool *pool, size_t index)
{
    pthread_mutex_lock(&pool->lock);
    pool->slots[index % WINDOW].ready = false;
    pool->taken = index + 1;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->lock);
}

static int take_all(struct ordered_pool *pool, ordered_pool_take *take, void *context,
                    struct error *err)
{
    const struct plan *plan = pool->plan;
    for (size_t i = 0; i < plan->candidate_count; i++) {
        if (!await(pool, i)) {
            *err = pool->error;
            return -1;
        }
        if (take(context, &plan->candidates[i], &pool->slots[i % WINDOW].prepared, err) < 0)
            return -1;
        progress_add(&pool->run->progress, 1, 0);
        hand_back(pool, i);
    }
    return 0;
}

static int run_here(struct run *run, const struct plan *plan, ordered_pool_take *take,
                    void *context, struct error *err)
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

static int run_threaded(struct run *run, const struct plan *plan, ordered_pool_take *take,
                        void *context, struct error *err)
{
    struct ordered_pool *pool = memory_allocate(sizeof *pool);
    pthread_t *threads = memory_allocate(run->request->jobs * sizeof *threads);
    unsigned started = 0;
    int result = 0;
    pool->run = run;
    pool->plan = plan;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->changed, NULL);
    for (size_t i = 0; i < WINDOW; i++)
        pool->slots[i].prepared.document = shim_document_new();
    while (started < run->request->jobs && pthread_create(&threads[started], NULL, work, pool) == 0)
        started++;
    result = started ? take_all(pool, take, context, err) : run_here(run, plan, take, context, err);
    stop(pool, NULL);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < WINDOW; i++)
        prepared_release(&pool->slots[i].prepared);
    pthread_mutex_destroy(&pool->lock);
    pthread_cond_destroy(&pool->changed);
    free(threads);
    free(pool);
    return result;
}

int ordered_pool_run(struct run *run, const struct plan *plan, ordered_pool_take *take,
                     void *context, struct error *err)
{
    if (plan->candidate_count == 0)
        return 0;
    progress_task(&run->progress, "reading", plan->candidate_count);
    if (plan->candidate_count < THREADS_FROM || run->request->jobs == 1)
        return run_here(run, plan, take, context, err);
    return run_threaded(run, plan, take, context, err);
}
