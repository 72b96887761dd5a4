#include "walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buffer.h"
#include "list.h"
#include "memory.h"

struct walking {
    const char *root;
    size_t below; /* where the part below the root begins in an absolute path */
    const struct globs *globs;
    const struct walk_visitor *visitor;
    struct list pending; /* folders to read, the next one last */
    struct list names;   /* of the folder being read: files, */
    struct list folders; /* and folders */
    struct buffer path;
    struct error *err;
};

static int compare_items(const void *a, const void *b)
{
    return strcmp(((const struct list_item *)a)->data, ((const struct list_item *)b)->data);
}

static void sort(struct list *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, compare_items);
}

/* Sets walking->path to folder/name and returns the part below the root. */
static const char *path_of(struct walking *walking, size_t folder_length, const char *name)
{
    walking->path.length = folder_length;
    if (folder_length == 0 || walking->path.data[folder_length - 1] != '/')
        buffer_add_byte(&walking->path, '/');
    buffer_add_text(&walking->path, name);
    return walking->path.data + walking->below;
}

static bool is_folder(int directory, const struct dirent *entry, bool *is_file)
{
    struct stat status;
    *is_file = entry->d_type == DT_REG;
    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type == DT_DIR;
    if (fstatat(directory, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) < 0)
        return false;
    *is_file = S_ISREG(status.st_mode);
    return S_ISDIR(status.st_mode);
}

static void take_entry(struct walking *walking, int directory, size_t folder_length,
                       const struct dirent *entry)
{
    const char *name = entry->d_name;
    bool is_file;
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return;
    if (entry->d_type == DT_REG && !glob_is_article_name(name))
        return;
    if (is_folder(directory, entry, &is_file)) {
        if (glob_accepts_folder(walking->globs, path_of(walking, folder_length, name)))
            list_add_text(&walking->folders, name);
    } else if (is_file && glob_accepts_file(walking->globs, path_of(walking, folder_length, name))) {
        list_add_text(&walking->names, name);
    }
}

static int visit_files(struct walking *walking, int directory, size_t folder_length)
{
    const struct walk_visitor *visitor = walking->visitor;
    struct stat status;
    sort(&walking->names);
    for (size_t i = 0; i < walking->names.count; i++) {
        const char *name = walking->names.items[i].data;
        path_of(walking, folder_length, name);
        if (fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) < 0) {
            if (errno != ENOENT)
                visitor->unreadable(visitor->context, walking->path.data, errno);
            continue;
        }
        if (S_ISREG(status.st_mode) &&
            visitor->file(visitor->context, walking->path.data, walking->path.length, &status,
                          walking->err) < 0)
            return -1;
    }
    return 0;
}

static void push_folders(struct walking *walking, size_t folder_length)
{
    sort(&walking->folders);
    for (size_t i = walking->folders.count; i-- > 0;) {
        path_of(walking, folder_length, walking->folders.items[i].data);
        list_add(&walking->pending, walking->path.data, walking->path.length);
    }
}

/* Reads the folder at walking->path. 1: it cannot be read (errno). */
static int read_folder(struct walking *walking, bool is_root)
{
    size_t length = walking->path.length;
    int descriptor = open(walking->path.data,
                          O_RDONLY | O_DIRECTORY | O_CLOEXEC | (is_root ? 0 : O_NOFOLLOW));
    DIR *stream = descriptor < 0 ? NULL : fdopendir(descriptor);
    if (!stream)
        return 1;
    const struct dirent *entry;
    list_clear(&walking->names);
    list_clear(&walking->folders);
    errno = 0;
    while ((entry = readdir(stream))) {
        take_entry(walking, descriptor, length, entry);
        errno = 0;
    }
    int number = errno;
    int result = number ? 1 : visit_files(walking, descriptor, length);
    closedir(stream);
    if (result == 0)
        push_folders(walking, length);
    errno = number;
    return result;
}

static int next_folder(struct walking *walking, bool is_root)
{
    const struct walk_visitor *visitor = walking->visitor;
    struct list_item *top = &walking->pending.items[--walking->pending.count];
    buffer_clear(&walking->path);
    buffer_add(&walking->path, top->data, top->length);
    free(top->data);
    if (visitor->folder && visitor->folder(visitor->context, walking->path.data, walking->err) < 0)
        return -1;
    size_t length = walking->path.length;
    int result = read_folder(walking, is_root);
    if (result <= 0)
        return result;
    int number = errno;
    walking->path.length = length;
    walking->path.data[length] = 0;
    if (is_root)
        return error_set_system(walking->err, number, "%s cannot be read; nothing was removed",
                                walking->path.data);
    if (number != ENOENT)
        visitor->unreadable(visitor->context, walking->path.data, number);
    return 0;
}

int walk(const char *root, const char *folder, const struct globs *globs,
         const struct walk_visitor *visitor, struct error *err)
{
    struct walking walking = { .root = root, .globs = globs, .visitor = visitor, .err = err };
    size_t root_length = strlen(root);
    walking.below = root_length + (root[root_length - 1] != '/');
    list_add_text(&walking.pending, folder);
    bool is_root = strcmp(root, folder) == 0;
    int result = 0;
    while (result == 0 && walking.pending.count) {
        result = next_folder(&walking, is_root);
        is_root = false;
    }
    list_release(&walking.pending);
    list_release(&walking.names);
    list_release(&walking.folders);
    buffer_release(&walking.path);
    return result;
}
