/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "selection.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "folder.h"
#include "memory.h"
#include "walk.h"

static const char *part_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return path + length + (length > 1 && path[length] == '/');
}

static enum selection_verdict of_glob(enum glob_verdict verdict)
{
    static const enum selection_verdict verdicts[] = {
        [GLOB_TAKEN] = SELECTION_TAKEN,
        [GLOB_NAME] = SELECTION_NAME,
        [GLOB_NOT_INCLUDED] = SELECTION_NOT_INCLUDED,
        [GLOB_EXCLUDED] = SELECTION_EXCLUDED,
        [GLOB_PASSED_OVER] = SELECTION_PASSED_OVER,
    };
    return verdicts[verdict];
}

static enum selection_verdict of_errno(void)
{
    return errno == ENOENT || errno == ENOTDIR ? SELECTION_MISSING : SELECTION_UNREADABLE;
}

/* What is at path, with the globs' verdict on part, its path below the root. */
static enum selection_verdict judge_one(const struct globs *globs, const char *path,
                                        const char *part, struct stat *status)
{
    if (fstatat(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW) < 0)
        return of_errno();
    if (S_ISLNK(status->st_mode))
        return SELECTION_LINK;
    if (S_ISREG(status->st_mode))
        return of_glob(glob_judge_file(globs, part));
    if (!S_ISDIR(status->st_mode))
        return SELECTION_KIND;
    enum glob_verdict verdict = glob_judge_folder(globs, part);
    if (verdict == GLOB_TAKEN && walk_is_pseudo(path))
        return SELECTION_PSEUDO;
    return verdict == GLOB_TAKEN ? SELECTION_FOLDER : of_glob(verdict);
}

/* A file that is registered, or to be: links are followed. */
static enum selection_verdict judge_alone(const struct list *ext, const char *path,
                                          struct stat *status)
{
    const char *slash = strrchr(path, '/');
    if (stat(path, status) < 0)
        return of_errno();
    if (S_ISDIR(status->st_mode))
        return walk_is_pseudo(path) ? SELECTION_PSEUDO : SELECTION_FOLDER;
    if (!S_ISREG(status->st_mode))
        return SELECTION_KIND;
    return glob_is_article_name(ext, slash ? slash + 1 : path) ? SELECTION_TAKEN : SELECTION_NAME;
}

static enum selection_verdict judge_below(const struct selection *selection, const char *root,
                                          const char *path, struct stat *status)
{
    char *copy = memory_copy_text(path);
    char *part = copy + (part_below(path, root) - path), *end = part;
    enum selection_verdict verdict = SELECTION_FOLDER;
    if (!*part) {
        if (fstatat(AT_FDCWD, path, status, 0) < 0)
            verdict = of_errno();
        else if (!S_ISDIR(status->st_mode))
            verdict = SELECTION_KIND;
    }
    while (verdict == SELECTION_FOLDER && *end) {
        end += *end == '/';
        end += strcspn(end, "/");
        char separator = *end;
        *end = 0;
        verdict = judge_one(&selection->globs, copy, part, status);
        *end = separator;
    }
    if (verdict == SELECTION_TAKEN && *end) /* a file in place of a folder */
        verdict = SELECTION_MISSING;
    free(copy);
    return verdict;
}

bool selection_is_file(const struct settings *settings, const char *path)
{
    return path_table_find(&settings->file_table, path) != PATH_TABLE_NONE;
}

size_t selection_next_above(const struct selection *selection, const char *path, size_t first)
{
    return path_table_next_above(&selection->by_path, path, first);
}

/* The same of the roots that are walked. */
static size_t next_walked(const struct selection *selection, const char *path, size_t first)
{
    size_t i = selection_next_above(selection, path, first);
    while (i != PATH_TABLE_NONE && selection->roots[i].is_nested)
        i = selection_next_above(selection, path, i + 1);
    return i;
}

enum selection_verdict selection_judge_alone(const struct settings *settings, const char *path)
{
    struct stat status;
    return judge_alone(&settings->ext, path, &status);
}

