/* SPDX-License-Identifier: GPL-2.0-or-later */
/* queue.h: passes items from one thread to others in order. The number of items in it is
 * bounded; both ends wait. */
#ifndef NEWSSEARCH_QUEUE_H
#define NEWSSEARCH_QUEUE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct queue {
    void **items; /* a ring */
    size_t first, count, most;
    bool ended, stopped;
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

void queue_init(struct queue *queue, size_t most);
/* Nobody waits any more. Items that are left are the caller's: queue_rest before it. */
void queue_release(struct queue *queue);

/* Waits while it is full. False: it was stopped, and item is still the caller's. */
bool queue_put(struct queue *queue, void *item);
/* Waits for the next item; NULL: it was stopped, or it has ended and is empty. */
void *queue_take(struct queue *queue);

void queue_end(struct queue *queue);  /* nothing more is put */
void queue_stop(struct queue *queue); /* nothing more is wanted */

/* An item that nobody took, or NULL. */
void *queue_rest(struct queue *queue);

#endif
