/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "update.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document.h"
#include "index_layout.h"
#include "memory.h"
#include "number.h"
#include "ordered_pool.h"
#include "rank_columns.h"
#include "record.h"
#include "shard_run.h"
#include "stories/stories.h"
#include "word_list.h"

/* How many changes Xapian keeps in memory, at most: this many articles, and articles of this many
 * bytes, estimated from the mean size of the files. */
#define FLUSH_ARTICLES_MAX 10000
#define FLUSH_BYTES UINT64_C(2500000)

struct update {
    struct run *run;
    struct plan *plan;
    struct shim_writer *writer; /* opened at the first change; NULL in a dry run */
    bool dry_run;               /* change nothing */
    bool list;                  /* print a line a file */
    struct story_changes changes;
};

static void count_change(struct update *update, enum change change, const char *path)
{
    report_change(&update->run->report, change, path, update->list);
}

static int open_writer(struct update *update, struct error *err)
{
    if (update->writer)
        return 0;
    store_announce(&update->run->store);
    update->writer = shim_writer_open(update->run->store.path, SHIM_EXISTING, err);
    return update->writer ? shim_begin(update->writer, err) : -1;
}

static int remove_article(struct update *update, const char *path, uint32_t docid,
                          struct error *err)
{
    count_change(update, CHANGE_REMOVE, path);
    if (update->dry_run)
        return 0;
    story_changes_add(&update->changes, docid);
    return open_writer(update, err) < 0 ? -1 : shim_remove(update->writer, docid, err);
}

static int write_document(struct update *update, const struct candidate *candidate,
                          const struct prepared *prepared, struct error *err)
{
    count_change(update, candidate->docid ? CHANGE_UPDATE : CHANGE_ADD, candidate->path);
    if (update->dry_run)
        return 0;
    if (open_writer(update, err) < 0)
        return -1;
    uint32_t docid = candidate->docid;
    if (word_list_add(update->writer, prepared->document, err) < 0)
        return -1;
    int result = docid ? shim_replace(update->writer, docid, prepared->document, err)
                       : shim_add(update->writer, prepared->document, &docid, err);
    if (result < 0)
        return -1;
    story_changes_add(&update->changes, docid);
    return rank_columns_set(update->writer, docid, &prepared->article, err);
}

/* Of the values that can change without the text, only the date matters to stories. */
static int note_date(struct update *update, uint32_t docid, struct shim_document *document,
                     const struct article *article, struct error *err)
{
    const char *value;
    size_t length;
    if (shim_document_value(document, SLOT_DATE, &value, &length, err) < 0)
        return -1;
    bool had = length > 0, has = article->has[FIELD_DATE];
    if (had != has || (has && number_decode(value, length) != article->numbers[FIELD_DATE]))
        story_changes_add(&update->changes, docid);
    return 0;
}

/* Sets only values: Xapian does not write the terms of a document again that it has read. */
static int write_values(struct update *update, const struct candidate *candidate,
                        const struct prepared *prepared, struct error *err)
{
    bool refresh = prepared->outcome == OUTCOME_REFRESH;
    count_change(update, refresh ? CHANGE_REFRESH : CHANGE_NONE, candidate->path);
    if (update->dry_run)
        return 0;
    if (open_writer(update, err) < 0)
        return -1;
    struct shim_document *document = shim_writer_document(update->writer, candidate->docid, err);
    int result = document ? 0 : -1;
    if (result == 0 && refresh)
        result = note_date(update, candidate->docid, document, &prepared->article, err);
    if (result == 0 && refresh)
        result = document_refresh(document, &prepared->article, err);
    if (result == 0 && refresh)
        result = rank_columns_set(update->writer, candidate->docid, &prepared->article, err);
    if (result == 0 && refresh)
        result = prepare_set_complaints(document, &prepared->complaints, err);
    if (result == 0)
        result = prepare_set_stamp(document, &prepared->stamp, 0, err);
    if (result == 0)
        result = shim_replace(update->writer, candidate->docid, document, err);
    shim_document_free(document);
    return result;
}

