/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index.h"

#include <string.h>
#include <unistd.h>

#include "build.h"
#include "clock.h"
#include "command.h"
#include "compact.h"
#include "guard.h"
#include "index_layout.h"
#include "passed_over.h"
#include "pattern_place.h"
#include "plan.h"
#include "schema.h"
#include "scope.h"
#include "session.h"
#include "update.h"

/* From this many changed files on, if they are most of the index, a full build is faster than an
 * update. */
#define REBUILD_FROM 5000

/* Puts an index without articles and with the settings of this run in place: if the first build is
 * interrupted, the next run continues. It is made in the build folder, so that an interruption
 * leaves either this index or none. */
static int begin_index(struct run *run, struct error *err)
{
    struct store *store = &run->store;
    struct buffer target = BUFFER_INIT;
    struct shim_writer *writer = NULL;
    buffer_printf(&target, "%s/index", store->build_path);
    run->settings.is_unfinished = true;
    int result = store_begin_build(store, run->request->quiet, err);
    if (result == 0 && !(writer = shim_writer_open(buffer_text(&target), SHIM_CREATE, err)))
        result = -1;
    if (result == 0)
        result = settings_save(&run->settings, writer, err);
    if (result == 0)
        result = shim_commit(writer, err);
    shim_writer_close(writer);
    if (result == 0)
        result = store_swap(store, buffer_text(&target), err);
    store_end_build(store);
    store->created = true; /* a build that fails leaves no index */
    buffer_release(&target);
    return result;
}

static int do_build(struct session *session, const struct scope *scope, struct error *err)
{
    struct report *report = &session->run.report;
    bool is_first = session->run.store.created || session->run.settings.is_unfinished;
    if (session->run.store.created && begin_index(&session->run, err) < 0)
        return -1;
    session->run.settings.is_unfinished = false;
    if (build(&session->run, scope, session->database, err) < 0)
        return -1;
    report->articles = report->added + report->updated + report->refreshed + report->unchanged;
    if (is_first)
        passed_over_note(&session->run, scope);
    return 0;
}

static void forget_counts(struct report *report)
{
    report->unchanged = report->skipped = report->ignored = report->removed = 0;
    list_clear(&report->complaints);
}

/* From this many changes on a full build is faster; SIZE_MAX: the run only looks at a part of the
 * index, so it does not build. */
static size_t most_changes(const struct session *session, const struct scope *scope)
{
    size_t most = session->articles / 2 > REBUILD_FROM ? session->articles / 2 : REBUILD_FROM;
    bool are_folders = scope->source == SCOPE_OPERANDS && scope->files.count == 0;
    return !session->run.request->dry_run && (scope->everything || are_folders) ? most : SIZE_MAX;
}

/* The scope of the whole index. *is_whole: nothing of it is missing, and no registered directory
 * has lost all its articles. */
static int scope_of_all(struct scope *scope, struct session *session, bool *is_whole,
                        struct error *err)
{
    struct run *run = &session->run;
    const struct list none = LIST_INIT;
    struct guard guard;
    int result = 0;
    scope_make(scope, &none, SCOPE_OPERANDS, &run->settings, &run->settings_changed);
    *is_whole = scope->problems.count == 0;
    guard_init(&guard, run, &scope->selection, session->database);
    if (*is_whole && session->database)
        result = guard_check_all(&guard, is_whole, err);
    guard_release(&guard);
    return result;
}

/* Makes the plan. If a full build is faster and possible, sets *is_most, and *all to its scope. */
static int plan_changes(struct plan *plan, struct session *session, const struct scope *scope,
                        struct scope *all, bool *is_most, struct error *err)
{
    struct run *run = &session->run;
    size_t most = most_changes(session, scope);
    if (plan_make(plan, run, scope, most, session->database, err) < 0)
        return -1;
    if (!plan->is_overfull)
        return 0;
    bool is_readable = plan->unreadable.count == 0;
    int result = is_readable ? update_is_most(run, plan, is_most, err) : 0;
    plan_release(plan);
    if (result == 0 && *is_most)
        result = scope_of_all(all, session, is_most, err);
    forget_counts(&run->report);
    return *is_most || result < 0 ? result
                                  : plan_make(plan, run, scope, SIZE_MAX, session->database, err);
}

static int do_update(struct session *session, const struct scope *scope, struct error *err)
{
    struct run *run = &session->run;
    struct plan plan = { 0 };
    struct scope all = { 0 };
    bool is_most = false;
    int result = plan_changes(&plan, session, scope, &all, &is_most, err);
    if (result == 0 && is_most)
        result = do_build(session, &all, err);
    scope_release(&all);
    if (is_most)
        return result;
    if (result == 0)
        result =
            run->request->dry_run ? update_print(run, &plan, err) : update_apply(run, &plan, err);
    plan_release(&plan);
    run->report.articles = session->articles + run->report.added - run->report.removed;
    return result;
}

static bool is_nothing_registered(const struct session *session)
{
    const struct settings *settings = &session->run.settings;
    return settings->roots.count == 0 && settings->files.count == 0 && session->articles == 0;
}

/* Builds everything that is registered, or fails. A dry run compares it with the index. */
static int rebuild(struct session *session, struct error *err)
{
    struct scope scope;
    bool is_whole;
    int result = scope_of_all(&scope, session, &is_whole, err);
    session->run.reads_all = true;
    for (size_t i = 0; i < scope.problems.count; i++)
        report_fail(&session->run.report, "%s", scope.problems.items[i].data);
    if (result == 0 && !is_whole)
        result = error_set(err, "nothing was built");
    if (result == 0)
        result = session->run.request->dry_run ? do_update(session, &scope, err)
                                               : do_build(session, &scope, err);
    scope_release(&scope);
    return result;
}

