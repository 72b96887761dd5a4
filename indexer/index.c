/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "build.h"
#include "clock.h"
#include "compact.h"
#include "guard.h"
#include "memory.h"
#include "passed_over.h"
#include "plan.h"
#include "run.h"
#include "schema.h"
#include "scope.h"
#include "shard_run.h"
#include "shards.h"
#include "update.h"

/* A change of so many files is quicker built anew, if it is also most of the index. */
#define REBUILD_FROM 5000

struct session { /* a run and the index it found */
    struct run run;
    struct shim_database *database; /* NULL: there is none yet */
    uint32_t articles;              /* in it */
    bool rebuild;
};

/* Later than any earlier run's, also when the clock was set back. */
static int set_began(struct session *session, struct error *err)
{
    double last;
    session->run.began = (int64_t)(clock_seconds(CLOCK_REALTIME) * 1e6);
    if (!session->database)
        return 0;
    if (shim_largest_number(session->database, SLOT_INDEXED, &last, err) < 0)
        return -1;
    if ((double)session->run.began <= last)
        session->run.began = (int64_t)last + 1;
    return 0;
}

/* A shard that does not exist yet is made with the settings of the first one, which begins before
 * it: the run that made that one may not have come to the others. */
static int inherit_settings(struct session *session, struct error *err)
{
    struct run *run = &session->run;
    char *first = run->request->shard > 0 ? shards_first(run->request->path) : NULL;
    int result = 0;
    if (first && store_look(first) == STORE_INDEX) {
        const char *const path = first;
        struct shim_database *database = shim_database_open(&path, 1, 0, err);
        result = database ? settings_load(&run->settings, database, err) : -1;
        shim_database_close(database);
    }
    free(first);
    return result;
}

static int read_index(struct session *session, struct error *err)
{
    const char *path = session->run.request->path;
    struct error why;
    enum store_state state = store_look(path);
    if (state == STORE_FOREIGN)
        return error_set(err, "%s already exists and is not an index", path);
    if (state != STORE_INDEX)
        return inherit_settings(session, err);
    session->database = shim_database_open(&path, 1, 0, err);
    if (!session->database || shim_document_count(session->database, &session->articles, err) < 0)
        return -1;
    if (settings_load(&session->run.settings, session->database, &why) < 0)
        return error_set(err, "%s: %s", path, why.text);
    if (session->run.settings.schema > SCHEMA_NUMBER)
        return error_set(err,
                         "%s was made by a newer newsindex (schema %ld; this one writes %d): "
                         "use that, or another --db",
                         path, session->run.settings.schema, SCHEMA_NUMBER);
    session->rebuild = session->run.settings.schema < SCHEMA_NUMBER;
    if (session->run.request->shards)
        shard_run_note(session->run.request->shards, session->run.settings.generation);
    return session->rebuild ? 0 : complaints_load(&session->run.complaints, session->database, err);
}

/* A damaged index is no hindrance to --rebuild with all that is to be in the new one. */
static int open_index(struct session *session, struct error *err)
{
    struct run *run = &session->run;
    struct buffer complaint = BUFFER_INIT;
    if (read_index(session, err) == 0)
        return 0;
    if (!run->request->rebuild || run->request->operands.count == 0 ||
        run->settings.schema > SCHEMA_NUMBER || store_look(run->request->path) != STORE_INDEX)
        return -1;
    buffer_printf(&complaint, "%s; it is replaced without having been read", err->text);
    report_note(&run->report, "%s", complaint.data);
    buffer_release(&complaint);
    shim_database_close(session->database);
    session->database = NULL;
    session->articles = 0;
    settings_release(&run->settings);
    complaints_release(&run->complaints);
    return 0;
}

static void join(struct buffer *out, const struct list *list)
{
    for (size_t i = 0; i < list->count; i++)
        buffer_printf(out, "%s%s", i > 0 ? ", " : "", list->items[i].data);
}

