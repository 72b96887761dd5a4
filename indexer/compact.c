/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compact.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "buffer.h"
#include "folder.h"
#include "index_layout.h"
#include "word_list.h"

/* an index that is this many bytes too large is compacted */
#define WORTH_WHILE (8 * 1024 * 1024)

static int count_articles(const char *path, uint32_t *articles, struct error *err)
{
    struct shim_database *database = shim_database_open(&path, 1, 0, err);
    int result = database ? shim_document_count(database, articles, err) : -1;
    shim_database_close(database);
    return result;
}

int compact_finish(const char *path, struct error *err)
{
    char size[64];
    uint32_t articles;
    if (count_articles(path, &articles, err) < 0)
        return -1;
    int length = snprintf(size, sizeof size, "%" PRIu64 " %" PRIu32, folder_size(path), articles);
    struct shim_writer *writer = shim_writer_open(path, SHIM_EXISTING, err);
    int result = writer ? word_list_build(writer, err) : -1;
    if (result == 0)
        result = shim_set_metadata(writer, METADATA_COMPACT_SIZE, size, (size_t)length, err);
    if (result == 0)
        result = shim_commit(writer, err);
    shim_writer_close(writer);
    return result;
}

int compact_is_due(bool *is_due, const char *path, struct error *err)
{
    struct shim_database *database = shim_database_open(&path, 1, 0, err);
    uint32_t articles = 0, noted_articles = 0;
    uint64_t noted = 0, size = folder_size(path);
    char *value = NULL;
    size_t length;
    *is_due = false;
    int result = database ? shim_document_count(database, &articles, err) : -1;
    if (result == 0)
        result = shim_metadata(database, METADATA_COMPACT_SIZE, &value, &length, err);
    if (result == 0 && sscanf(value, "%" SCNu64 " %" SCNu32, &noted, &noted_articles) == 2 &&
        noted_articles > 0) {
        uint64_t needed = (uint64_t)((double)noted * articles / noted_articles);
        *is_due = size > needed + needed / 2 && size > needed + WORTH_WHILE;
    }
    free(value);
    shim_database_close(database);
    return result;
}

int compact_store(struct store *store, bool quiet, struct error *err)
{
    struct buffer target = BUFFER_INIT;
    const char *source = store->path;
    buffer_printf(&target, "%s/index", store->build_path);
    int result = store_begin_build(store, quiet, err);
    if (result == 0)
        result = shim_compact(&source, 1, buffer_text(&target), err);
    if (result == 0)
        result = compact_finish(buffer_text(&target), err);
    if (result == 0)
        result = store_swap(store, buffer_text(&target), err);
    store_end_build(store);
    buffer_release(&target);
    return result;
}
