/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "story_reader.h"

#include <stdbool.h>
#include <stdlib.h>

#include "memory.h"
#include "story.h"

/* Entries of the column, read when they are first asked for. */
struct story_reader {
    struct shim_database *database;
    struct story_entry {
        char *data; /* NULL: not read yet */
        size_t length;
    } * entries;
    size_t count;
};

struct story_reader *story_reader_new(struct shim_database *database, struct error *err)
{
    uint64_t revision;
    if (shim_database_revision(database, &revision, err) < 0)
        return NULL;
    if (revision == 0) {
        error_set(
            err,
            "--collapse=story needs one local index: name one with --db, or collapse by a field");
        return NULL;
    }
    struct story_reader *reader = memory_allocate(sizeof *reader);
    reader->database = database;
    return reader;
}

void story_reader_free(struct story_reader *reader)
{
    for (size_t i = 0; i < reader->count; i++)
        free(reader->entries[i].data);
    free(reader->entries);
    free(reader);
}

static void reserve(struct story_reader *reader, size_t number)
{
    if (number < reader->count)
        return;
    reader->entries = memory_resize(reader->entries, number + 1, sizeof *reader->entries);
    while (reader->count <= number)
        reader->entries[reader->count++] = (struct story_entry){ 0 };
}

int story_reader_get(struct story_reader *reader, uint32_t docid, uint32_t *story,
                     struct error *err)
{
    size_t number = docid / STORY_CHUNK;
    reserve(reader, number);
    struct story_entry *entry = &reader->entries[number];
    if (!entry->data) {
        char key[32];
        story_key(key, docid);
        if (shim_metadata(reader->database, key, &entry->data, &entry->length, err) < 0)
            return -1;
    }
    *story = story_read(entry->data, entry->length, docid).story;
    return 0;
}