/* A list that is given replaces the one kept with the index, and says so. */
static void take_list(struct run *run, struct list *kept, const struct list *given,
                      const char *option)
{
    struct buffer before = BUFFER_INIT, after = BUFFER_INIT;
    if (list_is_same(kept, given))
        return;
    join(&before, kept);
    join(&after, given);
    if (kept->count > 0 && given->count > 0)
        report_note(&run->report, "--%s: %s replaces the list kept with the index: %s", option,
                    after.data, before.data);
    else if (kept->count > 0)
        report_note(&run->report, "--%s: the list kept with the index is cleared: %s", option,
                    before.data);
    buffer_release(&before);
    buffer_release(&after);
    run->patterns_changed = true;
    list_clear(kept);
    for (size_t i = 0; i < given->count; i++)
        list_add_text(kept, given->items[i].data);
    run->settings_changed = true;
}

/* The configuration's further names for fields, as text to compare. */
static char *describe_fields(const struct config *config)
{
    struct buffer text = BUFFER_INIT;
    for (int id = 0; id < FIELD_COUNT; id++)
        for (size_t i = 0; i < config->fields[id].count; i++)
            buffer_printf(&text, "%s=%s\n", schema_field((enum field_id)id)->key,
                          config->fields[id].items[i].data);
    return text.length ? buffer_detach(&text) : memory_copy_text("");
}

/* What all articles were made with: another value means to make them all again. */
static void take_text(struct session *session, char **kept, char *given)
{
    if (*kept && strcmp(*kept, given) != 0)
        session->rebuild = session->run.settings_changed = true;
    free(*kept);
    *kept = given;
}

static int take_request(struct session *session, struct error *err)
{
    struct run *run = &session->run;
    const struct index_request *request = run->request;
    if (request->language || !run->settings.language) {
        const char *language = request->language ? request->language : "english";
        struct shim_stemmer *stemmer = shim_stemmer_new(language, err);
        if (!stemmer)
            return -1;
        shim_stemmer_free(stemmer);
        take_text(session, &run->settings.language, memory_copy_text(language));
    }
    take_text(session, &run->settings.fields, describe_fields(&request->config));
    if (request->has_include)
        take_list(run, &run->settings.include, &request->include, "include");
    bool is_new = run->patterns_changed || !session->database;
    for (size_t i = 0; is_new && i < request->include.count; i++)
        if (*request->include.items[i].data != '!')
            list_add_text(&run->unmatched, request->include.items[i].data);
    if (request->has_exclude)
        take_list(run, &run->settings.exclude, &request->exclude, "exclude");
    if (request->has_ext)
        take_list(run, &run->settings.ext, &request->ext, "ext");
    if (request->plain || !run->settings.plain)
        take_text(session, &run->settings.plain,
                  memory_copy_text(request->plain ? request->plain : "no"));
    session->rebuild = session->rebuild || request->rebuild || !session->database;
    return 0;
}

/* What a first build is to make stands in the index from the beginning: if it is interrupted, the
 * next run goes on with it. */
static int begin_index(struct run *run, struct error *err)
{
    struct shim_writer *writer = shim_writer_open(run->store.path, SHIM_CREATE, err);
    run->settings.is_unfinished = true;
    int result = writer ? settings_save(&run->settings, writer, err) : -1;
    if (result == 0)
        result = shim_commit(writer, err);
    shim_writer_close(writer);
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

/* Of so many changes building anew is no quicker; SIZE_MAX: what is to be looked at is less than
 * all, and stays so. */
static size_t most_changes(const struct session *session, const struct scope *scope)
{
    size_t most = session->articles / 2 > REBUILD_FROM ? session->articles / 2 : REBUILD_FROM;
    bool are_folders = scope->source == SCOPE_OPERANDS && scope->files.count == 0;
    return !session->run.request->dry_run && (scope->everything || are_folders) ? most : SIZE_MAX;
}

/* The scope of all that the index is to have. *is_whole: nothing of it is missing, and no
 * registered directory has lost all its articles. */
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

/* Makes the plan; or, where building anew is quicker and possible, *is_most says so, and *all is
 * the scope for it. */
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
            run->request->dry_run ? update_tell(run, &plan, err) : update_apply(run, &plan, err);
    plan_release(&plan);
    run->report.articles = session->articles + run->report.added - run->report.removed;
    return result;
}

static bool is_nothing_registered(const struct session *session)
{
    const struct settings *settings = &session->run.settings;
    return settings->roots.count == 0 && settings->files.count == 0 && session->articles == 0;
}

