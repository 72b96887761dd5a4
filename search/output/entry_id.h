/* SPDX-License-Identifier: GPL-2.0-or-later */
/* entry_id.h: permanent identifiers of feed entries: urn:uuid of version 5, in RFC 4122's
 * namespace of URLs. */
#ifndef NEWSSEARCH_ENTRY_ID_H
#define NEWSSEARCH_ENTRY_ID_H

#include <stddef.h>

#include "list.h"

struct entry_id {
    unsigned char bytes[16];
};

#define ENTRY_ID_TEXT_SIZE 46 /* "urn:uuid:" and 36 characters */

/* Of the entries of one feed. All zero is an empty list. */
struct entry_id_list {
    struct entry_id (*candidates)[3]; /* the best first */
    size_t count;
};

struct entry_id entry_id_of(const char *text, size_t length);
/* Returns out. */
const char *entry_id_text(char out[ENTRY_ID_TEXT_SIZE], const struct entry_id *id);

/* Adds an entry: it is named by its address ("": it has none), else by its path below the nearest
 * of roots, so that the archive can be moved. */
void entry_id_list_add(struct entry_id_list *list, const char *address,
                       const struct list_item *path, const struct list *roots);
/* Entries with the same name get their next one: of the path below its root, then of the whole
 * path. After that entry_id_list_get gives the names. */
void entry_id_list_resolve(struct entry_id_list *list);
const struct entry_id *entry_id_list_get(const struct entry_id_list *list, size_t number);
void entry_id_list_release(struct entry_id_list *list);

#endif
