/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "build.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compact.h"
#include "index_layout.h"
#include "memory.h"
#include "merge.h"
#include "plan.h"
#include "prepare.h"
#include "previous_index.h"
#include "queue.h"
#include "rank_columns.h"
#include "record.h"
#include "schema.h"
#include "shard_run.h"
#include "stories/stories.h"
#include "term.h"
#include "walk.h"

/* Of one small index. A merge joins posting lists without packing them anew: the fewer small
 * indexes there are, the smaller is the large one. But threads are to end together, and no chunk is
 * a larger part of the work than that. */
#define CHUNK_LEAST 250
#define CHUNK_MOST 16000
#define CHUNKS_OF_THREAD 16
/* From this many files on, a small index is packed when it is done: the temporary room is then that
 * of the final index, not twice as much, for a twentieth more time. */
#define PACKED_CHUNK 1000
#define QUEUE_CHUNKS 8 /* read ahead by the walk at most */
/* What a thread has in Xapian's in-memory maps at most, which are ten to fifty times as large as
 * the files. */
#define HELD_ARTICLES 400
#define HELD_BYTES 1250000 /* of files */

struct chunk {
    struct list paths;
    size_t number;
};

struct building;

struct worker { /* what makes articles of files, in one thread */
    struct building *building;
    struct preparer preparer;
    struct prepared prepared;
};

struct building {
    struct run *run;
    const struct scope *scope;
    struct previous_index previous; /* the index that is replaced */
    struct chunk *filling;          /* by the walk */
    struct worker *alone; /* works in the walk's thread where no other starts; else NULL */
    struct queue queue;   /* of struct chunk */
    size_t chunks, files; /* in the queue so far */
    atomic_bool stopped;
    struct error error;          /* of the thread that stopped it */
    struct buffer ignored_files; /* packed stamps of ignored files */
    struct list unreadable;      /* folders and files */
    pthread_mutex_t lock;        /* of the report and all from stopped on */
};

static void free_chunk(struct chunk *chunk)
{
    if (chunk)
        list_release(&chunk->paths);
    free(chunk);
}

static void stop(struct building *building, const struct error *error)
{
    pthread_mutex_lock(&building->lock);
    if (!building->stopped)
        building->error = *error;
    building->stopped = true;
    pthread_mutex_unlock(&building->lock);
    queue_stop(&building->queue);
}

struct part { /* the small index that a thread makes */
    struct shim_writer *writer;
    size_t articles;
    uint64_t bytes; /* of their files; both since the last commit */
};

/* When the article's text last changed: as the old index says, if its text is still the same. Also
 * what the summary counts it as. */
static int64_t indexed_at(struct building *building, const struct stamp *stamp, enum change *change)
{
    struct catalogue_entry *entry = catalogue_find(&building->previous.catalogue, stamp->path);
    *change = CHANGE_ADD;
    if (!entry || !entry->docid)
        return building->run->began;
    entry->kept = true; /* a file is in one chunk: no other thread has this entry */
    bool same_text = memcmp(entry->stamp.text, stamp->text, STAMP_HASH_SIZE) == 0;
    bool same = memcmp(entry->stamp.content, stamp->content, STAMP_HASH_SIZE) == 0;
    *change = same ? CHANGE_NONE : same_text ? CHANGE_REFRESH : CHANGE_UPDATE;
    if (!same_text)
        return building->run->began;
    return previous_index_indexed(&building->previous, entry->docid, building->run->began);
}

/* What is held in memory goes to the disk. */
static int commit(struct part *part, struct error *err)
{
    part->articles = 0;
    part->bytes = 0;
    return shim_commit(part->writer, err);
}

