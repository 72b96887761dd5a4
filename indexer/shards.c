/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "shards.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buffer.h"
#include "clock.h"
#include "folder.h"
#include "index.h"
#include "index_layout.h"
#include "memory.h"
#include "shard_run.h"
#include "store.h"

static void set_path(struct buffer *path, const char *folder, const char *name)
{
    buffer_clear(path);
    buffer_printf(path, "%s/%s", folder, name);
}

int shards_look(const char *path, struct error *err)
{
    struct buffer name = BUFFER_INIT;
    int count = 0;
    set_path(&name, path, INDEX_SHARDS_NAME);
    FILE *file = fopen(name.data, "re");
    if (file && (fscanf(file, "%d", &count) != 1 || count < 1 || count > SHARDS_MAX))
        count = error_set(err, "%s does not contain the number of shards", name.data);
    else if (!file && errno != ENOENT && errno != ENOTDIR)
        count = error_set_system(err, errno, "index %s cannot be opened", path);
    if (file)
        fclose(file);
    buffer_release(&name);
    return count;
}

void shards_path(struct buffer *path, const char *folder, unsigned i)
{
    buffer_clear(path);
    buffer_printf(path, "%s/" INDEX_SHARD_FORMAT, folder, i);
}

/* Puts a file with text at folder/name, in one step, durably. */
static int write_file(const char *folder, const char *name, const struct buffer *text,
                      struct error *err)
{
    struct buffer path = BUFFER_INIT, draft = BUFFER_INIT;
    set_path(&path, folder, name);
    set_path(&draft, folder, INDEX_DRAFT_NAME);
    FILE *file = fopen(draft.data, "we");
    bool good = file && fwrite(text->data, 1, text->length, file) == text->length &&
                fflush(file) == 0 && fsync(fileno(file)) == 0;
    if (file && fclose(file) != 0)
        good = false;
    int result = good && rename(draft.data, path.data) == 0
                     ? folder_sync(folder, err)
                     : error_set_system(err, errno, "%s cannot be written", path.data);
    if (result < 0)
        unlink(draft.data);
    buffer_release(&path);
    buffer_release(&draft);
    return result;
}

static int make(const char *path, unsigned count, struct error *err)
{
    struct buffer text = BUFFER_INIT;
    enum store_state state = store_look(path);
    int result = 0;
    if (state == STORE_INDEX)
        result = error_set(err, "%s is an index without shards; use another --db", path);
    else if (state == STORE_FOREIGN)
        result = error_set(err, "%s already exists and is not an index; nothing was changed", path);
    else if (state == STORE_MISSING)
        result = folder_make(path, err);
    buffer_printf(&text, "%u\n", count);
    if (result == 0)
        result = write_file(path, INDEX_SHARDS_NAME, &text, err);
    buffer_release(&text);
    return result;
}

static int write_stub(const char *path, unsigned count, struct error *err)
{
    struct buffer name = BUFFER_INIT, text = BUFFER_INIT;
    int result = 0;
    set_path(&name, path, INDEX_STUB_NAME);
    for (unsigned i = 0; i < count; i++)
        buffer_printf(&text, "auto shard-%u\n", i);
    if (access(name.data, F_OK) < 0)
        result = write_file(path, INDEX_STUB_NAME, &text, err);
    buffer_release(&name);
    buffer_release(&text);
    return result;
}

/* The request for shard number i. */
static struct index_request request_of(const struct index_request *request, struct buffer *path,
                                       unsigned i, unsigned count)
{
    struct index_request one = *request;
    shards_path(path, request->path, i);
    one.path = path->data;
    one.shard = i;
    one.shard_count = count;
    return one;
}

/* Whether path is one of several shards, which must not be changed one by one. */
static bool is_shard(const char *path)
{
    char *folder = memory_copy_text(path), *name = strrchr(folder, '/');
    struct error ignored;
    bool is = false;
    if (name && strncmp(name + 1, "shard-", 6) == 0) {
        *name = 0;
        is = shards_look(folder, &ignored) > 0;
    }
    free(folder);
    return is;
}

/* How many shards the request is about; 0: it is about an index of one part. */
static int count_shards(const struct index_request *request, struct error *err)
{
    if (is_shard(request->path))
        return error_set(err, "%s is a part of an index; name the directory that contains it",
                         request->path);
    int there = shards_look(request->path, err);
    int wanted = (int)request->shard_count;
    if (there < 0 || wanted == 0 || there == wanted)
        return there;
    if (there > 0)
        return error_set(err, "%s has %d shards; use another --db for %d", request->path, there,
                         wanted);
    if (!request->dry_run && make(request->path, request->shard_count, err) < 0)
        return -1;
    return wanted;
}

/* A run over all shards. */
struct shards {
    struct shard_run run; /* first: run_shard is given it */
    const struct index_request *request;
    const struct list *names;
    enum scope_source source;
    struct report *reports; /* one a shard */
};

static int run_shard(struct shard_run *run, unsigned shard, struct error *err)
{
    const struct shards *shards = (const struct shards *)run;
    struct buffer path = BUFFER_INIT;
    struct index_request one = request_of(shards->request, &path, shard, run->count);
    one.shards = one.dry_run ? NULL : run;
    int result = index_run(&one, shards->names, shards->source, &shards->reports[shard], err);
    buffer_release(&path);
    return result;
}

static int run_all(const struct index_request *request, unsigned count, const struct list *names,
                   enum scope_source source, struct report *report, struct error *err)
{
    double start = clock_seconds(CLOCK_MONOTONIC);
    struct store store = { .lock = -1 };
    struct shards shards = { { .count = count, .generation = 1, .run_shard = run_shard },
                             request,
                             names,
                             source,
                             memory_allocate(count * sizeof *shards.reports) };
    for (unsigned i = 0; i < count; i++)
        report_init(&shards.reports[i]);
    int result = request->dry_run
                     ? 0
                     : store_lock(&store, request->path, request->wait, request->quiet, err);
    if (result == 0)
        result = shard_run_rest(&shards.run, err);
    if (result == 0 && !request->dry_run)
        result = write_stub(request->path, count, err);
    if (store.lock >= 0)
        store_unlock(&store);
    for (unsigned i = 0; i < count; i++) {
        report_add(report, &shards.reports[i], i == 0);
        report_release(&shards.reports[i]);
    }
    free(shards.reports);
    report->seconds = clock_seconds(CLOCK_MONOTONIC) - start;
    return result;
}

int shards_run(const struct index_request *request, const struct list *names,
               enum scope_source source, struct report *report, struct error *err)
{
    int count = count_shards(request, err);
    if (count < 0)
        return -1;
    return count == 0 ? index_run(request, names, source, report, err)
                      : run_all(request, (unsigned)count, names, source, report, err);
}

int shards_each(const struct index_request *request, shards_action *run, struct error *err)
{
    struct buffer path = BUFFER_INIT;
    int count = shards_look(request->path, err), result = count < 0 ? -1 : 0;
    if (count == 0)
        return run(request, err);
    if (result == 0 && index_is_begun(request->path))
        result = index_fail_unfinished(request->path, err);
    for (int i = 0; result == 0 && i < count; i++) {
        struct index_request one = request_of(request, &path, (unsigned)i, (unsigned)count);
        result = run(&one, err);
    }
    buffer_release(&path);
    return result;
}
