/* SPDX-License-Identifier: GPL-2.0-or-later */
/* clock.h: the system's clocks, in seconds. */
#ifndef NEWSSEARCH_CLOCK_H
#define NEWSSEARCH_CLOCK_H

#include <time.h>

/* CLOCK_MONOTONIC for how long something takes, CLOCK_REALTIME: since 1970, … (clock_gettime). */
double clock_seconds(clockid_t clock);

#endif