static int add_article(struct building *building, struct part *part, const char *path,
                       struct prepared *prepared, struct error *err)
{
    enum change change;
    uint32_t docid;
    int64_t at = indexed_at(building, &prepared->stamp, &change);
    if (prepare_set_stamp(prepared->document, &prepared->stamp, at, err) < 0 ||
        shim_add(part->writer, prepared->document, &docid, err) < 0)
        return -1;
    part->articles++;
    part->bytes += prepared->stamp.size;
    if ((part->articles >= HELD_ARTICLES || part->bytes >= HELD_BYTES) && commit(part, err) < 0)
        return -1;
    struct catalogue_entry *entry =
        catalogue_find(&building->previous.catalogue, prepared->stamp.path);
    struct run *run = building->run;
    pthread_mutex_lock(&building->lock);
    report_change(&run->report, change, path, run->request->verbose);
    run_found(run, path);
    int result = complaints_say(&run->complaints, &run->report, path, entry ? entry->docid : 0,
                                &prepared->complaints, err);
    pthread_mutex_unlock(&building->lock);
    return result;
}

/* A file that is no article is remembered by its stamp; one that cannot be read is not. */
static void note_ignored(struct building *building, const char *path,
                         const struct prepared *prepared)
{
    struct buffer packed = BUFFER_INIT;
    pthread_mutex_lock(&building->lock);
    if (prepared->outcome == OUTCOME_IGNORED) {
        report_change(&building->run->report, CHANGE_IGNORE, path, building->run->request->verbose);
    } else if (prepared->outcome != OUTCOME_GONE) {
        building->run->report.skipped++;
        run_found(building->run, path);
        complaints_say_problem(&building->run->complaints, &building->run->report, path,
                               &prepared->complaints);
    }
    if (prepared->outcome == OUTCOME_IGNORED || prepared->outcome == OUTCOME_SKIPPED) {
        stamp_pack(&packed, &prepared->stamp);
        record_add_item(&building->ignored_files, packed.data, packed.length);
    } else if (prepared->outcome == OUTCOME_UNREAD) {
        list_add_text(&building->unreadable, path);
    }
    pthread_mutex_unlock(&building->lock);
    buffer_release(&packed);
}

static int build_one(struct worker *worker, struct part *part, const char *path, struct error *err)
{
    struct building *building = worker->building;
    struct prepared *prepared = &worker->prepared;
    if (prepare(&worker->preparer, path, NULL, prepared, err) < 0)
        return -1;
    progress_add(&building->run->progress, 1, 0);
    if (prepared->outcome == OUTCOME_ADD)
        return add_article(building, part, path, prepared, err);
    note_ignored(building, path, prepared);
    return 0;
}

static int build_chunk(struct worker *worker, const struct chunk *chunk, struct error *err)
{
    char *path = merge_part_path(worker->building->run->store.build_path, chunk->number);
    struct part part = { .writer = shim_writer_open(path, SHIM_CREATE_SCRATCH, err) };
    int result = part.writer ? 0 : -1;
    for (size_t i = 0; result == 0 && i < chunk->paths.count; i++)
        result = build_one(worker, &part, chunk->paths.items[i].data, err);
    if (result == 0)
        result = commit(&part, err);
    shim_writer_close(part.writer);
    if (result == 0 && chunk->paths.count >= PACKED_CHUNK)
        result = merge_pack(path, err);
    free(path);
    return result;
}

static int worker_init(struct worker *worker, struct building *building, struct error *err)
{
    *worker = (struct worker){ .building = building };
    worker->prepared.document = shim_document_new();
    return preparer_init(&worker->preparer, building->run, err);
}

static void worker_release(struct worker *worker)
{
    preparer_release(&worker->preparer);
    prepared_release(&worker->prepared);
}

/* Takes the chunk. */
static int worker_take(struct worker *worker, struct chunk *chunk, struct error *err)
{
    int result = build_chunk(worker, chunk, err);
    free_chunk(chunk);
    if (result < 0)
        stop(worker->building, err);
    return result;
}

static void *work(void *context)
{
    struct worker worker;
    struct chunk *chunk;
    struct error err;
    if (worker_init(&worker, context, &err) < 0)
        stop(worker.building, &err);
    while ((chunk = queue_take(&worker.building->queue)))
        worker_take(&worker, chunk, &err);
    worker_release(&worker);
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
        worker_take(building->alone, chunk, &err);
    else if (!queue_put(&building->queue, chunk))
        free_chunk(chunk);
}

