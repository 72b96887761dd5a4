/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "docset.h"

#include <stdlib.h>

#include "memory.h"

#define BITS 64

static size_t words_of(const struct docset *set)
{
    return (size_t)set->end / BITS + 1;
}

void docset_init(struct docset *set, uint32_t end)
{
    set->end = end;
    set->bits = memory_allocate(words_of(set) * sizeof *set->bits);
}

void docset_release(struct docset *set)
{
    free(set->bits);
    *set = (struct docset){ 0 };
}

void docset_add(struct docset *set, uint32_t docid)
{
    set->bits[docid / BITS] |= UINT64_C(1) << docid % BITS;
}

bool docset_has(const struct docset *set, uint32_t docid)
{
    return docid < set->end && (set->bits[docid / BITS] >> docid % BITS & 1);
}

void docset_keep(struct docset *set, const struct docset *other)
{
    for (size_t i = 0; i < words_of(set); i++)
        set->bits[i] &= other->bits[i];
}

void docset_join(struct docset *set, const struct docset *other)
{
    for (size_t i = 0; i < words_of(set); i++)
        set->bits[i] |= other->bits[i];
}

size_t docset_count(const struct docset *set)
{
    size_t count = 0;
    for (size_t i = 0; set->bits && i < words_of(set); i++)
        count += (size_t)__builtin_popcountll(set->bits[i]);
    return count;
}

uint32_t *docset_list(const struct docset *set)
{
    uint32_t *docids = memory_allocate((docset_count(set) + 1) * sizeof *docids);
    size_t count = 0;
    for (size_t i = 0; set->bits && i < words_of(set); i++)
        for (uint64_t left = set->bits[i]; left != 0; left &= left - 1)
            docids[count++] = (uint32_t)(i * BITS) + (uint32_t)__builtin_ctzll(left);
    return docids;
}
