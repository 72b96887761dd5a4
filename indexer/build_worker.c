/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "build_worker.h"

#include <stdlib.h>
#include <string.h>

#include "merge.h"
#include "record.h"

/* What a thread has in Xapian's in-memory maps at most, which are ten to fifty times as large as
 * the files. Small maps fit into the processor's cache: with 100 articles of real text a build
 * takes a tenth less processor time than with 400, and 34 MB instead of 49. */
#define FLUSH_ARTICLES 100
#define FLUSH_BYTES 500000 /* of files */

struct part { /* the small index that a thread makes */
    struct shim_writer *writer;
    size_t articles;
    uint64_t bytes; /* of their files; both since the last commit */
};

/* When the article's text last changed: the time in the old index, if the text is still the same.
 * Also counts the article for the summary. */
static int64_t indexed_at(struct build_state *state, const struct stamp *stamp, enum change *change)
{
    struct catalogue_entry *entry = catalogue_find(&state->previous.catalogue, stamp->path);
    *change = CHANGE_ADD;
    if (!entry || !entry->docid)
        return state->run->began;
    entry->kept = true; /* a file is in one chunk: no other thread has this entry */
    bool same_text = memcmp(entry->stamp.text, stamp->text, STAMP_HASH_SIZE) == 0;
    bool same = memcmp(entry->stamp.content, stamp->content, STAMP_HASH_SIZE) == 0;
    *change = same ? CHANGE_NONE : same_text ? CHANGE_REFRESH : CHANGE_UPDATE;
    if (!same_text)
        return state->run->began;
    return previous_index_indexed(&state->previous, entry->docid, state->run->began);
}

/* Writes the articles in memory to disk. */
static int commit(struct part *part, struct error *err)
{
    part->articles = 0;
    part->bytes = 0;
    return shim_commit(part->writer, err);
}

static int add_article(struct build_state *state, struct part *part, const char *path,
                       struct prepared *prepared, struct error *err)
{
    enum change change;
    uint32_t docid;
    int64_t at = indexed_at(state, &prepared->stamp, &change);
    if (prepare_set_stamp(prepared->document, &prepared->stamp, at, err) < 0 ||
        shim_add(part->writer, prepared->document, &docid, err) < 0)
        return -1;
    part->articles++;
    part->bytes += prepared->stamp.size;
    if ((part->articles >= FLUSH_ARTICLES || part->bytes >= FLUSH_BYTES) && commit(part, err) < 0)
        return -1;
    struct catalogue_entry *entry =
        catalogue_find(&state->previous.catalogue, prepared->stamp.path);
    struct run *run = state->run;
    pthread_mutex_lock(&state->lock);
    report_change(&run->report, change, path, run->request->verbose);
    run_found(run, path);
    int result = complaints_report(&run->complaints, &run->report, path, entry ? entry->docid : 0,
                                   &prepared->complaints, err);
    pthread_mutex_unlock(&state->lock);
    return result;
}

/* Stores the stamp of a file that is no article, but not of one that cannot be read. */
static void note_ignored(struct build_state *state, const char *path,
                         const struct prepared *prepared)
{
    struct buffer packed = BUFFER_INIT;
    pthread_mutex_lock(&state->lock);
    if (prepared->outcome == OUTCOME_IGNORED) {
        report_change(&state->run->report, CHANGE_IGNORE, path, state->run->request->verbose);
    } else if (prepared->outcome != OUTCOME_GONE) {
        state->run->report.skipped++;
        run_found(state->run, path);
        complaints_report_problem(&state->run->complaints, &state->run->report, path,
                                  &prepared->complaints);
    }
    if (prepared->outcome == OUTCOME_IGNORED || prepared->outcome == OUTCOME_SKIPPED) {
        stamp_pack(&packed, &prepared->stamp);
        record_add_item(&state->ignored_files, packed.data, packed.length);
    } else if (prepared->outcome == OUTCOME_UNREAD) {
        list_add_text(&state->unreadable, path);
    }
    pthread_mutex_unlock(&state->lock);
    buffer_release(&packed);
}

static int build_one(struct build_worker *worker, struct part *part, const char *path,
                     struct error *err)
{
    struct build_state *state = worker->state;
    struct prepared *prepared = &worker->prepared;
    if (prepare(&worker->preparer, path, NULL, prepared, err) < 0)
        return -1;
    progress_add(&state->run->progress, 1, 0);
    if (prepared->outcome == OUTCOME_ADD)
        return add_article(state, part, path, prepared, err);
    note_ignored(state, path, prepared);
    return 0;
}

int build_worker_make(struct build_worker *worker, const struct list *paths, size_t number,
                      struct error *err)
{
    char *path = merge_part_path(worker->state->run->store.build_path, number);
    struct part part = { .writer = shim_writer_open(path, SHIM_CREATE_SCRATCH, err) };
    int result = part.writer ? 0 : -1;
    for (size_t i = 0; result == 0 && i < paths->count; i++)
        result = build_one(worker, &part, paths->items[i].data, err);
    if (result == 0)
        result = commit(&part, err);
    shim_writer_close(part.writer);
    if (result == 0 && paths->count > BUILD_UNPACKED_MAX)
        result = merge_pack(path, err);
    free(path);
    return result;
}

int build_worker_init(struct build_worker *worker, struct build_state *state, struct error *err)
{
    *worker = (struct build_worker){ .state = state };
    worker->prepared.document = shim_document_new();
    return preparer_init(&worker->preparer, state->run, err);
}

void build_worker_release(struct build_worker *worker)
{
    preparer_release(&worker->preparer);
    prepared_release(&worker->prepared);
}
