/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "story.h"

#include <inttypes.h>
#include <stdio.h>

void story_key(char key[32], uint32_t docid)
{
    snprintf(key, 32, "stories/%" PRIu32, docid / STORY_CHUNK);
}

size_t story_offset(uint32_t docid)
{
    return (size_t)(docid % STORY_CHUNK) * STORY_RECORD_SIZE;
}

static void put(char *out, uint64_t number, size_t size)
{
    for (size_t i = 0; i < size; i++)
        out[i] = (char)(number >> (8 * (size - 1 - i)));
}

static uint64_t get(const char *in, size_t size)
{
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++)
        number = number << 8 | (unsigned char)in[i];
    return number;
}

void story_pack(char record[STORY_RECORD_SIZE], const struct story_record *values)
{
    put(record, values->story, 4);
    put(record + 4, values->path, 4);
    put(record + 8, (uint64_t)values->date, 8);
}

static struct story_record unpack(const char record[STORY_RECORD_SIZE])
{
    return (struct story_record){ .story = (uint32_t)get(record, 4),
                                  .path = (uint32_t)get(record + 4, 4),
                                  .date = (int64_t)get(record + 8, 8) };
}

struct story_record story_read(const char *entry, size_t length, uint32_t docid)
{
    size_t offset = story_offset(docid);
    if (offset + STORY_RECORD_SIZE > length)
        return (struct story_record){ 0 };
    return unpack(entry + offset);
}
