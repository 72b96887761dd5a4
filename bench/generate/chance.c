/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "chance.h"

#include <math.h>
#include <stdlib.h>

#include "text.h"

uint64_t chance_next(struct chance *chance)
{
    uint64_t z = chance->state += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

uint32_t chance_below(struct chance *chance, uint32_t limit)
{
    return (uint32_t)(((chance_next(chance) >> 32) * limit) >> 32);
}

int chance_between(struct chance *chance, int low, int high)
{
    return low + (int)chance_below(chance, (uint32_t)(high - low + 1));
}

bool chance_percent(struct chance *chance, uint32_t percent)
{
    return chance_below(chance, 100) < percent;
}

/* Each rank's part of a full cup; what is lacking in a cup is filled up from a rank that has more.
 * The queue holds the ranks that lack at its left end, the others at its right end. */
static void fill_cups(struct zipf *zipf, double *part, uint32_t *queue)
{
    uint32_t left = 0, right = zipf->size;
    for (uint32_t i = 0; i < zipf->size; i++) {
        queue[part[i] < 1 ? left++ : --right] = i;
        zipf->alias[i] = i;
        zipf->threshold[i] = UINT32_MAX;
    }
    while (left > 0 && right < zipf->size) {
        uint32_t poor = queue[--left], rich = queue[right];
        zipf->alias[poor] = rich;
        zipf->threshold[poor] = (uint32_t)(part[poor] * UINT32_MAX);
        part[rich] -= 1 - part[poor];
        if (part[rich] < 1) {
            queue[left++] = rich;
            right++;
        }
    }
}

void zipf_init(struct zipf *zipf, uint32_t size, double shift, double exponent)
{
    double *part = allocate(size * sizeof(*part)), total = 0;
    uint32_t *queue = allocate(size * sizeof(*queue));
    zipf->size = size;
    zipf->alias = allocate(size * sizeof(*zipf->alias));
    zipf->threshold = allocate(size * sizeof(*zipf->threshold));
    for (uint32_t i = 0; i < size; i++)
        total += part[i] = pow(i + 1 + shift, -exponent);
    for (uint32_t i = 0; i < size; i++)
        part[i] *= size / total;
    fill_cups(zipf, part, queue);
    free(part);
    free(queue);
}

void zipf_release(struct zipf *zipf)
{
    free(zipf->alias);
    free(zipf->threshold);
}

uint32_t zipf_draw(const struct zipf *zipf, struct chance *chance)
{
    uint64_t bits = chance_next(chance);
    uint32_t i = (uint32_t)(((bits >> 32) * zipf->size) >> 32);
    return (uint32_t)bits <= zipf->threshold[i] ? i : zipf->alias[i];
}
