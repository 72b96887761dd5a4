/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "progress.h"

#include <inttypes.h>
#include <stdio.h>

#include "clock.h"

#define DRAW_EVERY 0.1 /* seconds */

static void draw(struct progress *progress, double now)
{
    double rate = (double)progress->done / (now - progress->began + 1e-9);
    fprintf(stderr, "\r%s %" PRIu64, progress->task, progress->done);
    if (progress->total)
        fprintf(stderr, " of %" PRIu64, progress->total);
    fprintf(stderr, " files, %.0f/s", rate);
    if (progress->total > progress->done && rate > 0)
        fprintf(stderr, ", %.0f s left", (double)(progress->total - progress->done) / rate);
    fputs("\033[K", stderr);
    fflush(stderr);
    progress->on_screen = true;
    progress->drawn = now;
}

void progress_init(struct progress *progress, bool shown, bool at_once)
{
    *progress = (struct progress){ .shown = shown, .at_once = at_once, .task = "" };
    pthread_mutex_init(&progress->lock, NULL);
}

void progress_task(struct progress *progress, const char *task, uint64_t total)
{
    pthread_mutex_lock(&progress->lock);
    progress->task = task;
    progress->done = 0;
    progress->total = total;
    progress->began = clock_seconds(CLOCK_MONOTONIC);
    progress->drawn = progress->at_once ? 0 : progress->began;
    pthread_mutex_unlock(&progress->lock);
}

void progress_add(struct progress *progress, uint64_t done, uint64_t total)
{
    if (!progress->shown)
        return;
    pthread_mutex_lock(&progress->lock);
    progress->done += done;
    progress->total += total;
    double now = clock_seconds(CLOCK_MONOTONIC);
    if (now - progress->drawn >= DRAW_EVERY)
        draw(progress, now);
    pthread_mutex_unlock(&progress->lock);
}

void progress_end(struct progress *progress)
{
    if (progress->on_screen) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
    progress->on_screen = false;
}
