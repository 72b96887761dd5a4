/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "build.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "build_worker.h"
#include "compact.h"
#include "index_layout.h"
#include "memory.h"
#include "merge.h"
#include "plan.h"
#include "queue.h"
#include "rank_columns.h"
#include "schema.h"
#include "shard_run.h"
#include "stories/stories.h"
#include "term.h"
#include "walk.h"

/* Files of a small index. A merge joins posting lists without packing them again, so fewer small
 * indexes make a smaller large one. But the threads should finish together, and nobody knows how
 * many files are to come: a chunk is an eighth of a thread's share of those before it, and a
 * sixteenth when that is more than BUILD_UNPACKED_MAX. */
#define CHUNK_MIN 250
#define CHUNK_MAX 16000
#define CHUNKS_OF_THREAD 8
#define QUEUE_CHUNKS 8 /* chunks by which the walk may be ahead of the threads */

struct chunk {
    struct list paths;
    size_t number;
};

struct building {
    struct build_state state;
    const struct scope *scope;
    struct chunk *filling;      /* by the walk */
    struct build_worker *alone; /* in the walk's thread; NULL if there are other threads */
    struct queue queue;         /* of struct chunk */
    size_t chunks, files;       /* in the queue so far */
    atomic_bool stopped;
    struct error error; /* of the thread that stopped it; state.lock is its lock */
};

static void free_chunk(struct chunk *chunk)
{
    if (chunk)
        list_release(&chunk->paths);
    free(chunk);
}

static void stop(struct building *building, const struct error *error)
{
    pthread_mutex_lock(&building->state.lock);
    if (!building->stopped)
        building->error = *error;
    building->stopped = true;
    pthread_mutex_unlock(&building->state.lock);
    queue_stop(&building->queue);
}

/* Takes the chunk. */
static int make_part(struct building *building, struct build_worker *worker, struct chunk *chunk,
                     struct error *err)
{
    int result = build_worker_make(worker, &chunk->paths, chunk->number, err);
    free_chunk(chunk);
    if (result < 0)
        stop(building, err);
    return result;
}

static void *work(void *context)
{
    struct building *building = context;
    struct build_worker worker;
    struct chunk *chunk;
    struct error err;
    if (build_worker_init(&worker, &building->state, &err) < 0)
        stop(building, &err);
    while ((chunk = queue_take(&building->queue)))
        make_part(building, &worker, chunk, &err);
    build_worker_release(&worker);
    return NULL;
}

static void push_chunk(struct building *building)
{
    struct chunk *chunk = building->filling;
    struct error err;
    building->filling = NULL;
    if (!chunk)
        return;
    chunk->number = building->chunks++;
    building->files += chunk->paths.count;
    if (building->alone)
        make_part(building, building->alone, chunk, &err);
    else if (!queue_put(&building->queue, chunk))
        free_chunk(chunk);
}

/* How many files the next chunk is to have. */
static size_t chunk_files(const struct building *building)
{
    size_t files = building->files / (CHUNKS_OF_THREAD * building->state.run->request->jobs);
    if (files > BUILD_UNPACKED_MAX)
        files = files / 2 > BUILD_UNPACKED_MAX ? files / 2 : BUILD_UNPACKED_MAX;
    return files < CHUNK_MIN ? CHUNK_MIN : files < CHUNK_MAX ? files : CHUNK_MAX;
}

static int add_path(struct building *building, const char *path, struct error *err)
{
    if (!building->filling)
        building->filling = memory_allocate(sizeof *building->filling);
    list_add_text(&building->filling->paths, path);
    if (building->filling->paths.count >= chunk_files(building))
        push_chunk(building);
    if (!building->stopped)
        return 0;
    pthread_mutex_lock(&building->state.lock);
    *err = building->error;
    pthread_mutex_unlock(&building->state.lock);
    return -1;
}