/* Operands that cannot be looked at: an error if there are no others. */
static int report_problems(struct session *session, const struct scope *scope, struct error *err)
{
    struct run *run = &session->run;
    for (size_t i = 0; i < scope->problems.count; i++)
        report_fail(&run->report, "%s", scope->problems.items[i].data);
    if (scope->problems.count == 0 || (!run->request->rebuild && !scope_is_empty(scope)))
        return 0;
    return error_set(err, run->request->rebuild ? "nothing was built" : "nothing was changed");
}

static int index_scope(struct session *session, const struct list *names, enum scope_source source,
                       struct error *err)
{
    struct run *run = &session->run;
    struct scope scope;
    if (is_nothing_registered(session) &&
        (source == SCOPE_LIST || (source == SCOPE_OPERANDS && names->count == 0)))
        return error_set(err, "no directories are registered; run %s DIR", command_newsindex());
    scope_make(&scope, names, source, &run->settings, &run->settings_changed);
    run_note_operands(run, &scope);
    int result = pattern_place_check(run, &scope.selection, err);
    if (result == 0)
        result = report_problems(session, &scope, err);
    if (result == 0)
        result = session->rebuild ? rebuild(session, err) : do_update(session, &scope, err);
    if (result == 0)
        run_report_operands(run, &scope, session->rebuild);
    scope_release(&scope);
    return result;
}

static int forget_root(struct run *run, const char *path, struct error *err)
{
    struct list *lists[] = { &run->settings.roots, &run->settings.files };
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            if (strcmp(lists[i]->items[j].data, path) == 0) {
                list_remove(lists[i], j);
                settings_files_changed(&run->settings);
                run->settings_changed = true;
                return 0;
            }
    return error_set(err, "%s is not registered; %s --stats lists the registered directories", path,
                     command_newsindex());
}

static int forget(struct session *session, struct error *err)
{
    struct run *run = &session->run;
    const struct list *folders = &run->request->forget;
    struct plan plan = { 0 };
    if (!session->database && is_nothing_registered(session)) /* and no shard was made before */
        return index_fail_missing(run->request->path, err);
    for (size_t i = 0; i < folders->count; i++)
        if (forget_root(run, folders->items[i].data, err) < 0)
            return -1;
    if (session->rebuild)
        return rebuild(session, err);
    int result = plan_forget(&plan, run, session->database, err);
    if (result == 0)
        result =
            run->request->dry_run ? update_print(run, &plan, err) : update_apply(run, &plan, err);
    plan_release(&plan);
    run->report.unchanged = session->articles - run->report.removed;
    run->report.articles = run->report.unchanged;
    return result;
}

/* Compacts the index if an update has left it much too large. If that fails, as on a full disk, the
 * update is still complete. */
static void compact_if_due(struct session *session)
{
    struct run *run = &session->run;
    const struct report *report = &run->report;
    struct error err;
    bool is_due = false;
    if (run->request->dry_run || run->request->shards || session->rebuild ||
        !report_has_changes(report))
        return;
    if (compact_is_due(&is_due, run->store.path, &err) == 0 && !is_due)
        return;
    progress_task(&run->progress, "compacting", 0);
    if (!is_due || compact_store(&run->store, run->request->quiet, &err) < 0)
        report_note(&run->report, "%s cannot be made smaller: %s", run->request->path, err.text);
}

static int run_session(struct session *session, const struct list *names, enum scope_source source,
                       struct error *err)
{
    const struct index_request *request = session->run.request;
    if (!request->dry_run &&
        store_lock(&session->run.store, request->path, request->wait, request->quiet, err) < 0)
        return -1;
    if (session_open(session, err) < 0)
        return -1;
    if (request->forget.count && forget(session, err) < 0)
        return -1;
    if (!request->forget.count && index_scope(session, names, source, err) < 0)
        return -1;
    compact_if_due(session);
    return 0;
}

/* Counts the problems that earlier runs have reported and that still exist. */
static int count_already_reported(struct session *session, struct error *err)
{
    struct report *report = &session->run.report;
    const char *path = session->run.request->path;
    uint32_t warned = 0;
    report->still_skipped = complaints_already_reported(&session->run.complaints);
    bool is_same = session->database && !session->rebuild && !report_has_changes(report);
    if (!is_same && store_look(path) != STORE_INDEX)
        return 0;
    struct shim_database *database =
        is_same ? session->database : shim_database_open(&path, 1, 0, err);
    int result = database ? shim_value_frequency(database, SLOT_COMPLAINTS, &warned, err) : -1;
    if (!is_same)
        shim_database_close(database);
    report->still_warned = warned > report->warned ? warned - report->warned : 0;
    return result;
}

int index_run(const struct index_request *request, const struct list *names,
              enum scope_source source, struct report *report, struct error *err)
{
    struct session session = { .run = { .request = request, .store = { .lock = -1 } } };
    double start = clock_seconds(CLOCK_MONOTONIC);
    report_init(&session.run.report);
    progress_init(&session.run.progress,
                  request->progress == PROGRESS_ALWAYS ||
                      (request->progress == PROGRESS_AUTO && !request->quiet && isatty(2)),
                  request->progress == PROGRESS_ALWAYS);
    int result = run_session(&session, names, source, err);
    if (result == 0)
        result = count_already_reported(&session, err);
    progress_end(&session.run.progress);
    session_release(&session);
    session.run.report.seconds = clock_seconds(CLOCK_MONOTONIC) - start;
    report_release(report);
    *report = session.run.report;
    return result;
}
