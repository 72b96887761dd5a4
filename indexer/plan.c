#include "plan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "buffer.h"
#include "memory.h"
#include "schema.h"
#include "term.h"
#include "walk.h"

struct planning {
    struct plan *plan;
    struct run *run;
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
        candidate->was_other = entry->docid == 0;
    }
}

static void add_removal(struct plan *plan, const char *path, size_t length, uint32_t docid)
{
    if (plan->removal_count == plan->removal_capacity) {
        plan->removal_capacity = plan->removal_capacity ? plan->removal_capacity * 2 : 64;
        plan->removals =
            memory_resize(plan->removals, plan->removal_capacity, sizeof *plan->removals);
    }
    plan->removals[plan->removal_count++] =
        (struct removal){ .path = memory_copy(path, length), .docid = docid };
}

/* A file that was too large to read is looked at again when it no longer is. */
static bool is_unchanged(const struct run *run, const struct catalogue_entry *entry,
                         const struct stat *status)
{
    bool was_large = !entry->docid && !stamp_has_content(&entry->stamp);
    return stamp_matches(&entry->stamp, status) &&
           !(was_large && entry->stamp.size <= run->request->max_file_size);
}

static void count_unchanged(struct report *report, const struct catalogue_entry *entry)
{
    if (entry->docid)
        report->unchanged++;
    else if (entry->stamp.skipped)
        report->skipped++, report->still_skipped++;
    else
        report->ignored++;
}

