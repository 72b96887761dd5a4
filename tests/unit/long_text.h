/* SPDX-License-Identifier: GPL-2.0-or-later */
/* long_text.h: long texts of one piece repeated, and what it costs to read them. */
#ifndef NEWSSEARCH_LONG_TEXT_H
#define NEWSSEARCH_LONG_TEXT_H

#include <time.h>

#include "buffer.h"

/* before, then unit count times, then after; free() it. */
static inline char *long_text(const char *before, const char *unit, size_t count, const char *after)
{
    struct buffer text = BUFFER_INIT;
    buffer_add_text(&text, before);
    for (size_t i = 0; i < count; i++)
        buffer_add_text(&text, unit);
    buffer_add_text(&text, after);
    return buffer_detach(&text);
}

/* Processor time of this process; a loaded machine does not lengthen it. */
static inline double processor_seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

#endif
