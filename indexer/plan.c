/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "plan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buffer.h"
#include "command.h"
#include "folder.h"
#include "guard.h"
#include "memory.h"
#include "schema.h"
#include "term.h"
#include "walk.h"

#define NAMES_SHOWN 10 /* of those left out for one reason */

struct planning {
    struct plan *plan;
    struct run *run;
    const struct scope *scope;
    struct guard guard;
    size_t left_out[SELECTION_PASSED_OVER + 1]; /* names of a list, by their verdicts */
    bool is_kept;                               /* the guard kept an article */
    struct shim_database *database;
    size_t most; /* candidates */
    size_t next; /* of the catalogue */
};

static void add_candidate(struct plan *plan, const char *path, const struct catalogue_entry *entry)
{
    if (plan->candidate_count == plan->candidate_capacity) {
        plan->candidate_capacity = plan->candidate_capacity ? plan->candidate_capacity * 2 : 64;
        plan->candidates =
            memory_resize(plan->candidates, plan->candidate_capacity, sizeof *plan->candidates);
    }
    struct candidate *candidate = &plan->candidates[plan->candidate_count++];
    *candidate = (struct candidate){ .path = memory_copy_text(path) };
    if (entry) {
        candidate->old = entry->stamp;
        candidate->docid = entry->docid;
        candidate->was_ignored = entry->docid == 0;
    }
}

void plan_add_removal(struct plan *plan, const char *path, size_t length, uint32_t docid)
{
    if (plan->removal_count == plan->removal_capacity) {
        plan->removal_capacity = plan->removal_capacity ? plan->removal_capacity * 2 : 64;
        plan->removals =
            memory_resize(plan->removals, plan->removal_capacity, sizeof *plan->removals);
    }
    plan->removals[plan->removal_count++] =
        (struct removal){ .path = memory_copy(path, length), .docid = docid };
}

/* A file that was too large to read is looked at again when it no longer is, and the other way
 * round. */
static bool is_unchanged(const struct run *run, const struct catalogue_entry *entry,
                         const struct stat *status)
{
    bool was_large = !entry->docid && !stamp_has_content(&entry->stamp);
    bool is_large = entry->stamp.size > run->request->max_file_size;
    return !run->reads_all && stamp_matches(&entry->stamp, status) && was_large == is_large;
}

static void count_unchanged(struct run *run, const struct catalogue_entry *entry, const char *path)
{
    struct report *report = &run->report;
    if (entry->docid)
        report->unchanged++;
    else if (entry->stamp.skipped)
        report->skipped++;
    else
        report_change(report, CHANGE_IGNORE, path, run->request->verbose);
}

/* Decides whether one file of the tree is unchanged or is to be read. */
static int look_at(void *context, const char *path, size_t length, const struct stat *status,
                   struct error *err)
{
    struct planning *planning = context;
    struct plan *plan = planning->plan;
    struct stamp stamp = { .racy = true };
    (void)err;
    term_hash(stamp.path, path, length);
    if (!run_in_shard(planning->run, stamp.path))
        return 0;
    struct catalogue_entry *entry =
        catalogue_find_next(&plan->catalogue, stamp.path, &planning->next);
    if (entry && entry->seen)
        return 0; /* named twice */
    progress_add(&planning->run->progress, 1, 0);
    run_included(planning->run, &planning->scope->selection, path);
    if (entry && is_unchanged(planning->run, entry, status)) {
        count_unchanged(planning->run, entry, path);
        entry->same = true;
        if (entry->docid)
            guard_found(&planning->guard, path);
        if (entry->docid || entry->stamp.skipped)
            run_found(planning->run, path);
    } else if (plan->candidate_count == planning->most) {
        plan->is_overfull = true;
        return 0;
    } else {
        add_candidate(plan, path, entry);
        plan->bytes += (uint64_t)status->st_size;
    }
    if (!entry) {
        entry = catalogue_add(&plan->catalogue, &stamp);
        entry->is_new = true;
    }
    entry->seen = true;
    return 0;
}

void plan_complain_unreadable(struct run *run, const char *path, int number)
{
    struct buffer reason = BUFFER_INIT, complaints = BUFFER_INIT;
    unsigned char hash[STAMP_HASH_SIZE];
    term_hash(hash, path, strlen(path));
    if (!run_in_shard(run, hash))
        return; /* the run of another shard reports it */
    buffer_printf(&reason, "1:1: cannot be read: %s", strerror(number));
    complaint_pack(&complaints, COMPLAINT_SKIPPED, reason.data);
    complaints_report_problem(&run->complaints, &run->report, path, &complaints);
    run->report.skipped++;
    buffer_release(&complaints);
    buffer_release(&reason);
}

static void note_unreadable(void *context, const char *path, int number)
{
    struct planning *planning = context;
    list_add_text(&planning->plan->unreadable, path);
    plan_complain_unreadable(planning->run, path, number);
}

