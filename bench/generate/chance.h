/* SPDX-License-Identifier: GPL-2.0-or-later */
/* chance.h: numbers by chance that are the same on every machine, and Zipf's law. */
#ifndef NEWSSEARCH_BENCH_CHANCE_H
#define NEWSSEARCH_BENCH_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

/* splitmix64: any state is a good seed. */
struct chance {
    uint64_t state;
};

uint64_t chance_next(struct chance *chance);
uint32_t chance_below(struct chance *chance, uint32_t limit);
int chance_between(struct chance *chance, int low, int high); /* both included */
bool chance_percent(struct chance *chance, uint32_t percent);

/* A Zipf-Mandelbrot distribution over the ranks below size: the share of a rank is
 * (rank + 1 + shift) to the power -exponent. Drawn from by Vose's alias method. */
struct zipf {
    uint32_t size;
    uint32_t *alias;
    uint32_t *threshold;
};

void zipf_init(struct zipf *zipf, uint32_t size, double shift, double exponent);
void zipf_release(struct zipf *zipf);
uint32_t zipf_draw(const struct zipf *zipf, struct chance *chance);

#endif
