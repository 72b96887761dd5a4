/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "queue.h"

#include <stdlib.h>

#include "memory.h"

void queue_init(struct queue *queue, size_t most)
{
    *queue = (struct queue){ .most = most };
    queue->items = memory_allocate(most * sizeof *queue->items);
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->changed, NULL);
}

void queue_release(struct queue *queue)
{
    pthread_mutex_destroy(&queue->lock);
    pthread_cond_destroy(&queue->changed);
    free(queue->items);
}

bool queue_put(struct queue *queue, void *item)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->count == queue->most && !queue->stopped)
        pthread_cond_wait(&queue->changed, &queue->lock);
    bool wanted = !queue->stopped;
    if (wanted) {
        queue->items[(queue->first + queue->count++) % queue->most] = item;
        pthread_cond_broadcast(&queue->changed);
    }
    pthread_mutex_unlock(&queue->lock);
    return wanted;
}

/* The lock is held, or nobody else is there. */
static void *take(struct queue *queue)
{
    if (queue->count == 0)
        return NULL;
    void *item = queue->items[queue->first];
    queue->first = (queue->first + 1) % queue->most;
    queue->count--;
    return item;
}

void *queue_take(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->count == 0 && !queue->ended && !queue->stopped)
        pthread_cond_wait(&queue->changed, &queue->lock);
    void *item = queue->stopped ? NULL : take(queue);
    if (item)
        pthread_cond_broadcast(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
    return item;
}

static void set(struct queue *queue, bool *flag)
{
    pthread_mutex_lock(&queue->lock);
    *flag = true;
    pthread_cond_broadcast(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
}

void queue_end(struct queue *queue)
{
    set(queue, &queue->ended);
}

void queue_stop(struct queue *queue)
{
    set(queue, &queue->stopped);
}

void *queue_rest(struct queue *queue)
{
    return take(queue);
}