/* Removes the article if that may be; false if it is kept. */
static bool remove_gone(struct planning *planning, const char *path, struct catalogue_entry *entry)
{
    entry->seen = true;
    if (!guard_opens(&planning->guard, path)) {
        planning->is_kept = true;
        return false;
    }
    plan_add_removal(planning->plan, path, strlen(path), entry->docid);
    return true;
}

/* It may only be gone for a moment, as while another branch is checked out. */
static void note_gone_file(struct run *run, const char *path)
{
    struct buffer command = BUFFER_INIT;
    command_add_newsindex(&command, "--forget=", path);
    report_note(&run->report, "%s is gone; it stays registered (%s drops it)", path, command.data);
    buffer_release(&command);
}

/* Why a name that does not exist may be a mistake; NULL: it may be that of a removed file. */
static const char *misread_reason(const char *path)
{
    size_t length = strlen(path);
    if (access(path, F_OK) == 0)
        return NULL;
    if (path[length - 1] == '\r')
        return "the name ends with a carriage return; end it with a newline or, with -0, a NUL";
    if (path[length - 1] == '"' && strstr(path, "/\""))
        return "git quotes this name; use git's -z and -0";
    return NULL;
}

static void report_left_out_name(struct planning *planning, const char *path,
                                 enum selection_verdict verdict)
{
    struct report *report = &planning->run->report;
    bool is_missing = verdict == SELECTION_MISSING;
    const char *reason = misread_reason(path);
    if (!reason && !is_missing)
        reason = selection_reason(verdict);
    if (planning->scope->source == SCOPE_OPERANDS && is_missing)
        report_fail(report, "%s: there is no such file, and the index has no article of it", path);
    else if (planning->scope->source == SCOPE_OPERANDS)
        report_fail(report, "%s is left out: %s", path, reason);
    else if (planning->scope->source == SCOPE_LIST && reason &&
             (planning->left_out[verdict]++ < NAMES_SHOWN || planning->run->request->verbose))
        report_note(report, "%s is left out: %s", path, reason);
}

static void count_left_out(const struct planning *planning)
{
    for (int i = 0; i <= SELECTION_PASSED_OVER; i++)
        if (planning->left_out[i] > NAMES_SHOWN && !planning->run->request->verbose)
            report_note(&planning->run->report,
                        "%zu more names are left out for this reason: %s (-v lists them)",
                        planning->left_out[i] - NAMES_SHOWN,
                        selection_reason((enum selection_verdict)i));
}

/* Looks at a file that is an operand, or registered: it exists, is gone or is left out. */
static int look_at_file(struct planning *planning, const char *path, struct error *err)
{
    struct stat status;
    struct stamp stamp;
    bool is_file = selection_is_file(&planning->run->settings, path);
    enum selection_verdict verdict =
        selection_judge(&planning->scope->selection, path, NULL, &status);
    if (verdict == SELECTION_TAKEN)
        return look_at(planning, path, strlen(path), &status, err);
    if (verdict == SELECTION_UNREADABLE) {
        note_unreadable(planning, path, errno);
        return 0;
    }
    term_hash(stamp.path, path, strlen(path));
    bool in_shard = run_in_shard(planning->run, stamp.path);
    struct catalogue_entry *entry =
        in_shard ? catalogue_find(&planning->plan->catalogue, stamp.path) : NULL;
    bool is_known = entry && entry->docid && !entry->seen;
    bool is_gone = is_known && remove_gone(planning, path, entry);
    if (is_gone && is_file && verdict == SELECTION_MISSING)
        note_gone_file(planning->run, path);
    else if (is_gone && is_file && (verdict == SELECTION_OUTSIDE || verdict == SELECTION_LINK))
        report_note(&planning->run->report, "%s is in a registered directory, by another name",
                    path);
    else if (in_shard && !is_known && !is_file)
        report_left_out_name(planning, path, verdict);
    return 0;
}

/* Looks at an article that the walk has not found: it is gone, or out of the run's scope. */
static int look_for(struct planning *planning, struct catalogue_entry *entry, const char *path,
                    struct error *err)
{
    if (folder_find_above(&planning->plan->unreadable, path))
        return 0;
    if (scope_covers(planning->scope, path)) {
        remove_gone(planning, path, entry);
        return 0;
    }
    return planning->scope->everything ? look_at_file(planning, path, err) : 0;
}

struct searching {
    struct planning *planning;
    struct error *err;
};

static int look_for_value(void *context, uint32_t docid, const char *value, size_t length)
{
    struct searching *searching = context;
    unsigned char hash[STAMP_HASH_SIZE];
    (void)docid;
    term_hash(hash, value, length);
    struct catalogue_entry *entry = catalogue_find(&searching->planning->plan->catalogue, hash);
    if (!entry || entry->seen)
        return 0;
    char *path = memory_copy(value, length);
    int result = look_for(searching->planning, entry, path, searching->err);
    free(path);
    return result;
}

