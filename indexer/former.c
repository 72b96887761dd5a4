/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "former.h"

#include <stdlib.h>

#include "memory.h"
#include "schema.h"
#include "scope.h"
#include "term.h"

static int keep_indexed(void *context, uint32_t docid, const char *value, size_t length)
{
    struct former *former = context;
    if (docid >= former->indexed_count) {
        uint32_t more = docid < 512 ? 1024 : docid * 2;
        former->indexed = memory_resize(former->indexed, more, sizeof *former->indexed);
        while (former->indexed_count < more)
            former->indexed[former->indexed_count++] = 0;
    }
    former->indexed[docid] = (int64_t)shim_number_read(value, length);
    return 0;
}

int former_load(struct former *former, struct shim_database *database, struct error *err)
{
    *former = (struct former){ .database = database };
    if (!database)
        return 0;
    if (catalogue_load(&former->catalogue, database, err) < 0)
        return -1;
    return shim_each_value(database, SLOT_INDEXED, keep_indexed, former, err);
}

void former_release(struct former *former)
{
    catalogue_release(&former->catalogue);
    free(former->indexed);
    *former = (struct former){ 0 };
}

int64_t former_indexed(const struct former *former, uint32_t docid, int64_t otherwise)
{
    if (docid >= former->indexed_count || former->indexed[docid] == 0)
        return otherwise;
    return former->indexed[docid];
}

struct loss {
    const struct list *unreadable;
    struct error *err;
};

static int check_value(void *context, uint32_t docid, const char *value, size_t length)
{
    const struct loss *loss = context;
    char *path = memory_copy(value, length);
    const char *unreadable = scope_folder_of(loss->unreadable, path);
    (void)docid;
    free(path);
    return unreadable ? error_set(loss->err,
                                  "%s cannot be read, and a new index would lose its articles; "
                                  "nothing was changed",
                                  unreadable)
                      : 0;
}

int former_check_losses(const struct former *former, const struct list *unreadable,
                        struct error *err)
{
    struct loss loss = { unreadable, err };
    if (!former->database || unreadable->count == 0)
        return 0;
    return shim_each_value(former->database, SLOT_PATH, check_value, &loss, err);
}

struct losing {
    const struct former *former;
    struct report *report;
};

static int report_lost(void *context, uint32_t docid, const char *value, size_t length)
{
    const struct losing *losing = context;
    unsigned char hash[STAMP_HASH_SIZE];
    (void)docid;
    term_hash(hash, value, length);
    const struct catalogue_entry *entry = catalogue_find(&losing->former->catalogue, hash);
    if (!entry || entry->kept)
        return 0;
    char *path = memory_copy(value, length);
    report_change(losing->report, CHANGE_REMOVE, path, true);
    free(path);
    return 0;
}

int former_report_lost(const struct former *former, struct report *report, bool list,
                       struct error *err)
{
    struct losing losing = { former, report };
    if (list && former->database)
        return shim_each_value(former->database, SLOT_PATH, report_lost, &losing, err);
    for (size_t i = 0; i < former->catalogue.count; i++)
        report->removed += former->catalogue.entries[i].docid && !former->catalogue.entries[i].kept;
    return 0;
}
