/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "buffer.h"
#include "list.h"
#include "memory.h"
#include "queue.h"

#define AHEAD 32    /* folders read before they are visited */
#define TOGETHER 64 /* files of a folder whose statuses one thread takes at a time */

/* A folder and the files in it that may be articles. */
struct found {
    char *path;
    size_t length;
    bool is_root;
    int number;        /* errno of the folder; 0: it was read */
    DIR *stream;       /* NULL, or what their statuses are taken by */
    struct list names; /* of the files, sorted */
    struct stat *statuses;
    int *numbers;       /* errno of each file's status, or 0 */
    atomic_size_t next; /* the first whose status nobody takes yet */
    bool left;          /* the reader takes no more of them */
};

struct walk {
    struct globs globs; /* their names are asked for before all else, by takes_name */
    bool any_name;
    size_t below;        /* where the part below the root begins in an absolute path */
    struct list pending; /* folders to read, the next one last */
    bool at_root;        /* the next folder is the root itself */
    struct list folders; /* of the folder being read */
    struct buffer path;
    bool threaded; /* the reader reads ahead; until it ends, all above belongs to it */
    pthread_t reader;
    struct queue ahead;   /* of struct found */
    pthread_mutex_t lock; /* of left in each of these */
    pthread_cond_t leaving;
};

/* Sets *path to folder/name. */
static void set_path(struct buffer *path, const struct found *found, const char *name)
{
    buffer_clear(path);
    buffer_add(path, found->path, found->length);
    if (found->length == 0 || found->path[found->length - 1] != '/')
        buffer_add_byte(path, '/');
    buffer_add_text(path, name);
}

