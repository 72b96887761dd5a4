/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "scope.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buffer.h"
#include "command.h"
#include "folder.h"
#include "memory.h"

bool scope_covers(const struct scope *scope, const char *path)
{
    return path_table_next_above(&scope->covered_table, path, 0) != PATH_TABLE_NONE;
}

bool scope_is_empty(const struct scope *scope)
{
    return scope->folder_count == 0 && scope->files.count == 0 && scope->covered.count == 0;
}

bool scope_lists(const struct scope *scope, const char *path)
{
    return path_table_find(&scope->file_table, path) != PATH_TABLE_NONE;
}

static void add_problem(struct scope *scope, const char *path, const char *reason)
{
    struct buffer sentence = BUFFER_INIT;
    buffer_printf(&sentence, "%s: %s", path, reason);
    list_add(&scope->problems, sentence.data, sentence.length);
    buffer_release(&sentence);
}

/* A root that does not exist, or cannot be read. */
static void add_root_problem(struct scope *scope, const char *root, int number)
{
    struct buffer reason = BUFFER_INIT;
    if (number == ENOENT) {
        buffer_add_text(&reason, "this registered directory does not exist; its articles stay in "
                                 "the index (");
        command_add_newsindex(&reason, "--forget=", root);
        buffer_add_text(&reason, " removes them)");
    } else {
        buffer_printf(&reason, "%s; the articles of this registered directory stay in the index",
                      strerror(number));
    }
    add_problem(scope, root, reason.data);
    buffer_release(&reason);
}

static void add_folder(struct scope *scope, const char *root, const char *folder)
{
    scope->folders = memory_resize(scope->folders, scope->folder_count + 1, sizeof *scope->folders);
    scope->folders[scope->folder_count++] = (struct scope_folder){ root, memory_copy_text(folder) };
    list_add_text(&scope->covered, folder);
}

static void leave_out_nested(struct scope *scope)
{
    size_t kept = 0;
    for (size_t i = 0; i < scope->folder_count; i++) {
        bool nested = false;
        for (size_t j = 0; !nested && j < scope->folder_count; j++) {
            const char *one = scope->folders[i].folder, *other = scope->folders[j].folder;
            nested = one && other && i != j && scope->folders[i].root == scope->folders[j].root &&
                     folder_is_below(one, other) && (j < i || strcmp(one, other) != 0);
        }
        if (nested) {
            free(scope->folders[i].folder);
            scope->folders[i].folder = NULL;
        }
    }
    for (size_t i = 0; i < scope->folder_count; i++)
        if (scope->folders[i].folder)
            scope->folders[kept++] = scope->folders[i];
    scope->folder_count = kept;
}

/* An operand that does not exist: if it is below a root, its articles are gone. */
static void take_missing(struct scope *scope, const char *path, int number)
{
    const struct settings *settings = scope->selection.settings;
    struct buffer name = BUFFER_INIT;
    selection_name(&scope->selection, path, true, &name);
    const char *root = folder_find_above(&settings->roots, name.data);
    if (number != ENOENT && number != ENOTDIR) {
        add_problem(scope, path, strerror(number));
    } else if (list_has(&settings->roots, path)) {
        add_root_problem(scope, path, ENOENT);
    } else if (selection_is_file(settings, path)) {
        list_add_text(&scope->files, path);
        list_add_text(&scope->missing, path);
    } else if (root && access(root, F_OK) < 0) {
        add_root_problem(scope, root, errno);
    } else if (root) {
        list_add(&scope->covered, name.data, name.length);
        list_add(&scope->missing, name.data, name.length);
    } else {
        add_problem(scope, path, "there is no such file or directory");
    }
    buffer_release(&name);
}

static bool can_be_opened(const char *folder, int *number)
{
    DIR *stream = opendir(folder);
    *number = stream ? 0 : errno;
    if (stream)
        closedir(stream);
    return stream != NULL;
}

/* Registers an operand that no walk reaches. */
static void register_operand(struct scope *scope, const char *path, bool is_folder,
                             struct settings *settings, bool *changed)
{
    *changed = true;
    if (!is_folder) {
        settings_add_file(settings, path);
        return;
    }
    list_add_text(&settings->roots, path);
    selection_add_last(&scope->selection);
}

/* Registered files may have another name below the directories that are registered now. */
static void take_renamed(struct scope *scope)
{
    const struct list *files = &scope->selection.settings->files;
    for (size_t i = 0; i < files->count; i++)
        if (selection_judge(&scope->selection, files->items[i].data, NULL, NULL) != SELECTION_TAKEN)
            list_add_text(&scope->files, files->items[i].data);
}

