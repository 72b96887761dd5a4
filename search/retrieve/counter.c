/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "counter.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "term.h"

#define FIRST_PLACES 64

static uint64_t hash_of(const char *bytes, size_t length)
{
    unsigned char whole[16];
    uint64_t hash;
    term_hash(whole, bytes, length);
    memcpy(&hash, whole, sizeof hash);
    return hash;
}

/* Where the entry stands in places, or the empty place for it. */
static size_t place_of(const struct counter *counter, uint64_t hash, const char *bytes,
                       size_t length)
{
    size_t mask = counter->place_count - 1;
    size_t place = (size_t)hash & mask;
    while (counter->places[place]) {
        const struct counter_entry *entry = &counter->entries[counter->places[place] - 1];
        if (entry->hash == hash && entry->length == length &&
            memcmp(counter_bytes(counter, entry), bytes, length) == 0)
            break;
        place = (place + 1) & mask;
    }
    return place;
}

static void grow(struct counter *counter)
{
    size_t mask;
    counter->place_count = counter->place_count ? counter->place_count * 2 : FIRST_PLACES;
    mask = counter->place_count - 1;
    free(counter->places);
    counter->places = memory_allocate(counter->place_count * sizeof *counter->places);
    for (size_t i = 0; i < counter->count; i++) {
        size_t place = (size_t)counter->entries[i].hash & mask;
        while (counter->places[place])
            place = (place + 1) & mask;
        counter->places[place] = (uint32_t)(i + 1);
    }
}

static size_t append(struct counter *counter, uint64_t hash, const char *bytes, size_t length)
{
    if (counter->count == counter->capacity) {
        counter->capacity = counter->capacity ? counter->capacity * 2 : FIRST_PLACES;
        counter->entries =
            memory_resize(counter->entries, counter->capacity, sizeof *counter->entries);
    }
    counter->entries[counter->count] =
        (struct counter_entry){ .hash = hash, .start = counter->bytes.length, .length = length };
    buffer_add(&counter->bytes, bytes, length);
    return counter->count++;
}

void counter_release(struct counter *counter)
{
    free(counter->entries);
    free(counter->places);
    buffer_release(&counter->bytes);
    *counter = (struct counter){ 0 };
}

const char *counter_bytes(const struct counter *counter, const struct counter_entry *entry)
{
    return buffer_text(&counter->bytes) + entry->start;
}

size_t counter_find(const struct counter *counter, const char *bytes, size_t length)
{
    if (counter->count == 0)
        return COUNTER_NONE;
    size_t place = place_of(counter, hash_of(bytes, length), bytes, length);
    return counter->places[place] ? counter->places[place] - 1 : COUNTER_NONE;
}

size_t counter_add(struct counter *counter, const char *bytes, size_t length, uint64_t times)
{
    uint64_t hash = hash_of(bytes, length);
    if (counter->count * 2 >= counter->place_count)
        grow(counter);
    size_t place = place_of(counter, hash, bytes, length);
    if (!counter->places[place])
        counter->places[place] = (uint32_t)append(counter, hash, bytes, length) + 1;
    counter->entries[counter->places[place] - 1].times += times;
    return counter->places[place] - 1;
}

void counter_merge(struct counter *counter, const struct counter *other)
{
    for (size_t i = 0; i < other->count; i++) {
        const struct counter_entry *entry = &other->entries[i];
        counter_add(counter, counter_bytes(other, entry), entry->length, entry->times);
    }
}