/* The path of name below the root. */
static const char *below_root(struct walk *walk, const struct found *found, const char *name)
{
    set_path(&walk->path, found, name);
    return walk->path.data + walk->below;
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

static bool takes_name(const struct walk *walk, const char *name)
{
    return walk->any_name || glob_is_article_name(walk->globs.ext, name);
}

static void take_entry(struct walk *walk, struct found *found, int directory,
                       const struct dirent *entry)
{
    const char *name = entry->d_name;
    bool is_file;
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return;
    if (is_folder(directory, entry, &is_file)) {
        if (glob_judge_folder(&walk->globs, below_root(walk, found, name)) == GLOB_TAKEN)
            list_add_text(&walk->folders, name);
    } else if (is_file && takes_name(walk, name) &&
               glob_judge_file(&walk->globs, below_root(walk, found, name)) == GLOB_TAKEN) {
        list_add_text(&found->names, name);
    }
}

/* By all threads that have the folder, each so many at a time. How many this one took. */
static size_t take_statuses(struct found *found)
{
    const size_t count = found->names.count;
    size_t i, taken = 0;
    while ((i = atomic_fetch_add(&found->next, TOGETHER)) < count)
        for (size_t end = count - i < TOGETHER ? count : i + TOGETHER; i < end; i++, taken++)
            if (fstatat(dirfd(found->stream), found->names.items[i].data, &found->statuses[i],
                        AT_SYMLINK_NOFOLLOW) < 0)
                found->numbers[i] = errno;
    return taken;
}

static void close_stream(struct found *found)
{
    if (found->stream)
        closedir(found->stream);
    found->stream = NULL;
}

static void push_folders(struct walk *walk, const struct found *found)
{
    list_sort(&walk->folders);
    for (size_t i = walk->folders.count; i-- > 0;) {
        below_root(walk, found, walk->folders.items[i].data);
        list_add(&walk->pending, walk->path.data, walk->path.length);
    }
}

static bool is_pseudo_type(const struct statfs *status)
{
    static const unsigned long types[] = {
        PROC_SUPER_MAGIC,
        SYSFS_MAGIC,
        CGROUP_SUPER_MAGIC,
        CGROUP2_SUPER_MAGIC,
        DEVPTS_SUPER_MAGIC,
        DEBUGFS_MAGIC,
        TRACEFS_MAGIC,
        SECURITYFS_MAGIC,
        PSTOREFS_MAGIC,
        BPF_FS_MAGIC,
        EFIVARFS_MAGIC,
        BINFMTFS_MAGIC,
        SELINUX_MAGIC,
        SMACK_MAGIC,
        NSFS_MAGIC,
        0x62656570 /* configfs */,
        0x65735543 /* fusectl */,
        0x19800202 /* mqueue */,
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if ((unsigned long)status->f_type == types[i])
            return true;
    return false;
}

bool walk_is_pseudo(const char *folder)
{
    struct statfs status;
    return statfs(folder, &status) == 0 && is_pseudo_type(&status);
}

static bool is_pseudo(int descriptor)
{
    struct statfs status;
    return fstatfs(descriptor, &status) == 0 && is_pseudo_type(&status);
}

/* Reads a folder, without the statuses of its files. */
static void read_folder(struct walk *walk, struct found *found)
{
    int descriptor =
        open(found->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (found->is_root ? 0 : O_NOFOLLOW));
    bool is_left_out = descriptor >= 0 && is_pseudo(descriptor);
    found->stream = descriptor < 0 || is_left_out ? NULL : fdopendir(descriptor);
    if (!found->stream) {
        found->number = is_left_out ? ENOENT : errno;
        if (descriptor >= 0)
            close(descriptor);
        return;
    }
    const struct dirent *entry;
    list_clear(&walk->folders);
    errno = 0;
    while ((entry = readdir(found->stream))) {
        take_entry(walk, found, descriptor, entry);
        errno = 0;
    }
    found->number = errno;
    if (found->number != 0) {
        list_clear(&found->names);
        return;
    }
    list_sort(&found->names);
    found->statuses = memory_allocate((found->names.count + 1) * sizeof *found->statuses);
    found->numbers = memory_allocate((found->names.count + 1) * sizeof *found->numbers);
    push_folders(walk, found);
}

/* The next folder, not read yet. */
static struct found *next_pending(struct walk *walk)
{
    struct found *found = memory_allocate(sizeof *found);
    struct list_item *top = &walk->pending.items[--walk->pending.count];
    found->path = top->data; /* the list's no more */
    found->length = top->length;
    found->is_root = walk->at_root;
    walk->at_root = false;
    return found;
}

static void free_found(struct found *found)
{
    if (!found)
        return;
    close_stream(found);
    free(found->path);
    free(found->statuses);
    free(found->numbers);
    list_release(&found->names);
    free(found);
}

static void leave(struct walk *walk, struct found *found)
{
    pthread_mutex_lock(&walk->lock);
    found->left = true;
    pthread_cond_signal(&walk->leaving);
    pthread_mutex_unlock(&walk->lock);
}

static void wait_until_left(struct walk *walk, const struct found *found)
{
    pthread_mutex_lock(&walk->lock);
    while (!found->left)
        pthread_cond_wait(&walk->leaving, &walk->lock);
    pthread_mutex_unlock(&walk->lock);
}

/* Ahead, in a thread. A visitor that waits for the folder takes statuses too. */
static void *read_ahead(void *context)
{
    struct walk *walk = context;
    bool wanted = true;
    while (wanted && walk->pending.count) {
        struct found *found = next_pending(walk);
        read_folder(walk, found);
        wanted = queue_put(&walk->ahead, found);
        if (!wanted) {
            free_found(found);
        } else {
            if (take_statuses(found) == found->names.count)
                close_stream(found); /* folders that wait hold no descriptors */
            leave(walk, found);
        }
    }
    queue_end(&walk->ahead);
    return NULL;
}

static int visit(const struct found *found, const struct walk_visitor *visitor, struct buffer *path,
                 struct error *err)
{
    if (found->number && found->is_root)
        return error_set_system(err, found->number, "%s cannot be read; nothing was removed",
                                found->path);
    if (found->number && found->number != ENOENT && visitor->unreadable)
        visitor->unreadable(visitor->context, found->path, found->number);
    for (size_t i = 0; i < found->names.count && !found->number; i++) {
        const struct stat *status = &found->statuses[i];
        set_path(path, found, found->names.items[i].data);
        if (found->numbers[i]) {
            if (found->numbers[i] != ENOENT && visitor->unreadable)
                visitor->unreadable(visitor->context, path->data, found->numbers[i]);
        } else if (S_ISREG(status->st_mode) && visitor->file &&
                   visitor->file(visitor->context, path->data, path->length, status, err) < 0) {
            return -1;
        }
    }
    return 0;
}

static int visit_next(struct walk *walk, const struct walk_visitor *visitor, struct buffer *path,
                      bool *more, struct error *err)
{
    struct found *found = NULL;
    int result = 0;
    if (walk->threaded) {
        found = queue_take(&walk->ahead);
        if (found) {
            take_statuses(found);
            wait_until_left(walk, found);
        }
    } else if (walk->pending.count) {
        found = next_pending(walk);
        if (visitor->folder)
            result = visitor->folder(visitor->context, found->path, err);
        if (result == 0) {
            read_folder(walk, found);
            take_statuses(found);
        }
    }
    *more = found != NULL;
    if (found && result == 0)
        result = visit(found, visitor, path, err);
    free_found(found);
    return result;
}

struct walk *walk_begin(const char *root, const char *folder, const struct globs *globs, bool ahead)
{
    struct walk *walk = memory_allocate(sizeof *walk);
    size_t root_length = strlen(root);
    walk->globs = *globs;
    walk->any_name = globs->any_name;
    walk->globs.any_name = true;
    walk->below = root_length + (root[root_length - 1] != '/');
    walk->at_root = strcmp(root, folder) == 0;
    list_add_text(&walk->pending, folder);
    queue_init(&walk->ahead, AHEAD);
    pthread_mutex_init(&walk->lock, NULL);
    pthread_cond_init(&walk->leaving, NULL);
    walk->threaded = ahead && pthread_create(&walk->reader, NULL, read_ahead, walk) == 0;
    return walk;
}

int walk_end(struct walk *walk, const struct walk_visitor *visitor, struct error *err)
{
    struct buffer path = BUFFER_INIT;
    bool more = visitor != NULL;
    int result = 0;
    while (result == 0 && more)
        result = visit_next(walk, visitor, &path, &more, err);
    if (walk->threaded) {
        queue_stop(&walk->ahead);
        pthread_join(walk->reader, NULL);
    }
    struct found *left;
    while ((left = queue_rest(&walk->ahead)))
        free_found(left);
    queue_release(&walk->ahead);
    pthread_mutex_destroy(&walk->lock);
    pthread_cond_destroy(&walk->leaving);
    list_release(&walk->pending);
    list_release(&walk->folders);
    buffer_release(&walk->path);
    buffer_release(&path);
    free(walk);
    return result;
}

int walk(const char *root, const char *folder, const struct globs *globs,
         const struct walk_visitor *visitor, struct error *err)
{
    return walk_end(walk_begin(root, folder, globs, !visitor->folder), visitor, err);
}