/* Marks the ignored files that are kept. Returns how many articles the walk has not found. */
static size_t sort_out_unseen(struct plan *plan, const struct scope *scope)
{
    size_t unseen = 0;
    for (size_t i = 0; i < plan->catalogue.count; i++) {
        struct catalogue_entry *entry = &plan->catalogue.entries[i];
        if (entry->seen)
            continue;
        if (entry->docid)
            unseen++;
        else if (entry->gone)
            plan->ignored_changed = true;
        else if (scope->everything && plan->unreadable.count == 0)
            plan->ignored_changed = true; /* an ignored file that is gone: forgotten */
        else
            entry->seen = true; /* its path is not known: kept */
    }
    return unseen;
}

/* Drops the problems of files and folders that no longer exist, are no longer looked at, or can be
 * read again. */
static void drop_problems(struct planning *planning)
{
    const struct scope *scope = planning->scope;
    struct complaints *complaints = &planning->run->complaints;
    for (size_t i = 0; i < complaints->known_count; i++) {
        const struct problem *problem = &complaints->problems[i];
        bool is_looked_at = scope_covers(scope, problem->path) || scope_lists(scope, problem->path);
        if (!is_looked_at || folder_find_above(&planning->plan->unreadable, problem->path))
            continue;
        struct catalogue_entry *entry = catalogue_find(&planning->plan->catalogue, problem->hash);
        bool is_readable = entry && entry->same && !entry->stamp.skipped; /* again */
        if (entry && entry->seen && !is_readable)
            continue;
        complaints_drop(complaints, problem->path);
        if (entry && !entry->seen && !entry->docid)
            entry->gone = true;
    }
}

static int find_gone(struct planning *planning, struct error *err)
{
    const struct scope *scope = planning->scope;
    struct searching searching = { planning, err };
    if (sort_out_unseen(planning->plan, scope) == 0 ||
        (!scope->everything && scope->covered.count == 0))
        return 0;
    return shim_each_value(planning->database, SLOT_PATH, look_for_value, &searching, err);
}

static int load(struct plan *plan, const struct scope *scope, struct shim_database *database,
                struct error *err)
{
    if (!database)
        return 0;
    if (!scope->everything && scope->covered.count == 0)
        return catalogue_load_some(&plan->catalogue, database, &scope->files, err);
    return catalogue_load(&plan->catalogue, database, err);
}

static int walk_folders(struct planning *planning, struct error *err)
{
    const struct scope *scope = planning->scope;
    const struct walk_visitor visitor = { .file = look_at,
                                          .unreadable = note_unreadable,
                                          .context = planning };
    const struct globs *globs = &scope->selection.globs;
    const struct scope_folder *folders = scope->folders;
    struct walk *first = NULL; /* its files are looked at while the catalogue is loaded */
    if (scope->folder_count > 0)
        first = walk_begin(folders[0].root, folders[0].folder, globs, true);
    int result = load(planning->plan, scope, planning->database, err);
    progress_task(&planning->run->progress, "looking at", planning->plan->catalogue.count);
    if (first && walk_end(first, result < 0 ? NULL : &visitor, err) < 0)
        result = -1;
    for (size_t i = 1; result == 0 && i < scope->folder_count; i++)
        result = walk(folders[i].root, folders[i].folder, globs, &visitor, err);
    return result;
}

/* Reports operands that do not exist and that the index does not know. */
static void report_idle_operands(struct planning *planning)
{
    const struct plan *plan = planning->plan;
    const struct list *missing = &planning->scope->missing;
    for (size_t i = 0; i < missing->count; i++) {
        const char *path = missing->items[i].data;
        bool is_known = false;
        for (size_t j = 0; !is_known && j < plan->removal_count; j++)
            is_known = folder_is_below(plan->removals[j].path, path);
        if (!is_known && !planning->is_kept)
            report_idle(
                &planning->run->report, true,
                "%s: there is no such file or directory, and the index has no article of it", path);
    }
}

int plan_make(struct plan *plan, struct run *run, const struct scope *scope, size_t most,
              struct shim_database *database, struct error *err)
{
    struct planning planning = {
        .plan = plan, .run = run, .scope = scope, .database = database, .most = most
    };
    *plan = (struct plan){ 0 };
    guard_init(&planning.guard, run, &scope->selection, database);
    int result = walk_folders(&planning, err);
    for (size_t i = 0; result == 0 && i < scope->files.count; i++)
        result = look_at_file(&planning, scope->files.items[i].data, err);
    if (result == 0 && !plan->is_overfull) {
        drop_problems(&planning);
        result = find_gone(&planning, err);
        count_left_out(&planning);
        report_idle_operands(&planning);
    }
    guard_release(&planning.guard);
    return result;
}

void plan_release(struct plan *plan)
{
    for (size_t i = 0; i < plan->candidate_count; i++)
        free(plan->candidates[i].path);
    for (size_t i = 0; i < plan->removal_count; i++)
        free(plan->removals[i].path);
    free(plan->candidates);
    free(plan->removals);
    list_release(&plan->unreadable);
    catalogue_release(&plan->catalogue);
    *plan = (struct plan){ 0 };
}
