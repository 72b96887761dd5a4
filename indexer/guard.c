/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buffer.h"
#include "command.h"
#include "folder.h"
#include "memory.h"
#include "prepare.h"
#include "schema.h"
#include "term.h"
#include "walk.h"

void guard_init(struct guard *guard, struct run *run, const struct selection *selection,
                struct shim_database *database)
{
    *guard = (struct guard){
        .run = run, .selection = selection, .database = database, .unknown = selection->count
    };
    guard->states = memory_allocate((selection->count + 1) * sizeof *guard->states);
}

void guard_release(struct guard *guard)
{
    free(guard->states);
    *guard = (struct guard){ 0 };
}

static void set_state(struct guard *guard, size_t root, enum guard_state state)
{
    guard->unknown -= guard->states[root] == GUARD_UNKNOWN;
    guard->states[root] = state;
}

void guard_found(struct guard *guard, const char *path)
{
    if (guard->unknown == 0)
        return;
    for (size_t i = selection_next_above(guard->selection, path, 0); i != PATH_TABLE_NONE;
         i = selection_next_above(guard->selection, path, i + 1))
        if (guard->states[i] == GUARD_UNKNOWN)
            set_state(guard, i, GUARD_OPEN);
}

struct search { /* for one article */
    struct shim_database *database;
    struct run run; /* whose report nobody sees */
    struct preparer preparer;
    struct prepared prepared;
    bool found;
};

static bool is_known(struct shim_database *database, const char *path)
{
    struct buffer term = BUFFER_INIT;
    struct error ignored;
    uint32_t docid = 0;
    term_of_path(&term, path, strlen(path));
    bool found = database && shim_find(database, term.data, term.length, &docid, &ignored) == 0;
    buffer_release(&term);
    return found && docid != 0;
}

/* A file that was an article and no longer has front matter counts, too: it is there. */
static int look_at(void *context, const char *path, size_t length, const struct stat *status,
                   struct error *err)
{
    struct search *search = context;
    (void)length, (void)status;
    if (prepare(&search->preparer, path, NULL, &search->prepared, err) < 0)
        return -1;
    enum outcome outcome = search->prepared.outcome;
    search->found = outcome == OUTCOME_ADD || outcome == OUTCOME_SKIPPED ||
                    (outcome == OUTCOME_IGNORED && is_known(search->database, path));
    return search->found ? error_set(err, "enough") : 0;
}

static int look_at_folder(void *context, const char *path, struct error *err)
{
    (void)context, (void)path, (void)err;
    return 0;
}

static bool has_article(const struct guard *guard, const char *root, const struct globs *globs)
{
    struct search search = { .database = guard->database,
                             .run = *guard->run,
                             .prepared.document = shim_document_new() };
    const struct walk_visitor visitor = { look_at, look_at_folder, NULL, &search };
    struct error ignored;
    report_init(&search.run.report);
    if (search.prepared.document && preparer_init(&search.preparer, &search.run, &ignored) == 0)
        walk(root, root, globs, &visitor, &ignored);
    preparer_release(&search.preparer);
    prepared_release(&search.prepared);
    report_release(&search.run.report);
    return search.found;
}

/* Unless the scope has said it of this root. */
static void report_closed(const struct guard *guard, const char *path, const char *reason)
{
    struct report *report = &guard->run->report;
    if (report_has_failure(report, path))
        return;
    struct buffer command = BUFFER_INIT;
    command_add_newsindex(&command, "--forget=", path);
    report_fail(report, "%s: %s (%s removes them)", path, reason, command.data);
    buffer_release(&command);
}

/* Also one that the globs leave out: then the file is there. */
static bool holds_article(const struct guard *guard, const char *root)
{
    const struct list none = LIST_INIT;
    const struct globs all = { .include = &none, .exclude = &none, .any_name = true };
    return has_article(guard, root, &guard->selection->globs) || has_article(guard, root, &all);
}

static bool opens_root(struct guard *guard, size_t number)
{
    const char *root = guard->selection->roots[number].path;
    if (guard->states[number] == GUARD_UNKNOWN) {
        bool exists = access(root, F_OK) == 0, open = exists && holds_article(guard, root);
        set_state(guard, number, open ? GUARD_OPEN : GUARD_CLOSED);
        if (!open)
            report_closed(guard, root,
                          exists ? "this registered directory contains no articles any more; its "
                                   "articles stay in the index, because a disk may be unmounted"
                                 : "this registered directory does not exist; its articles stay in "
                                   "the index");
    }
    return guard->states[number] == GUARD_OPEN;
}

/* Whether the folder of path exists and holds anything. */
static bool has_neighbours(const char *path)
{
    char *folder = folder_parent(path);
    DIR *stream = opendir(folder);
    const struct dirent *entry;
    bool found = false;
    while (stream && !found && (entry = readdir(stream)))
        found = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    if (stream)
        closedir(stream);
    free(folder);
    return found;
}

bool guard_opens(struct guard *guard, const char *path)
{
    for (size_t i = selection_next_above(guard->selection, path, 0); i != PATH_TABLE_NONE;
         i = selection_next_above(guard->selection, path, i + 1))
        if (!opens_root(guard, i))
            return false;
    if (!selection_is_file(guard->selection->settings, path) || has_neighbours(path))
        return true;
    report_closed(guard, path,
                  "this registered file does not exist, and its directory is missing or empty; its "
                  "article stays in the index, because a disk may be unmounted");
    return false;
}

struct checking {
    struct guard *guard;
    bool opens;
};

static int check_value(void *context, uint32_t docid, const char *value, size_t length)
{
    struct checking *checking = context;
    char *path = memory_copy(value, length);
    (void)docid;
    checking->opens = guard_opens(checking->guard, path) && checking->opens;
    free(path);
    return 0;
}

int guard_check_all(struct guard *guard, bool *opens, struct error *err)
{
    struct checking checking = { guard, true };
    int result = shim_each_value(guard->database, SLOT_PATH, check_value, &checking, err);
    *opens = checking.opens;
    return result;
}
