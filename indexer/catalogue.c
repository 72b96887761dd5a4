/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "index_layout.h"
#include "memory.h"
#include "record.h"
#include "schema.h"
#include "term.h"

#define BROKEN "the index holds a record that cannot be read; run %s --rebuild"

/* The hash is uniform, so its first bytes are the hash for the table. */
static size_t place_of(const unsigned char path[STAMP_HASH_SIZE], size_t place_count)
{
    uint64_t start;
    memcpy(&start, path, sizeof start);
    return (size_t)start & (place_count - 1);
}

static bool is_of(const struct catalogue_entry *entry, const unsigned char path[STAMP_HASH_SIZE])
{
    return memcmp(entry->stamp.path, path, STAMP_HASH_SIZE) == 0;
}

/* The place of the path's entry, or the free place where it belongs. The table must not be empty.
 */
static size_t find_place(const struct catalogue *catalogue,
                         const unsigned char path[STAMP_HASH_SIZE])
{
    size_t place = place_of(path, catalogue->place_count);
    while (catalogue->places[place] &&
           !is_of(&catalogue->entries[catalogue->places[place] - 1], path))
        place = (place + 1) & (catalogue->place_count - 1);
    return place;
}

/* Makes room for so many entries. */
static void reserve(struct catalogue *catalogue, size_t count)
{
    if (!catalogue->entries || count > catalogue->capacity) {
        catalogue->capacity = count;
        catalogue->entries = memory_resize(catalogue->entries, count, sizeof *catalogue->entries);
    }
    if (count * 2 <= catalogue->place_count)
        return;
    catalogue->place_count = catalogue->place_count ? catalogue->place_count : 1024;
    while (count * 2 > catalogue->place_count)
        catalogue->place_count *= 2;
    free(catalogue->places);
    catalogue->places = memory_allocate(catalogue->place_count * sizeof *catalogue->places);
    for (size_t i = 0; i < catalogue->count; i++)
        catalogue->places[find_place(catalogue, catalogue->entries[i].stamp.path)] =
            (uint32_t)i + 1;
}

struct catalogue_entry *catalogue_find(const struct catalogue *catalogue,
                                       const unsigned char path[STAMP_HASH_SIZE])
{
    if (!catalogue->count)
        return NULL;
    uint32_t number = catalogue->places[find_place(catalogue, path)];
    return number ? &catalogue->entries[number - 1] : NULL;
}

struct catalogue_entry *catalogue_find_next(const struct catalogue *catalogue,
                                            const unsigned char path[STAMP_HASH_SIZE], size_t *next)
{
    struct catalogue_entry *entry =
        *next < catalogue->count && is_of(&catalogue->entries[*next], path)
            ? &catalogue->entries[*next]
            : catalogue_find(catalogue, path);
    if (entry)
        *next = (size_t)(entry - catalogue->entries) + 1;
    return entry;
}

struct catalogue_entry *catalogue_add(struct catalogue *catalogue, const struct stamp *stamp)
{
    if (catalogue->count == catalogue->capacity)
        reserve(catalogue, catalogue->capacity ? catalogue->capacity * 2 : 512);
    size_t place = find_place(catalogue, stamp->path);
    if (catalogue->places[place]) {
        struct catalogue_entry *found = &catalogue->entries[catalogue->places[place] - 1];
        found->stamp = *stamp;
        return found;
    }
    catalogue->places[place] = (uint32_t)++catalogue->count;
    struct catalogue_entry *entry = &catalogue->entries[catalogue->count - 1];
    *entry = (struct catalogue_entry){ .stamp = *stamp };
    return entry;
}

static int add_document(void *context, uint32_t docid, const char *value, size_t length)
{
    struct catalogue *catalogue = context;
    struct stamp stamp;
    if (!stamp_unpack(&stamp, value, length))
        return -1;
    catalogue_add(catalogue, &stamp)->docid = docid;
    return 0;
}

static int load_ignored(struct catalogue *catalogue, struct shim_database *database,
                        struct error *err)
{
    char *packed = NULL;
    const char *item;
    size_t length, item_length;
    struct record_reader reader;
    struct stamp stamp;
    if (shim_metadata(database, METADATA_IGNORED, &packed, &length, err) < 0)
        return -1;
    record_reader_init(&reader, packed, length);
    while (record_next(&reader, &item, &item_length))
        if (stamp_unpack(&stamp, item, item_length) && !catalogue_find(catalogue, stamp.path))
            catalogue_add(catalogue, &stamp);
    free(packed);
    return 0;
}

int catalogue_load(struct catalogue *catalogue, struct shim_database *database, struct error *err)
{
    uint32_t count;
    if (shim_document_count(database, &count, err) < 0)
        return -1;
    reserve(catalogue, (size_t)count + 1000); /* some new files */
    if (shim_each_value(database, SLOT_STAMP, add_document, catalogue, err) < 0) {
        if (shim_last_fault() == SHIM_FAULT_STOPPED)
            error_set(err, BROKEN, command_newsindex());
        return -1;
    }
    return load_ignored(catalogue, database, err);
}

static int load_one(struct catalogue *catalogue, struct shim_database *database,
                    const struct list_item *path, struct buffer *term, struct error *err)
{
    uint32_t docid;
    const char *value;
    size_t length;
    term_of_path(term, path->data, path->length);
    if (shim_find(database, term->data, term->length, &docid, err) < 0)
        return -1;
    struct shim_document *document = docid ? shim_document_get(database, docid, err) : NULL;
    if (!document)
        return docid ? -1 : 0;
    int result = shim_document_value(document, SLOT_STAMP, &value, &length, err);
    if (result == 0 && add_document(catalogue, docid, value, length) != 0)
        result = error_set(err, BROKEN, command_newsindex());
    shim_document_free(document);
    return result;
}

int catalogue_load_some(struct catalogue *catalogue, struct shim_database *database,
                        const struct list *paths, struct error *err)
{
    struct buffer term = BUFFER_INIT;
    int result = 0;
    for (size_t i = 0; result == 0 && i < paths->count; i++)
        result = load_one(catalogue, database, &paths->items[i], &term, err);
    buffer_release(&term);
    return result == 0 ? load_ignored(catalogue, database, err) : -1;
}

void catalogue_release(struct catalogue *catalogue)
{
    free(catalogue->entries);
    free(catalogue->places);
    *catalogue = (struct catalogue){ 0 };
}

void catalogue_pack_ignored(const struct catalogue *catalogue, struct buffer *out)
{
    struct buffer packed = BUFFER_INIT;
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct catalogue_entry *entry = &catalogue->entries[i];
        if (entry->docid || !entry->seen)
            continue;
        buffer_clear(&packed);
        stamp_pack(&packed, &entry->stamp);
        record_add_item(out, packed.data, packed.length);
    }
    buffer_release(&packed);
}