/* A racy stamp that would only be replaced by another racy stamp is not written. */
static bool is_same_racy(const struct candidate *candidate, const struct prepared *prepared)
{
    struct stamp was = candidate->old, now = prepared->stamp;
    return was.racy && now.racy && was.skipped == now.skipped && was.size == now.size &&
           was.inode == now.inode && was.modified == now.modified && was.changed == now.changed;
}

/* Stores the stamp of a file that is no article. */
static int take_ignored(struct update *update, const struct candidate *candidate,
                        const struct prepared *prepared, struct error *err)
{
    struct catalogue_entry *entry = catalogue_find(&update->plan->catalogue, prepared->stamp.path);
    if (entry) {
        entry->stamp = prepared->stamp;
        entry->docid = 0;
        entry->is_new = false;
        if (!candidate->was_ignored || !is_same_racy(candidate, prepared))
            update->plan->ignored_changed = true;
    }
    return candidate->docid ? remove_article(update, candidate->path, candidate->docid, err) : 0;
}

/* Removes a file that is an article now, or gone, from the ignored files. */
static void forget_ignored(struct update *update, const struct candidate *candidate)
{
    unsigned char path[STAMP_HASH_SIZE];
    if (!candidate->was_ignored)
        return;
    memcpy(path, candidate->old.path, sizeof path);
    struct catalogue_entry *entry = catalogue_find(&update->plan->catalogue, path);
    if (entry)
        entry->seen = false;
    update->plan->ignored_changed = true;
}

/* Reports new complaints, and stores those about files without articles. */
static int take_complaints(struct update *update, const struct candidate *candidate,
                           const struct prepared *prepared, struct error *err)
{
    struct complaints *complaints = &update->run->complaints;
    if (complaints_report(complaints, &update->run->report, candidate->path, candidate->docid,
                          &prepared->complaints, err) < 0)
        return -1;
    if (prepared->outcome == OUTCOME_SKIPPED || prepared->outcome == OUTCOME_UNREAD)
        complaints_keep(complaints, candidate->path, &prepared->complaints);
    else
        complaints_drop(complaints, candidate->path);
    return 0;
}

static int take(void *context, const struct candidate *candidate, struct prepared *prepared,
                struct error *err)
{
    struct update *update = context;
    struct report *report = &update->run->report;
    bool is_ignored = prepared->outcome == OUTCOME_IGNORED || prepared->outcome == OUTCOME_SKIPPED;
    if (!is_ignored && prepared->outcome != OUTCOME_UNREAD)
        forget_ignored(update, candidate);
    if (prepared->outcome != OUTCOME_IGNORED && prepared->outcome != OUTCOME_GONE)
        run_found(update->run, candidate->path);
    if (take_complaints(update, candidate, prepared, err) < 0)
        return -1;
    switch (prepared->outcome) {
    case OUTCOME_ADD:
    case OUTCOME_UPDATE:
        return write_document(update, candidate, prepared, err);
    case OUTCOME_UNCHANGED:
        if (is_same_racy(candidate, prepared)) {
            report->unchanged++;
            return 0;
        }
        return write_values(update, candidate, prepared, err);
    case OUTCOME_REFRESH:
        return write_values(update, candidate, prepared, err);
    case OUTCOME_UNREAD:
        report->skipped++;
        return 0;
    case OUTCOME_SKIPPED:
        report->skipped++;
        return take_ignored(update, candidate, prepared, err);
    case OUTCOME_IGNORED:
        report_change(report, CHANGE_IGNORE, candidate->path, update->run->request->verbose);
        return take_ignored(update, candidate, prepared, err);
    case OUTCOME_GONE:
        break;
    }
    return candidate->docid ? remove_article(update, candidate->path, candidate->docid, err) : 0;
}

/* New entries that take_ignored did not fill have no stamp and are not stored. */
static void unmark_new(struct plan *plan)
{
    for (size_t i = 0; i < plan->catalogue.count; i++)
        if (plan->catalogue.entries[i].is_new)
            plan->catalogue.entries[i].seen = false;
}

static int write_problems(struct update *update, struct error *err)
{
    struct buffer packed = BUFFER_INIT;
    complaints_pack_problems(&update->run->complaints, &packed);
    int result = open_writer(update, err) < 0
                     ? -1
                     : shim_set_metadata(update->writer, METADATA_PROBLEMS, buffer_text(&packed),
                                         packed.length, err);
    buffer_release(&packed);
    return result;
}