static int found_file(void *context, const char *path, size_t length, const struct stat *status,
                      struct error *err)
{
    struct building *building = context;
    struct stamp stamp;
    (void)status;
    term_hash(stamp.path, path, length);
    if (!run_in_shard(building->state.run, stamp.path))
        return 0;
    run_included(building->state.run, &building->scope->selection, path);
    struct catalogue_entry *entry = catalogue_find(&building->state.previous.catalogue, stamp.path);
    if (entry && entry->seen)
        return 0; /* it is an operand, and the old index has it */
    if (entry)
        entry->seen = true;
    return add_path(building, path, err);
}

static void note_unreadable(void *context, const char *path, int number)
{
    struct building *building = context;
    pthread_mutex_lock(&building->state.lock);
    plan_complain_unreadable(building->state.run, path, number);
    list_add_text(&building->state.unreadable, path);
    pthread_mutex_unlock(&building->state.lock);
}

/* Adds a registered file that no walk reaches. */
static int add_named(struct building *building, const struct scope *scope, const char *path,
                     struct error *err)
{
    if (selection_judge(&scope->selection, path, NULL, NULL) != SELECTION_TAKEN)
        return 0;
    return found_file(building, path, strlen(path), NULL, err);
}

static int walk_all(struct building *building, const struct scope *scope, struct error *err)
{
    const struct globs *globs = &scope->selection.globs;
    const struct walk_visitor visitor = { .file = found_file,
                                          .unreadable = note_unreadable,
                                          .context = building };
    int result = 0;
    for (size_t i = 0; result == 0 && i < scope->folder_count; i++)
        result = walk(scope->folders[i].root, scope->folders[i].folder, globs, &visitor, err);
    for (size_t i = 0; result == 0 && i < scope->files.count; i++)
        result = add_named(building, scope, scope->files.items[i].data, err);
    push_chunk(building);
    return result;
}

/* Writes an index without articles that holds the metadata of the whole. */
static int write_metadata(struct building *building, const char *path, const struct list *sources,
                          struct error *err)
{
    struct shim_writer *writer = shim_writer_open(path, SHIM_CREATE_SCRATCH, err);
    struct buffer problems = BUFFER_INIT;
    int result = writer ? settings_save(&building->state.run->settings, writer, err) : -1;
    complaints_pack_problems(&building->state.run->complaints, &problems);
    if (result == 0)
        result =
            shim_set_metadata(writer, METADATA_IGNORED, buffer_text(&building->state.ignored_files),
                              building->state.ignored_files.length, err);
    if (result == 0)
        result = shim_set_metadata(writer, METADATA_PROBLEMS, buffer_text(&problems),
                                   problems.length, err);
    buffer_release(&problems);
    if (result == 0)
        result = rank_columns_build(writer, sources, err);
    if (result == 0)
        result = shim_commit(writer, err);
    shim_writer_close(writer);
    return result;
}

static unsigned start_threads(struct building *building, pthread_t *threads, unsigned most)
{
    unsigned started = 0;
    while (started < most && pthread_create(&threads[started], NULL, work, building) == 0)
        started++;
    return started;
}

static int read_alone(struct building *building, const struct scope *scope, struct error *err)
{
    struct build_worker worker;
    building->alone = &worker;
    int result = build_worker_init(&worker, &building->state, err);
    if (result == 0)
        result = walk_all(building, scope, err);
    build_worker_release(&worker);
    building->alone = NULL;
    return result;
}

static int read_all(struct building *building, const struct scope *scope, struct error *err)
{
    pthread_t *threads = memory_allocate(building->state.run->request->jobs * sizeof *threads);
    unsigned started = start_threads(building, threads, building->state.run->request->jobs);
    int result = (started ? walk_all : read_alone)(building, scope, err);
    if (result < 0)
        stop(building, err);
    queue_end(&building->queue);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    free(threads);
    if (building->stopped)
        *err = building->error;
    return building->stopped ? -1 : 0;
}