static enum selection_verdict judge_by_roots(const struct selection *selection, const char *path,
                                             const char **root, struct stat *status)
{
    enum selection_verdict verdict = SELECTION_OUTSIDE;
    *root = NULL;
    for (size_t i = next_walked(selection, path, 0); i != PATH_TABLE_NONE;
         i = next_walked(selection, path, i + 1)) {
        const struct selection_root *one = &selection->roots[i];
        verdict = judge_below(selection, one->path, path, status);
        *root = one->path;
        if (verdict == SELECTION_TAKEN || verdict == SELECTION_FOLDER)
            break;
    }
    return verdict;
}

bool selection_walks_to(const struct selection *selection, const char *path)
{
    struct stat status;
    const char *root;
    return judge_by_roots(selection, path, &root, &status) == SELECTION_TAKEN;
}

/* path without symbolic links, or without those of its folder; NULL: it cannot be found. */
static char *real_path(const char *path, bool follow)
{
    struct buffer joined = BUFFER_INIT;
    char *real = follow ? realpath(path, NULL) : NULL;
    if (real)
        return real;
    char *parent = folder_parent(path);
    real = realpath(parent, NULL);
    if (real)
        buffer_printf(&joined, "%s%s", strcmp(real, "/") == 0 ? "" : real, strrchr(path, '/'));
    free(parent);
    free(real);
    return real ? buffer_detach(&joined) : NULL;
}

/* Appends the path by which a walk comes to what is at real, or the registered file that it is. */
static void add_name_of_real(const struct selection *selection, const char *real,
                             struct buffer *out)
{
    for (size_t i = path_table_next_above(&selection->by_real, real, 0); i != PATH_TABLE_NONE;
         i = path_table_next_above(&selection->by_real, real, i + 1)) {
        const struct selection_root *root = &selection->roots[i];
        if (root->is_nested)
            continue;
        const char *part = part_below(real, root->real);
        buffer_printf(out, *part && strcmp(root->path, "/") != 0 ? "%s/%s" : "%s%s", root->path,
                      part);
        return;
    }
    if (selection_is_file(selection->settings, real))
        buffer_add_text(out, real);
}

/* Whether a walk comes to the registered file by another name. */
static bool is_walked_to_as_other(const struct selection *selection, const char *path)
{
    struct buffer name = BUFFER_INIT;
    char *real = selection->count > 0 ? real_path(path, true) : NULL;
    if (real)
        add_name_of_real(selection, real, &name);
    bool is_walked = name.length > 0 && selection_walks_to(selection, name.data);
    buffer_release(&name);
    free(real);
    return is_walked;
}

enum selection_verdict selection_judge(const struct selection *selection, const char *path,
                                       const char **root, struct stat *status)
{
    struct stat unused = { 0 };
    const char *above;
    status = status ? status : &unused;
    enum selection_verdict verdict = judge_by_roots(selection, path, root ? root : &above, status);
    if (verdict != SELECTION_TAKEN && selection_is_file(selection->settings, path) &&
        !is_walked_to_as_other(selection, path))
        verdict = judge_alone(&selection->settings->ext, path, status);
    return verdict;
}

const char *selection_part(const struct selection *selection, const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t i = next_walked(selection, path, 0);
    if (i != PATH_TABLE_NONE)
        return part_below(path, selection->roots[i].path);
    return slash ? slash + 1 : path;
}

void selection_name(const struct selection *selection, const char *path, bool follow,
                    struct buffer *out)
{
    enum selection_verdict verdict = selection_judge(selection, path, NULL, NULL);
    size_t start = out->length;
    char *real =
        verdict == SELECTION_OUTSIDE || verdict == SELECTION_LINK || verdict == SELECTION_MISSING
            ? real_path(path, follow)
            : NULL;
    if (real)
        add_name_of_real(selection, real, out);
    if (out->length == start)
        buffer_add_text(out, path);
    free(real);
}

