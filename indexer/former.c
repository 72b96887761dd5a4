#include "former.h"

#include <stdio.h>
#include <stdlib.h>

#include "memory.h"
#include "schema.h"
#include "scope.h"
#include "term.h"

struct loading {
    struct former *former;
    const struct list *roots;
};

static int keep_indexed(void *context, uint32_t docid, const char *value, size_t length)
{
    struct former *former = ((struct loading *)context)->former;
    if (docid >= former->indexed_count) {
        uint32_t more = docid < 512 ? 1024 : docid * 2;
        former->indexed = memory_resize(former->indexed, more, sizeof *former->indexed);
        while (former->indexed_count < more)
            former->indexed[former->indexed_count++] = 0;
    }
    former->indexed[docid] = (int64_t)shim_number_read(value, length);
    return 0;
}

static int keep_outside(void *context, uint32_t docid, const char *value, size_t length)
{
    struct loading *loading = context;
    char *path = memory_copy(value, length);
    (void)docid;
    if (!scope_folder_of(loading->roots, path))
        list_add(&loading->former->outside, path, length);
    free(path);
    return 0;
}

int former_load(struct former *former, struct shim_database *database, const struct list *roots,
                struct error *err)
{
    struct loading loading = { former, roots };
    *former = (struct former){ .database = database };
    if (!database)
        return 0;
    if (catalogue_load(&former->catalogue, database, err) < 0 ||
        shim_each_value(database, SLOT_INDEXED, keep_indexed, &loading, err) < 0)
        return -1;
    return shim_each_value(database, SLOT_PATH, keep_outside, &loading, err);
}

void former_release(struct former *former)
{
    catalogue_release(&former->catalogue);
    free(former->indexed);
    list_release(&former->outside);
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

static int tell_lost(void *context, uint32_t docid, const char *path, size_t length)
{
    const struct former *former = context;
    unsigned char hash[STAMP_HASH_SIZE];
    (void)docid;
    term_hash(hash, path, length);
    const struct catalogue_entry *entry = catalogue_find(&former->catalogue, hash);
    if (entry && !entry->kept)
        printf("remove %.*s\n", (int)length, path);
    return 0;
}

int former_count_lost(const struct former *former, uint64_t *lost, bool tell, struct error *err)
{
    *lost = 0;
    for (size_t i = 0; i < former->catalogue.count; i++)
        *lost += former->catalogue.entries[i].docid && !former->catalogue.entries[i].kept;
    if (*lost == 0 || !tell)
        return 0;
    return shim_each_value(former->database, SLOT_PATH, tell_lost, (void *)former, err);
}