/* Builds all that is registered, or nothing. */
static int rebuild(struct session *session, struct error *err)
{
    struct scope scope;
    bool is_whole;
    int result = scope_of_all(&scope, session, &is_whole, err);
    for (size_t i = 0; i < scope.problems.count; i++)
        report_fail(&session->run.report, "%s", scope.problems.items[i].data);
    if (result == 0 && !is_whole)
        result = error_set(err, "nothing was built");
    if (result == 0)
        result = do_build(session, &scope, err);
    scope_release(&scope);
    return result;
}

/* Operands that cannot be looked at: an error if there are no others. */
static int say_problems(struct session *session, const struct scope *scope, struct error *err)
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
        return error_set(err, "no directories are registered; run newsindex DIR");
    scope_make(&scope, names, source, &run->settings, &run->settings_changed);
    run_note_operands(run, &scope);
    int result = say_problems(session, &scope, err);
    if (result == 0)
        result = session->rebuild && !run->request->dry_run ? rebuild(session, err)
                                                            : do_update(session, &scope, err);
    if (result == 0)
        run_say_operands(run, &scope, session->rebuild);
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
                run->settings_changed = true;
                return 0;
            }
    return error_set(
        err, "%s is not registered; newsindex --stats lists the registered directories", path);
}

static int forget(struct session *session, struct error *err)
{
    struct run *run = &session->run;
    const struct list *folders = &run->request->forget;
    struct plan plan = { 0 };
    if (!session->database)
        return error_set(err, "there is no index at %s", run->request->path);
    if (session->rebuild)
        return error_set(err, "%s must be rebuilt first: run newsindex without --forget",
                         run->request->path);
    for (size_t i = 0; i < folders->count; i++)
        if (forget_root(run, folders->items[i].data, err) < 0)
            return -1;
    int result = plan_forget(&plan, run, session->database, err);
    if (result == 0)
        result =
            run->request->dry_run ? update_tell(run, &plan, err) : update_apply(run, &plan, err);
    plan_release(&plan);
    run->report.unchanged = session->articles - run->report.removed;
    run->report.articles = run->report.unchanged;
    return result;
}

/* An update that left the index far larger than it need be shrinks it. That this fails, as on a
 * full disk, takes nothing from the update. */
static void compact_if_due(struct session *session)
{
    struct run *run = &session->run;
    const struct report *report = &run->report;
    struct error err;
    bool is_due = false;
    if (run->request->dry_run || run->request->shards || session->rebuild ||
        !(report->added || report->updated || report->refreshed || report->removed))
        return;
    if (compact_is_due(&is_due, run->store.path, &err) == 0 && !is_due)
        return;
    progress_task(&run->progress, "compacting", 0);
    if (!is_due || compact_store(&run->store, run->request->quiet, &err) < 0)
        report_note(&run->report, "%s cannot be made smaller: %s", run->store.path, err.text);
}

static int run_session(struct session *session, const struct list *names, enum scope_source source,
                       struct error *err)
{
    const struct index_request *request = session->run.request;
    if (!request->dry_run &&
        store_lock(&session->run.store, request->path, request->wait, request->quiet, err) < 0)
        return -1;
    if (open_index(session, err) < 0 || take_request(session, err) < 0 ||
        set_began(session, err) < 0)
        return -1;
    if (request->forget.count && forget(session, err) < 0)
        return -1;
    if (!request->forget.count && index_scope(session, names, source, err) < 0)
        return -1;
    compact_if_due(session);
    return 0;
}

/* Of what earlier runs have reported, how much is still so. */
static int count_standing(struct session *session, struct error *err)
{
    struct report *report = &session->run.report;
    const char *path = session->run.request->path;
    uint32_t warned = 0;
    report->still_skipped = complaints_standing(&session->run.complaints);
    if (store_look(path) != STORE_INDEX)
        return 0;
    struct shim_database *database = shim_database_open(&path, 1, 0, err);
    int result = database ? shim_value_frequency(database, SLOT_COMPLAINTS, &warned, err) : -1;
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
        result = count_standing(&session, err);
    progress_end(&session.run.progress);
    shim_database_close(session.database);
    if (session.run.store.lock >= 0)
        store_unlock(&session.run.store);
    settings_release(&session.run.settings);
    list_release(&session.run.barren);
    list_release(&session.run.unmatched);
    complaints_release(&session.run.complaints);
    session.run.report.seconds = clock_seconds(CLOCK_MONOTONIC) - start;
    report_release(report);
    *report = session.run.report;
    return result;
}