/* Whether the walk of root comes to the folder at real, which has no symbolic links. */
static bool reaches(const struct selection *selection, const struct selection_root *root,
                    const char *real)
{
    struct stat status;
    return root->real && folder_is_below(real, root->real) &&
           judge_below(selection, root->real, real, &status) == SELECTION_FOLDER;
}

/* Whether the root that is number has the same folder as an earlier one, or another's walk reaches
 * it. */
static bool is_reached(const struct selection *selection, size_t number)
{
    const char *real = selection->roots[number].real;
    if (!real)
        return false;
    for (size_t i = path_table_next_above(&selection->by_real, real, 0); i != PATH_TABLE_NONE;
         i = path_table_next_above(&selection->by_real, real, i + 1)) {
        const struct selection_root *other = &selection->roots[i];
        if (strcmp(real, other->real) == 0 ? i < number : reaches(selection, other, real))
            return true;
    }
    return false;
}

static void add_root(struct selection *selection, const char *path)
{
    struct selection_root *root = &selection->roots[selection->count];
    *root = (struct selection_root){ .path = path, .real = realpath(path, NULL) };
    root->real_length = root->real ? strlen(root->real) : 0;
    path_table_add(&selection->by_path, path, selection->count);
    if (root->real)
        path_table_add(&selection->by_real, root->real, selection->count);
    selection->count++;
}

void selection_init(struct selection *selection, const struct settings *settings)
{
    *selection = (struct selection){ .settings = settings,
                                     .globs = { .include = &settings->include,
                                                .exclude = &settings->exclude,
                                                .ext = &settings->ext } };
    selection->capacity = settings->roots.count + 1;
    selection->roots = memory_allocate(selection->capacity * sizeof *selection->roots);
    for (size_t i = 0; i < settings->roots.count; i++)
        add_root(selection, settings->roots.items[i].data);
    for (size_t i = 0; i < selection->count; i++)
        selection->roots[i].is_nested = is_reached(selection, i);
}

void selection_add_last(struct selection *selection)
{
    size_t number = selection->count;
    if (number == selection->capacity) {
        selection->capacity *= 2;
        selection->roots =
            memory_resize(selection->roots, selection->capacity, sizeof *selection->roots);
    }
    add_root(selection, selection->settings->roots.items[number].data);
    const struct selection_root *added = &selection->roots[number];
    selection->roots[number].is_nested = is_reached(selection, number);
    for (size_t i = 0; added->real && i < number; i++) {
        struct selection_root *one = &selection->roots[i];
        if (one->real_length > added->real_length && !one->is_nested)
            one->is_nested = reaches(selection, added, one->real);
    }
}

void selection_release(struct selection *selection)
{
    for (size_t i = 0; i < selection->count; i++)
        free(selection->roots[i].real);
    free(selection->roots);
    path_table_release(&selection->by_path);
    path_table_release(&selection->by_real);
    *selection = (struct selection){ 0 };
}

const char *selection_reason(enum selection_verdict verdict)
{
    static const char *const reasons[] = {
        [SELECTION_TAKEN] = "it is indexed",
        [SELECTION_FOLDER] = "it is a directory",
        [SELECTION_MISSING] = "it does not exist",
        [SELECTION_UNREADABLE] = "it cannot be read",
        [SELECTION_OUTSIDE] = "it is below no registered directory",
        [SELECTION_LINK] = "symbolic links are not followed",
        [SELECTION_KIND] = "it is not a regular file",
        [SELECTION_PSEUDO] = "it is in a pseudo file system, such as /proc",
        [SELECTION_NAME] =
            ("its name is not that of an article, such as *.md or *.html; --ext adds extensions"),
        [SELECTION_NOT_INCLUDED] = "no --include pattern matches it",
        [SELECTION_EXCLUDED] = "an --exclude pattern matches it or a directory above it",
        [SELECTION_PASSED_OVER] =
            ("it is in a directory that is not searched by default; --include adds it"),
    };
    return reasons[verdict];
}
