#include "scope.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "buffer.h"
#include "memory.h"

bool scope_is_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    if (length == 1) /* the root of all */
        return true;
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

const char *scope_folder_of(const struct list *folders, const char *path)
{
    for (size_t i = 0; i < folders->count; i++)
        if (scope_is_below(path, folders->items[i].data))
            return folders->items[i].data;
    return NULL;
}

bool scope_covers(const struct scope *scope, const char *path)
{
    return scope_folder_of(&scope->covered, path) != NULL;
}

static bool is_root(const struct list *roots, const char *folder)
{
    for (size_t i = 0; i < roots->count; i++)
        if (strcmp(folder, roots->items[i].data) == 0)
            return true;
    return false;
}

/* Whether each of the first length bytes' folders is entered; path is relative to the root. */
static bool enters_all(const struct globs *globs, const char *path, size_t length)
{
    char *part = memory_copy(path, length);
    bool all = true;
    for (size_t at = 0; all && part[at];) {
        size_t end = at + strcspn(part + at, "/");
        char separator = part[end];
        part[end] = 0;
        all = glob_accepts_folder(globs, part);
        part[end] = separator;
        at = end + (separator != 0);
    }
    free(part);
    return all;
}

static const char *part_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return path + length + (length > 1 && path[length] == '/');
}

/* Whether a walk of the folder at above comes to the one at below (real paths). */
static bool reaches(const char *above, const char *below, const struct globs *globs)
{
    if (!scope_is_below(below, above))
        return false;
    const char *part = part_below(below, above);
    return enters_all(globs, part, strlen(part));
}

bool scope_accepts_file(const struct list *roots, const struct globs *globs, const char *path)
{
    const char *root = scope_folder_of(roots, path);
    if (!root)
        return glob_is_article_name(path);
    const char *part = part_below(path, root), *slash = strrchr(part, '/');
    return glob_accepts_file(globs, part) &&
           enters_all(globs, part, slash ? (size_t)(slash - part) : 0);
}

static void add_folder(struct scope *scope, const char *root, const char *folder)
{
    scope->folders = memory_resize(scope->folders, scope->folder_count + 1, sizeof *scope->folders);
    scope->folders[scope->folder_count++] = (struct scope_folder){ root, folder };
}

/* Leaves out each folder that the walk of another comes to. */
static void leave_out_nested(struct scope *scope, char **real, const struct globs *globs)
{
    size_t kept = 0;
    for (size_t i = 0; i < scope->folder_count; i++) {
        bool nested = false;
        for (size_t j = 0; !nested && j < scope->folder_count; j++)
            nested = i != j && strcmp(real[i], real[j]) != 0 && reaches(real[j], real[i], globs);
        for (size_t j = 0; !nested && j < i; j++)
            nested = strcmp(real[i], real[j]) == 0;
        if (!nested)
            scope->folders[kept++] = scope->folders[i];
    }
    scope->folder_count = kept;
}

static int resolve(struct scope *scope, const struct globs *globs, struct error *err)
{
    char **real = memory_allocate((scope->folder_count + 1) * sizeof *real);
    int result = 0;
    size_t count = scope->folder_count;
    for (size_t i = 0; result == 0 && i < count; i++) {
        const char *folder = scope->folders[i].folder;
        DIR *stream = opendir(folder);
        real[i] = stream ? realpath(folder, NULL) : NULL;
        if (!real[i]) {
            error_set_system(err, errno, "%s cannot be read; nothing was removed", folder);
            result = -1;
        }
        if (stream)
            closedir(stream);
        list_add_text(&scope->covered, folder);
    }
    if (result == 0)
        leave_out_nested(scope, real, globs);
    for (size_t i = 0; i < count; i++)
        free(real[i]);
    free(real);
    return result;
}