/* The shard is built, and waits for the others. */
static int join_shards(struct shard_run *shards, const char *target, struct error *err)
{
    if (shard_run_ready(shards, true, err) < 0)
        return -1;
    struct shim_writer *writer = shim_writer_open(target, SHIM_EXISTING, err);
    int result = writer ? shard_run_mark(shards, writer, err) : -1;
    if (result == 0)
        result = shim_commit(writer, err);
    shim_writer_close(writer);
    return result;
}

static int finish(struct building *building, struct error *err)
{
    struct run *run = building->state.run;
    struct buffer target = BUFFER_INIT, metadata = BUFFER_INIT;
    struct list sources = LIST_INIT;
    progress_task(&run->progress, "merging", 0);
    buffer_printf(&target, "%s/index", run->store.build_path);
    buffer_printf(&metadata, "%s/metadata", run->store.build_path);
    for (size_t i = 0; i < building->chunks; i++) {
        char *path = merge_part_path(run->store.build_path, i);
        list_add_text(&sources, path);
        free(path);
    }
    int result = merge_groups(run->store.build_path, &sources, run->request->jobs, err);
    if (result == 0)
        result = write_metadata(building, buffer_text(&metadata), &sources, err);
    list_add(&sources, metadata.data, metadata.length);
    if (result == 0)
        result = merge_last(&sources, buffer_text(&target), err);
    if (result == 0)
        result = compact_finish(buffer_text(&target), err);
    if (result == 0)
        result = stories_build(buffer_text(&target), err);
    if (result == 0 && run->request->shards)
        result = join_shards(run->request->shards, buffer_text(&target), err);
    if (result == 0)
        result = store_swap(&run->store, buffer_text(&target), err);
    list_release(&sources);
    buffer_release(&metadata);
    buffer_release(&target);
    return result;
}

static void release(struct building *building)
{
    struct chunk *chunk;
    while ((chunk = queue_rest(&building->queue)))
        free_chunk(chunk);
    queue_release(&building->queue);
    free_chunk(building->filling);
    previous_index_release(&building->state.previous);
    buffer_release(&building->state.ignored_files);
    list_release(&building->state.unreadable);
    pthread_mutex_destroy(&building->state.lock);
}

/* With --rebuild, what cannot be read of a damaged index is ignored. */
static int load_previous_index(struct building *building, struct shim_database *old,
                               struct error *err)
{
    struct run *run = building->state.run;
    struct buffer complaint = BUFFER_INIT;
    if (previous_index_load(&building->state.previous, old, err) == 0)
        return 0;
    if (!run->request->rebuild)
        return -1;
    buffer_printf(&complaint, "%s: %s; it is replaced without being read", run->request->path,
                  err->text);
    report_note(&run->report, "%s", complaint.data);
    buffer_release(&complaint);
    previous_index_release(&building->state.previous);
    return 0;
}

int build(struct run *run, const struct scope *scope, struct shim_database *old, struct error *err)
{
    struct building building = { .state = { .run = run }, .scope = scope };
    pthread_mutex_init(&building.state.lock, NULL);
    queue_init(&building.queue, QUEUE_CHUNKS);
    progress_task(&run->progress, "indexing", 0);
    shim_set_flush_threshold(CHUNK_MAX); /* each part commits sooner */
    complaints_drop_all(&run->complaints);
    int result = load_previous_index(&building, old, err);
    if (result == 0)
        result = store_begin_build(&run->store, run->request->quiet, err);
    if (result == 0)
        result = read_all(&building, scope, err);
    if (result == 0)
        result =
            previous_index_check_losses(&building.state.previous, &building.state.unreadable, err);
    if (result == 0)
        result = finish(&building, err);
    if (result == 0)
        result = previous_index_report_lost(&building.state.previous, &run->report,
                                            run->request->verbose, err);
    store_end_build(&run->store);
    release(&building);
    return result;
}
