/* SPDX-License-Identifier: GPL-2.0-or-later */
/* counter.h: counts byte strings. Entries are numbered from 0 in the order of their first
 * occurrence. All zero is an empty counter. */
#ifndef NEWSSEARCH_COUNTER_H
#define NEWSSEARCH_COUNTER_H

#include <stddef.h>
#include <stdint.h>

#include "buffer.h"

struct counter_entry {
    uint64_t hash;
    uint64_t times;
    size_t start, length; /* its bytes, in counter.bytes */
};

struct counter {
    struct counter_entry *entries;
    size_t count, capacity;
    uint32_t *places;   /* open addressing: number of the entry + 1, or 0 */
    size_t place_count; /* a power of two */
    struct buffer bytes;
};

#define COUNTER_NONE SIZE_MAX

void counter_release(struct counter *counter);

/* Adds times to the count of bytes. Returns the number of the entry. */
size_t counter_add(struct counter *counter, const char *bytes, size_t length, uint64_t times);

/* Counts all that other has counted. */
void counter_merge(struct counter *counter, const struct counter *other);

/* The entry's number, or COUNTER_NONE. */
size_t counter_find(const struct counter *counter, const char *bytes, size_t length);

/* The bytes of an entry (entry->length of them); valid until the next counter_add. */
const char *counter_bytes(const struct counter *counter, const struct counter_entry *entry);

#endif