/* Appends path without symbolic links; what does not exist keeps its last name. */
static bool add_real(struct buffer *out, const char *path)
{
    char *real = realpath(path, NULL);
    if (!real) {
        char *parent = memory_copy_text(path), *slash = strrchr(parent, '/');
        *slash = 0;
        real = realpath(*parent ? parent : "/", NULL);
        if (real)
            buffer_printf(out, "%s/%s", strcmp(real, "/") == 0 ? "" : real, slash + 1);
        free(parent);
    } else {
        buffer_add_text(out, real);
    }
    bool found = real != NULL;
    free(real);
    return found;
}

/* Appends path as the walk of a root comes to it: the root's own name of it, where a symbolic link
 * leads from path into a root. */
static void add_as_walked(struct buffer *out, const struct list *roots, const char *path)
{
    struct buffer real = BUFFER_INIT;
    if (!scope_folder_of(roots, path) && add_real(&real, path)) {
        for (size_t i = 0; i < roots->count && out->length == 0; i++) {
            const char *root = roots->items[i].data;
            char *real_root = realpath(root, NULL);
            if (real_root && scope_is_below(buffer_text(&real), real_root)) {
                const char *part = part_below(buffer_text(&real), real_root);
                buffer_printf(out, *part ? "%s/%s" : "%s%s", root, part);
            }
            free(real_root);
        }
    }
    buffer_release(&real);
    if (out->length == 0)
        buffer_add_text(out, path);
}

static int take_operand(struct scope *scope, const char *path, struct list *roots, bool *added,
                        struct error *err)
{
    struct stat status;
    bool missing = stat(path, &status) < 0;
    if (missing && !scope->lenient &&
        ((errno != ENOENT && errno != ENOTDIR) || is_root(roots, path) ||
         !scope_folder_of(roots, path)))
        return error_set_system(err, errno, "%s cannot be read; nothing was removed", path);
    if (missing || !S_ISDIR(status.st_mode)) {
        list_add_text(&scope->files, path);
        return 0;
    }
    const char *root = scope_folder_of(roots, path);
    bool is_link = lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
    if (root && is_link && !is_root(roots, path) && !scope->lenient)
        return error_set(err, "%s is a symbolic link below %s, where links are left alone", path,
                         root);
    if (!root) {
        if (scope->lenient)
            return 0;
        list_add_text(roots, path);
        *added = true;
    }
    list_add_text(&scope->named, path);
    return 0;
}

static int take_operands(struct scope *scope, const struct list *operands, struct list *roots,
                         bool *added, struct error *err)
{
    struct buffer path = BUFFER_INIT;
    int result = 0;
    for (size_t i = 0; result == 0 && i < operands->count; i++) {
        buffer_clear(&path);
        add_as_walked(&path, roots, operands->items[i].data);
        result = take_operand(scope, buffer_text(&path), roots, added, err);
    }
    buffer_release(&path);
    return result;
}

int scope_make(struct scope *scope, const struct list *operands, struct list *roots, bool *added,
               bool lenient, const struct globs *globs, struct error *err)
{
    *scope = (struct scope){ .everything = operands->count == 0 && !lenient, .lenient = lenient };
    if (take_operands(scope, operands, roots, added, err) < 0)
        return -1;
    list_sort(&scope->files);
    list_unique(&scope->files); /* named twice, they are there once */
    for (size_t i = 0; i < scope->named.count; i++)
        add_folder(scope, NULL, scope->named.items[i].data);
    for (size_t i = 0; scope->everything && i < roots->count; i++)
        add_folder(scope, NULL, roots->items[i].data);
    for (size_t i = 0; i < scope->folder_count; i++)
        scope->folders[i].root = scope_folder_of(roots, scope->folders[i].folder);
    return resolve(scope, globs, err);
}

void scope_release(struct scope *scope)
{
    free(scope->folders);
    list_release(&scope->named);
    list_release(&scope->files);
    list_release(&scope->covered);
    *scope = (struct scope){ 0 };
}
