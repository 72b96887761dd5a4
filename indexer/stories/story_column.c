/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "story_column.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

void story_column_reserve(struct story_column *column, uint32_t docid)
{
    if (docid < column->end)
        return;
    size_t chunks = column->end / STORY_CHUNK, wanted = (size_t)docid / STORY_CHUNK + 1;
    if (wanted < chunks * 2)
        wanted = chunks * 2;
    size_t end = wanted * STORY_CHUNK;
    column->records = memory_resize(column->records, end, sizeof *column->records);
    column->changed = memory_resize(column->changed, wanted, sizeof *column->changed);
    memset(column->records + column->end, 0, (end - column->end) * sizeof *column->records);
    memset(column->changed + chunks, 0, (wanted - chunks) * sizeof *column->changed);
    column->end = (uint32_t)end;
}

void story_column_set(struct story_column *column, uint32_t docid,
                      const struct story_record *record)
{
    story_column_reserve(column, docid);
    struct story_record *old = &column->records[docid];
    if (old->story == record->story && old->path == record->path && old->date == record->date)
        return;
    *old = *record;
    column->changed[docid / STORY_CHUNK] = true;
}

int story_column_load(struct story_column *column, struct shim_writer *writer, struct error *err)
{
    for (uint32_t first = 0;; first += STORY_CHUNK) {
        char key[32], *entry;
        size_t length;
        story_key(key, first);
        if (shim_writer_metadata(writer, key, &entry, &length, err) < 0)
            return -1;
        if (length > 0)
            story_column_reserve(column, first);
        for (uint32_t i = 0; length > 0 && i < STORY_CHUNK; i++)
            column->records[first + i] = story_read(entry, length, first + i);
        free(entry);
        if (length == 0)
            return 0;
        column->stored++;
    }
}

/* How many records of a chunk there are, at least one. */
static uint32_t used_records(const struct story_record *records)
{
    uint32_t used = STORY_CHUNK;
    while (used > 1 && records[used - 1].path == 0)
        used--;
    return used;
}

/* Past the last chunk with an article. */
static uint32_t used_chunks(const struct story_column *column)
{
    uint32_t end = column->end;
    while (end > 0 && column->records[end - 1].path == 0)
        end--;
    return (end + STORY_CHUNK - 1) / STORY_CHUNK;
}

int story_column_save(const struct story_column *column, struct shim_writer *writer,
                      struct error *err)
{
    char *entry = memory_allocate((size_t)STORY_CHUNK * STORY_RECORD_SIZE);
    uint32_t chunks = used_chunks(column);
    int result = 0;
    for (uint32_t chunk = 0; result == 0 && chunk < column->end / STORY_CHUNK; chunk++) {
        const struct story_record *records = &column->records[(size_t)chunk * STORY_CHUNK];
        uint32_t used = used_records(records);
        char key[32];
        bool missing = chunk >= column->stored && chunk < chunks;
        if (!missing && !column->changed[chunk])
            continue;
        for (uint32_t i = 0; i < used; i++)
            story_pack(entry + story_offset(i), &records[i]);
        story_key(key, chunk * STORY_CHUNK);
        result = shim_set_metadata(writer, key, entry, (size_t)used * STORY_RECORD_SIZE, err);
    }
    free(entry);
    return result;
}

void story_column_release(struct story_column *column)
{
    free(column->records);
    free(column->changed);
    *column = (struct story_column){ 0 };
}

bool story_column_is_dated(const struct story_record *record)
{
    return record->path != 0 && record->date != STORY_UNDATED;
}