/* How many files the next chunk is to have. */
static size_t chunk_files(const struct building *building)
{
    size_t files = building->files / (CHUNKS_OF_THREAD * building->run->request->jobs);
    return files < CHUNK_LEAST ? CHUNK_LEAST : files < CHUNK_MOST ? files : CHUNK_MOST;
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
    pthread_mutex_lock(&building->lock);
    *err = building->error;
    pthread_mutex_unlock(&building->lock);
    return -1;
}

static int found_file(void *context, const char *path, size_t length, const struct stat *status,
                      struct error *err)
{
    struct building *building = context;
    struct stamp stamp;
    (void)status;
    term_hash(stamp.path, path, length);
    if (!run_owns(building->run, stamp.path))
        return 0;
    run_included(building->run, &building->scope->selection, path);
    struct catalogue_entry *entry = catalogue_find(&building->previous.catalogue, stamp.path);
    if (entry && entry->seen)
        return 0; /* named, and in the old index */
    if (entry)
        entry->seen = true;
    return add_path(building, path, err);
}

static void note_unreadable(void *context, const char *path, int number)
{
    struct building *building = context;
    pthread_mutex_lock(&building->lock);
    plan_complain_unreadable(building->run, path, number);
    list_add_text(&building->unreadable, path);
    pthread_mutex_unlock(&building->lock);
}

/* A registered file that no walk comes to. */
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

/* An index without articles, with what belongs to all of them together. */
static int write_metadata(struct building *building, const char *path, const struct list *sources,
                          struct error *err)
{
    struct shim_writer *writer = shim_writer_open(path, SHIM_CREATE_SCRATCH, err);
    struct buffer problems = BUFFER_INIT;
    int result = writer ? settings_save(&building->run->settings, writer, err) : -1;
    complaints_pack_problems(&building->run->complaints, &problems);
    if (result == 0)
        result = shim_set_metadata(writer, METADATA_IGNORED, buffer_text(&building->ignored_files),
                                   building->ignored_files.length, err);
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
    struct worker worker;
    building->alone = &worker;
    int result = worker_init(&worker, building, err);
    if (result == 0)
        result = walk_all(building, scope, err);
    worker_release(&worker);
    building->alone = NULL;
    return result;
}

static int read_all(struct building *building, const struct scope *scope, struct error *err)
{
    pthread_t *threads = memory_allocate(building->run->request->jobs * sizeof *threads);
    unsigned started = start_threads(building, threads, building->run->request->jobs);
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

/* The built shard waits for the others. */
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
    struct run *run = building->run;
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
    previous_index_release(&building->previous);
    buffer_release(&building->ignored_files);
    list_release(&building->unreadable);
    pthread_mutex_destroy(&building->lock);
}

/* What cannot be read of a damaged index is nothing to --rebuild. */
static int load_previous_index(struct building *building, struct shim_database *old,
                               struct error *err)
{
    struct run *run = building->run;
    struct buffer complaint = BUFFER_INIT;
    if (previous_index_load(&building->previous, old, err) == 0)
        return 0;
    if (!run->request->rebuild)
        return -1;
    buffer_printf(&complaint, "%s: %s; it is replaced without having been read", run->request->path,
                  err->text);
    report_note(&run->report, "%s", complaint.data);
    buffer_release(&complaint);
    previous_index_release(&building->previous);
    return 0;
}

int build(struct run *run, const struct scope *scope, struct shim_database *old, struct error *err)
{
    struct building building = { .run = run, .scope = scope };
    pthread_mutex_init(&building.lock, NULL);
    queue_init(&building.queue, QUEUE_CHUNKS);
    progress_task(&run->progress, "indexing", 0);
    shim_set_flush_threshold(CHUNK_MOST); /* each part commits sooner */
    complaints_drop_all(&run->complaints);
    int result = load_previous_index(&building, old, err);
    if (result == 0)
        result = store_begin_build(&run->store, run->request->quiet, err);
    if (result == 0)
        result = read_all(&building, scope, err);
    if (result == 0)
        result = previous_index_check_losses(&building.previous, &building.unreadable, err);
    if (result == 0)
        result = finish(&building, err);
    if (result == 0)
        result = previous_index_report_lost(&building.previous, &run->report, run->request->verbose,
                                            err);
    store_end_build(&run->store);
    release(&building);
    return result;
}
