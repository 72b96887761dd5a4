/* SPDX-License-Identifier: GPL-2.0-or-later */
/* draw.h: numbers drawn by chance, the same in each run. */
#ifndef NEWSSEARCH_DRAW_H
#define NEWSSEARCH_DRAW_H

#include <stdint.h>

/* 0 to below - 1: a linear congruential generator (Knuth's MMIX). */
static inline unsigned draw(unsigned below)
{
    static uint64_t state = 20261122;
    state = state * 6364136223846793005 + 1442695040888963407;
    return (unsigned)(state >> 33) % below;
}

#endif
