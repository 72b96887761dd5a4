/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entry_id.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uuid/uuid.h>

#include "memory.h"

struct entry_id entry_id_of(const char *text, size_t length)
{
    struct entry_id id;
    uuid_generate_sha1(id.bytes, *uuid_get_template("url"), text, length);
    return id;
}

const char *entry_id_text(char out[ENTRY_ID_TEXT_SIZE], const struct entry_id *id)
{
    char text[37];
    uuid_unparse_lower(id->bytes, text);
    snprintf(out, ENTRY_ID_TEXT_SIZE, "urn:uuid:%s", text);
    return out;
}

/* The part of path below the nearest of roots. A file that is itself registered is known by its
 * name. */
static const char *below_root(const struct list_item *path, const struct list *roots)
{
    size_t longest = 0;
    for (size_t i = 0; i < roots->count; i++) {
        const struct list_item *root = &roots->items[i];
        size_t length = root->length;
        while (length > 0 && root->data[length - 1] == '/')
            length--;
        if (path->length < length || memcmp(path->data, root->data, length) != 0)
            continue;
        if (path->length == length)
            return strrchr(path->data, '/') + 1;
        if (path->data[length] == '/' && length + 1 > longest)
            longest = length + 1;
    }
    return path->data + longest;
}

void entry_id_list_add(struct entry_id_list *list, const char *address,
                       const struct list_item *path, const struct list *roots)
{
    const char *below = below_root(path, roots);
    if ((list->count & (list->count - 1)) == 0) /* room for a power of two of entries */
        list->candidates = memory_resize(list->candidates, list->count ? 2 * list->count : 1,
                                         sizeof *list->candidates);
    struct entry_id *candidates = list->candidates[list->count++];
    candidates[1] = entry_id_of(below, path->length - (size_t)(below - path->data));
    candidates[2] = entry_id_of(path->data, path->length);
    candidates[0] = address[0] ? entry_id_of(address, strlen(address)) : candidates[1];
}

static int compare(const void *left, const void *right)
{
    return memcmp(left, right, sizeof(struct entry_id));
}

/* Replaces the names that occur more than once in sorted by their next candidate. */
static void replace_repeated(struct entry_id_list *list, const struct entry_id *sorted, int next)
{
    for (size_t i = 0; i < list->count; i++) {
        struct entry_id *candidates = list->candidates[i];
        const struct entry_id *found =
            bsearch(&candidates[0], sorted, list->count, sizeof *sorted, compare);
        bool before = found > sorted && compare(found, found - 1) == 0;
        bool after = found + 1 < sorted + list->count && compare(found, found + 1) == 0;
        if (before || after)
            candidates[0] = candidates[next];
    }
}

void entry_id_list_resolve(struct entry_id_list *list)
{
    struct entry_id *sorted = memory_allocate((list->count + 1) * sizeof *sorted);
    for (int next = 1; next < 3; next++) {
        for (size_t i = 0; i < list->count; i++)
            sorted[i] = list->candidates[i][0];
        qsort(sorted, list->count, sizeof *sorted, compare);
        replace_repeated(list, sorted, next);
    }
    free(sorted);
}

const struct entry_id *entry_id_list_get(const struct entry_id_list *list, size_t number)
{
    return &list->candidates[number][0];
}

void entry_id_list_release(struct entry_id_list *list)
{
    free(list->candidates);
    *list = (struct entry_id_list){ 0 };
}
