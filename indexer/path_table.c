/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "path_table.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

#define HASH_START UINT64_C(14695981039346656037) /* FNV-1a */

static uint64_t hash_on(uint64_t hash, char letter)
{
    return (hash ^ (unsigned char)letter) * UINT64_C(1099511628211);
}

static uint64_t hash_of(const char *path, size_t length)
{
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < length; i++)
        hash = hash_on(hash, path[i]);
    return hash;
}

/* The entry of the path, or the free place where it belongs. The table must not be empty. */
static struct path_entry *place_of(const struct path_table *table, uint64_t hash, const char *path,
                                   size_t length)
{
    size_t i = (size_t)(hash ^ hash >> 32) & (table->place_count - 1);
    while (table->places[i].path &&
           (table->places[i].length != length || memcmp(table->places[i].path, path, length) != 0))
        i = (i + 1) & (table->place_count - 1);
    return &table->places[i];
}

static void make_room(struct path_table *table)
{
    struct path_table larger = { .place_count = table->place_count ? table->place_count * 2 : 16,
                                 .count = table->count };
    if (table->count < table->place_count / 2)
        return;
    larger.places = memory_allocate(larger.place_count * sizeof *larger.places);
    for (size_t i = 0; i < table->place_count; i++) {
        const struct path_entry *entry = &table->places[i];
        if (entry->path)
            *place_of(&larger, hash_of(entry->path, entry->length), entry->path, entry->length) =
                *entry;
    }
    free(table->places);
    *table = larger;
}

void path_table_add(struct path_table *table, const char *path, size_t number)
{
    size_t length = strlen(path);
    make_room(table);
    struct path_entry *place = place_of(table, hash_of(path, length), path, length);
    if (place->path)
        return;
    *place = (struct path_entry){ path, length, number };
    table->count++;
}

void path_table_add_all(struct path_table *table, const struct list *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        path_table_add(table, paths->items[i].data, i);
}

void path_table_release(struct path_table *table)
{
    free(table->places);
    *table = (struct path_table){ 0 };
}

static size_t find(const struct path_table *table, uint64_t hash, const char *path, size_t length)
{
    const struct path_entry *place = place_of(table, hash, path, length);
    return place->path ? place->number : PATH_TABLE_NONE;
}

size_t path_table_find(const struct path_table *table, const char *path)
{
    size_t length = strlen(path);
    return table->count > 0 ? find(table, hash_of(path, length), path, length) : PATH_TABLE_NONE;
}

size_t path_table_next_above(const struct path_table *table, const char *path, size_t first)
{
    uint64_t hash = HASH_START;
    size_t least = PATH_TABLE_NONE;
    for (size_t i = 0; table->count > 0; i++) {
        bool is_end = path[i] == '/' || !path[i];
        size_t number = is_end ? find(table, hash, path, i) : PATH_TABLE_NONE;
        if (number >= first && number < least)
            least = number;
        if (!path[i])
            break;
        hash = hash_on(hash, path[i]);
        if (i == 0) { /* the root of all is above, too */
            number = find(table, hash, path, 1);
            least = number >= first ? number : least;
        }
    }
    return least;
}
