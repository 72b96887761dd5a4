/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "previous_index.h"

#include <stdlib.h>

#include "folder.h"
#include "memory.h"
#include "schema.h"
#include "term.h"

static int keep_indexed(void *context, uint32_t docid, const char *value, size_t length)
{
    struct previous_index *previous = context;
    if (docid >= previous->indexed_count) {
        uint32_t more = docid < 512 ? 1024 : docid * 2;
        previous->indexed = memory_resize(previous->indexed, more, sizeof *previous->indexed);
        while (previous->indexed_count < more)
            previous->indexed[previous->indexed_count++] = 0;
    }
    previous->indexed[docid] = (int64_t)shim_number_read(value, length);
    return 0;
}

int previous_index_load(struct previous_index *previous, struct shim_database *database,
                        struct error *err)
{
    *previous = (struct previous_index){ .database = database };
    if (!database)
        return 0;
    if (catalogue_load(&previous->catalogue, database, err) < 0)
        return -1;
    return shim_each_value(database, SLOT_INDEXED, keep_indexed, previous, err);
}

void previous_index_release(struct previous_index *previous)
{
    catalogue_release(&previous->catalogue);
    free(previous->indexed);
    *previous = (struct previous_index){ 0 };
}

int64_t previous_index_indexed(const struct previous_index *previous, uint32_t docid,
                               int64_t otherwise)
{
    if (docid >= previous->indexed_count || previous->indexed[docid] == 0)
        return otherwise;
    return previous->indexed[docid];
}

struct loss {
    const struct list *unreadable;
    struct error *err;
};

static int check_value(void *context, uint32_t docid, const char *value, size_t length)
{
    const struct loss *loss = context;
    char *path = memory_copy(value, length);
    const char *unreadable = folder_find_above(loss->unreadable, path);
    (void)docid;
    free(path);
    return unreadable ? error_set(loss->err,
                                  "%s cannot be read, and a new index would lose its articles; "
                                  "nothing was changed",
                                  unreadable)
                      : 0;
}

int previous_index_check_losses(const struct previous_index *previous,
                                const struct list *unreadable, struct error *err)
{
    struct loss loss = { unreadable, err };
    if (!previous->database || unreadable->count == 0)
        return 0;
    return shim_each_value(previous->database, SLOT_PATH, check_value, &loss, err);
}

struct losing {
    const struct previous_index *previous;
    struct report *report;
};

static int report_lost(void *context, uint32_t docid, const char *value, size_t length)
{
    const struct losing *losing = context;
    unsigned char hash[STAMP_HASH_SIZE];
    (void)docid;
    term_hash(hash, value, length);
    const struct catalogue_entry *entry = catalogue_find(&losing->previous->catalogue, hash);
    if (!entry || entry->kept)
        return 0;
    char *path = memory_copy(value, length);
    report_change(losing->report, CHANGE_REMOVE, path, true);
    free(path);
    return 0;
}

int previous_index_report_lost(const struct previous_index *previous, struct report *report,
                               bool list, struct error *err)
{
    struct losing losing = { previous, report };
    if (list && previous->database)
        return shim_each_value(previous->database, SLOT_PATH, report_lost, &losing, err);
    for (size_t i = 0; i < previous->catalogue.count; i++)
        report->removed +=
            previous->catalogue.entries[i].docid && !previous->catalogue.entries[i].kept;
    return 0;
}
