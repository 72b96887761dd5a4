/* SPDX-License-Identifier: GPL-2.0-or-later */
/* catalogue.h: the files that an index has, found by the hash of their path. */
#ifndef NEWSSEARCH_CATALOGUE_H
#define NEWSSEARCH_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "list.h"
#include "stamp.h"
#include "xapian_shim.h"

struct catalogue_entry {
    struct stamp stamp;
    uint32_t docid; /* 0: the file is no article: ignored or skipped */
    /* The caller's marks: */
    bool is_new; /* not from the index: the stamp has no more than the path */
    bool seen;   /* the file still exists */
    bool same;   /* it is unchanged, and need not be read */
    bool gone;   /* the file is known not to exist */
    bool kept;   /* a build has found that it is still an article */
};

struct catalogue {
    struct catalogue_entry *entries;
    size_t count, capacity;
    uint32_t *places; /* open addressing: 0 free, else index into entries + 1 */
    size_t place_count;
};

/* Reads the stamps of all documents and of the other files. All zero is an empty catalogue. */
int catalogue_load(struct catalogue *catalogue, struct shim_database *database, struct error *err);
/* Reads the stamps of the ignored files, and of documents only those of these paths. */
int catalogue_load_some(struct catalogue *catalogue, struct shim_database *database,
                        const struct list *paths, struct error *err);
void catalogue_release(struct catalogue *catalogue);

/* NULL if there is none. Valid until an entry is added. */
struct catalogue_entry *catalogue_find(const struct catalogue *catalogue,
                                       const unsigned char path[STAMP_HASH_SIZE]);
/* The same, faster if files are looked up in the order of the index: *next is the place after the
 * last one found, 0 at first. */
struct catalogue_entry *catalogue_find_next(const struct catalogue *catalogue,
                                            const unsigned char path[STAMP_HASH_SIZE],
                                            size_t *next);
/* Adds one, or finds the one that has this path; the caller fills it in. */
struct catalogue_entry *catalogue_add(struct catalogue *catalogue, const struct stamp *stamp);

/* The stamps of ignored and skipped files, as stored under METADATA_IGNORED. */
void catalogue_pack_ignored(const struct catalogue *catalogue, struct buffer *out);

#endif