static int write_metadata(struct update *update, struct error *err)
{
    struct run *run = update->run;
    struct buffer packed = BUFFER_INIT;
    int result = complaints_have_changed(&run->complaints) ? write_problems(update, err) : 0;
    if (result == 0 && run->settings_changed) {
        result =
            open_writer(update, err) < 0 ? -1 : settings_save(&run->settings, update->writer, err);
    }
    if (result == 0 && update->plan->ignored_changed) {
        unmark_new(update->plan);
        catalogue_pack_ignored(&update->plan->catalogue, &packed);
        result = open_writer(update, err) < 0
                     ? -1
                     : shim_set_metadata(update->writer, METADATA_IGNORED, buffer_text(&packed),
                                         packed.length, err);
    }
    buffer_release(&packed);
    return result;
}

static int carry_out(struct update *update, struct error *err)
{
    struct plan *plan = update->plan;
    for (size_t i = 0; i < plan->removal_count; i++)
        if (remove_article(update, plan->removals[i].path, plan->removals[i].docid, err) < 0)
            return -1;
    return ordered_pool_run(update->run, plan, take, update, err);
}

/* Unchanged shards get the generation of the run, too. */
static int join_shards(struct update *update, struct shard_run *shards, struct error *err)
{
    int any = shard_run_ready(shards, update->writer != NULL, err);
    if (any <= 0)
        return any;
    return open_writer(update, err) < 0 ? -1 : shard_run_mark(shards, update->writer, err);
}

/* How many changed articles Xapian may keep in memory. */
static uint32_t flush_threshold(const struct plan *plan)
{
    uint64_t threshold =
        plan->bytes ? FLUSH_BYTES * plan->candidate_count / plan->bytes : FLUSH_ARTICLES_MAX;
    return threshold < 1                    ? 1
           : threshold < FLUSH_ARTICLES_MAX ? (uint32_t)threshold
                                            : FLUSH_ARTICLES_MAX;
}

int update_apply(struct run *run, struct plan *plan, struct error *err)
{
    struct update update = { .run = run, .plan = plan, .list = run->request->verbose };
    shim_set_flush_threshold(flush_threshold(plan));
    int result = carry_out(&update, err);
    if (result == 0)
        result = write_metadata(&update, err);
    if (result == 0 && update.writer)
        result = stories_update(update.writer, &update.changes, err);
    if (result == 0 && run->request->shards)
        result = join_shards(&update, run->request->shards, err);
    if (result == 0 && update.writer)
        result = shim_commit(update.writer, err);
    if (result < 0 && update.writer)
        shim_cancel(update.writer);
    shim_writer_close(update.writer);
    story_changes_release(&update.changes);
    return result;
}

int update_print(struct run *run, struct plan *plan, struct error *err)
{
    struct update update = { .run = run, .plan = plan, .dry_run = true, .list = true };
    return carry_out(&update, err);
}

#define SAMPLE 1000 /* candidates that are read to know what the others are like */

static int count_text_change(void *context, const struct candidate *candidate,
                             struct prepared *prepared, struct error *err)
{
    size_t *changes = context;
    (void)candidate, (void)err;
    *changes += prepared->outcome == OUTCOME_ADD || prepared->outcome == OUTCOME_UPDATE;
    return 0;
}

int update_is_most(struct run *run, const struct plan *plan, bool *is_most, struct error *err)
{
    size_t step = plan->candidate_count / SAMPLE + 1, changes = 0;
    struct plan sample = { .candidates = memory_allocate((plan->candidate_count / step + 1) *
                                                         sizeof *sample.candidates) };
    for (size_t i = 0; i < plan->candidate_count; i += step)
        sample.candidates[sample.candidate_count++] = plan->candidates[i];
    run->compares_only = true;
    int result = ordered_pool_run(run, &sample, count_text_change, &changes, err);
    run->compares_only = false;
    *is_most = result == 0 && changes > sample.candidate_count / 4 * 3;
    free(sample.candidates);
    return result;
}