static void take_found(struct scope *scope, const char *path, bool is_folder,
                       struct settings *settings, bool *changed)
{
    struct buffer name = BUFFER_INIT;
    const char *root;
    int number = 0;
    selection_name(&scope->selection, path, true, &name);
    enum selection_verdict verdict = selection_judge(&scope->selection, name.data, &root, NULL);
    bool is_new = verdict == SELECTION_OUTSIDE || verdict == SELECTION_LINK;
    if (is_new) {
        verdict = selection_judge_alone(settings, path);
        root = path;
        buffer_clear(&name);
        buffer_add_text(&name, path);
    }
    if (is_folder ? verdict != SELECTION_FOLDER : is_new && verdict != SELECTION_TAKEN) {
        add_problem(scope, path, selection_reason(verdict));
    } else if (is_folder && !can_be_opened(path, &number)) {
        add_problem(scope, path, strerror(number));
    } else {
        if (is_new)
            register_operand(scope, path, is_folder, settings, changed);
        if (is_folder)
            add_folder(scope, root, name.data);
        else
            list_add(&scope->files, name.data, name.length);
        list_add(&scope->operands, name.data, name.length);
    }
    buffer_release(&name);
}

static void take_operand(struct scope *scope, const char *path, struct settings *settings,
                         bool *changed)
{
    struct stat status;
    if (stat(path, &status) < 0)
        take_missing(scope, path, errno);
    else if (S_ISDIR(status.st_mode) || S_ISREG(status.st_mode))
        take_found(scope, path, S_ISDIR(status.st_mode), settings, changed);
    else
        add_problem(scope, path, selection_reason(SELECTION_KIND));
}

/* Whether a listed name may be that of a folder that is gone. */
static bool may_be_gone_folder(const struct scope *scope, const char *path)
{
    const struct settings *settings = scope->selection.settings;
    struct stat status;
    return scope->source == SCOPE_LIST &&
           !glob_is_article_name(&settings->ext, strrchr(path, '/') + 1) &&
           folder_find_above(&settings->roots, path) && lstat(path, &status) < 0 &&
           (errno == ENOENT || errno == ENOTDIR);
}

/* A name of a list, or of an event. */
static void take_name(struct scope *scope, const char *path)
{
    struct buffer name = BUFFER_INIT;
    const char *root;
    selection_name(&scope->selection, path, false, &name);
    if (may_be_gone_folder(scope, name.data))
        list_add(&scope->covered, name.data, name.length);
    if (scope->source == SCOPE_EVENTS &&
        selection_judge(&scope->selection, name.data, &root, NULL) == SELECTION_FOLDER)
        add_folder(scope, root, name.data);
    else
        list_add(&scope->files, name.data, name.length);
    buffer_release(&name);
}

/* Whether the run looks at what is registered as path: at everything, or at what is below the
 * folders that are named, which no walk of these may come to. */
static bool is_wanted(const struct scope *scope, const struct path_table *folders, const char *path)
{
    return scope->everything || (path_table_next_above(folders, path, 0) != PATH_TABLE_NONE &&
                                 path_table_find(folders, path) == PATH_TABLE_NONE);
}

static void take_registered(struct scope *scope)
{
    const struct selection *selection = &scope->selection;
    const struct list *files = &selection->settings->files;
    struct path_table folders = { 0 }; /* of what is covered now: that grows */
    int number;
    path_table_add_all(&folders, &scope->covered);
    for (size_t i = 0; i < selection->count; i++) {
        const struct selection_root *root = &selection->roots[i];
        if (!is_wanted(scope, &folders, root->path))
            continue;
        if (!can_be_opened(root->path, &number))
            add_root_problem(scope, root->path, number);
        else if (!root->is_nested)
            add_folder(scope, root->path, root->path);
    }
    for (size_t i = 0; i < files->count; i++) {
        const char *file = files->items[i].data;
        if (is_wanted(scope, &folders, file) && !selection_walks_to(selection, file))
            list_add_text(&scope->files, file);
    }
    path_table_release(&folders);
}

void scope_make(struct scope *scope, const struct list *names, enum scope_source source,
                struct settings *settings, bool *changed)
{
    *scope = (struct scope){ .source = source };
    scope->everything = source == SCOPE_OPERANDS && names->count == 0;
    size_t roots = settings->roots.count;
    selection_init(&scope->selection, settings);
    for (size_t i = 0; i < names->count; i++) {
        if (source == SCOPE_OPERANDS)
            take_operand(scope, names->items[i].data, settings, changed);
        else
            take_name(scope, names->items[i].data);
    }
    if (settings->roots.count > roots)
        take_renamed(scope);
    take_registered(scope);
    leave_out_nested(scope);
    list_sort(&scope->files);
    list_unique(&scope->files); /* a file may be named twice */
    path_table_add_all(&scope->file_table, &scope->files);
    path_table_add_all(&scope->covered_table, &scope->covered);
}

void scope_release(struct scope *scope)
{
    for (size_t i = 0; i < scope->folder_count; i++)
        free(scope->folders[i].folder);
    free(scope->folders);
    selection_release(&scope->selection);
    list_release(&scope->operands);
    path_table_release(&scope->file_table);
    list_release(&scope->files);
    path_table_release(&scope->covered_table);
    list_release(&scope->covered);
    list_release(&scope->missing);
    list_release(&scope->problems);
    *scope = (struct scope){ 0 };
}
