/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fatal.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

/* The one state of a process that belongs to no call: how it ends. */
static struct {
    pthread_mutex_t lock; /* kept by the thread that ends the process */
    fatal_cleanup *cleanup;
    void *context;
} ending = { .lock = PTHREAD_MUTEX_INITIALIZER };

static _Thread_local bool ends; /* whether this thread is that thread */

void fatal_set_cleanup(fatal_cleanup *cleanup, void *context)
{
    pthread_mutex_lock(&ending.lock);
    ending.cleanup = cleanup;
    ending.context = context;
    pthread_mutex_unlock(&ending.lock);
}

static void print(const char *sentence)
{
    const struct iovec parts[] = {
        { program_invocation_short_name, strlen(program_invocation_short_name) },
        { ": ", 2 },
        { (char *)sentence, strlen(sentence) },
        { "\n", 1 },
    };
    ssize_t written = writev(STDERR_FILENO, parts, sizeof parts / sizeof *parts);
    (void)written;
}

void fatal_exit(const char *sentence)
{
    if (ends)
        _exit(STATUS_FAILED); /* the clean-up failed */
    ends = true;
    pthread_mutex_lock(&ending.lock);
    print(sentence);
    if (ending.cleanup)
        ending.cleanup(ending.context);
    _exit(STATUS_FAILED);
}