/* One file of the tree: unchanged, or to be read. */
static int look_at(void *context, const char *path, size_t length, const struct stat *status,
                   struct error *err)
{
    struct planning *planning = context;
    struct plan *plan = planning->plan;
    struct stamp stamp = { .racy = true };
    (void)err;
    term_hash(stamp.path, path, length);
    if (!run_owns(planning->run, stamp.path))
        return 0;
    struct catalogue_entry *entry =
        catalogue_find_next(&plan->catalogue, stamp.path, &planning->next);
    if (entry && entry->seen)
        return 0; /* named twice */
    progress_add(&planning->run->progress, 1, 0);
    if (entry && is_unchanged(planning->run, entry, status)) {
        count_unchanged(&planning->run->report, entry);
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
    struct buffer message = BUFFER_INIT;
    unsigned char hash[STAMP_HASH_SIZE];
    term_hash(hash, path, strlen(path));
    if (!run_owns(run, hash))
        return; /* another shard's run says it */
    buffer_printf(&message, "%s:1:1: cannot be read: %s", path, strerror(number));
    report_complain(&run->report, buffer_text(&message));
    run->report.skipped++;
    buffer_release(&message);
}

static void note_unreadable(void *context, const char *path, int number)
{
    struct planning *planning = context;
    list_add_text(&planning->plan->unreadable, path);
    plan_complain_unreadable(planning->run, path, number);
}

/* A file that was named, or that lies outside all folders: there (looked at), gone, or unknown. A
 * link below a root is left alone, as a walk does. */
static int look_at_file(struct planning *planning, const char *path, bool must_be_known,
                        struct error *err)
{
    struct stat status;
    struct stamp stamp;
    bool follow = !scope_folder_of(&planning->run->settings.roots, path);
    bool is_there = fstatat(AT_FDCWD, path, &status, follow ? 0 : AT_SYMLINK_NOFOLLOW) == 0;
    if (is_there && S_ISLNK(status.st_mode)) {
        must_be_known = false;
    } else if (is_there) {
        if (!S_ISREG(status.st_mode))
            return 0;
        const struct globs globs = run_globs(planning->run);
        return scope_accepts_file(&planning->run->settings.roots, &globs, path)
                   ? look_at(planning, path, strlen(path), &status, err)
                   : 0;
    }
    if (!is_there && errno != ENOENT && errno != ENOTDIR) {
        note_unreadable(planning, path, errno);
        return 0;
    }
    term_hash(stamp.path, path, strlen(path));
    if (!run_owns(planning->run, stamp.path))
        return 0;
    struct catalogue_entry *entry = catalogue_find(&planning->plan->catalogue, stamp.path);
    if (entry && !entry->seen && entry->docid) {
        entry->seen = true;
        add_removal(planning->plan, path, strlen(path), entry->docid);
    } else if (!entry && must_be_known) {
        return error_set_system(err, ENOENT, "%s is neither there nor in the index", path);
    }
    return 0;
}

/* An article that the walk did not come by: gone, or out of the run's scope. */
static int look_for(struct planning *planning, const struct scope *scope,
                    struct catalogue_entry *entry, const char *path, struct error *err)
{
    if (scope_folder_of(&planning->plan->unreadable, path))
        return 0;
    if (scope_covers(scope, path)) {
        entry->seen = true;
        add_removal(planning->plan, path, strlen(path), entry->docid);
        return 0;
    }
    return scope->everything ? look_at_file(planning, path, false, err) : 0;
}

struct searching {
    struct planning *planning;
    const struct scope *scope;
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
    int result = look_for(searching->planning, searching->scope, entry, path, searching->err);
    free(path);
    return result;
}

/* Marks the ignored files that are kept; returns how many articles were not come by. */
static size_t sort_out_unseen(struct plan *plan, const struct scope *scope)
{
    size_t unseen = 0;
    for (size_t i = 0; i < plan->catalogue.count; i++) {
        struct catalogue_entry *entry = &plan->catalogue.entries[i];
        if (entry->seen)
            continue;
        if (entry->docid)
            unseen++;
        else if (scope->everything && plan->unreadable.count == 0)
            plan->others_changed = true; /* an ignored file that is gone: forgotten */
        else
            entry->seen = true; /* its path is not known: kept */
    }
    return unseen;
}

static int find_gone(struct planning *planning, const struct scope *scope, struct error *err)
{
    struct searching searching = { planning, scope, err };
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

int plan_make(struct plan *plan, struct run *run, const struct scope *scope, size_t most,
              struct shim_database *database, struct error *err)
{
    struct planning planning = { .plan = plan, .run = run, .database = database, .most = most };
    const struct globs globs = run_globs(run);
    const struct walk_visitor visitor = { .file = look_at,
                                          .unreadable = note_unreadable,
                                          .context = &planning };
    const struct scope_folder *folders = scope->folders;
    struct walk *first = NULL; /* its files are looked at while the index tells what it knows */
    *plan = (struct plan){ 0 };
    if (scope->folder_count > 0)
        first = walk_begin(folders[0].root, folders[0].folder, &globs, true);
    int result = load(plan, scope, database, err);
    progress_task(&run->progress, "looking at", plan->catalogue.count);
    if (first && walk_end(first, result < 0 ? NULL : &visitor, err) < 0)
        result = -1;
    for (size_t i = 1; result == 0 && i < scope->folder_count; i++)
        result = walk(folders[i].root, folders[i].folder, &globs, &visitor, err);
    if (result < 0)
        return -1;
    for (size_t i = 0; i < scope->files.count; i++)
        if (look_at_file(&planning, scope->files.items[i].data, !scope->lenient, err) < 0)
            return -1;
    return plan->is_overfull ? 0 : find_gone(&planning, scope, err);
}

static bool is_forgotten(const struct run *run, const char *path)
{
    return scope_folder_of(&run->request->forget, path) &&
           !scope_folder_of(&run->settings.roots, path);
}

static int forget_value(void *context, uint32_t docid, const char *value, size_t length)
{
    struct planning *planning = context;
    char *path = memory_copy(value, length);
    if (is_forgotten(planning->run, path))
        add_removal(planning->plan, path, length, docid);
    free(path);
    return 0;
}

int plan_forget(struct plan *plan, struct run *run, struct shim_database *database,
                struct error *err)
{
    struct planning planning = { .plan = plan, .run = run, .database = database };
    *plan = (struct plan){ 0 };
    return shim_each_value(database, SLOT_PATH, forget_value, &planning, err);
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
