/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "buffer.h"
#include "clock.h"
#include "fatal.h"
#include "folder.h"
#include "index_layout.h"
#include "memory.h"
#include "successor.h"
#include "text.h"

#define BUILT_NAME "index" /* in the build folder: the new index, after the swap the old one */
#define POLL_NANOSECONDS 50000000
#define LOOK_SECONDS 0.04 /* a lock held for less is that of index_is_locked */

static char *join(const char *folder, const char *name)
{
    struct buffer path = BUFFER_INIT;
    buffer_printf(&path, "%s/%s", folder, name);
    return buffer_detach(&path);
}

static bool holds(const char *folder, const char *name)
{
    char *path = join(folder, name);
    bool there = access(path, F_OK) == 0;
    free(path);
    return there;
}

enum store_state store_look(const char *path)
{
    DIR *stream = opendir(path);
    const struct dirent *entry;
    enum store_state state = STORE_EMPTY;
    if (!stream)
        return errno == ENOENT ? STORE_MISSING : STORE_FOREIGN;
    while ((entry = readdir(stream)))
        if (!index_is_empty_entry(entry->d_name))
            state = STORE_FOREIGN;
    closedir(stream);
    if (state == STORE_FOREIGN && (holds(path, "iamglass") || holds(path, "iamhoney")))
        return STORE_INDEX;
    return state;
}

/* Opens and locks folder's lock file. -1: an error; -2: another holds it (its name in *holder). */
static int try_lock(const char *folder, struct buffer *holder, struct error *err)
{
    char *path = join(folder, INDEX_LOCK_NAME);
    char line[128] = "";
    int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor < 0) {
        if (errno == ENOENT) /* swapped away just now: look again */
            descriptor = -2;
        else
            error_set_system(err, errno, "%s cannot be opened", path);
    } else if (flock(descriptor, LOCK_EX | LOCK_NB) < 0) {
        int number = errno;
        ssize_t got = pread(descriptor, line, sizeof line - 1, 0);
        buffer_clear(holder);
        buffer_add(holder, line, got > 0 ? strcspn(line, "\n") : 0);
        close(descriptor);
        descriptor = number == EWOULDBLOCK || number == EINTR
                         ? -2
                         : error_set_system(err, number, "%s cannot be locked", path);
    }
    free(path);
    return descriptor;
}

void store_announce(struct store *store)
{
    char line[128];
    int length = snprintf(line, sizeof line, "newsindex, process %ld\n", (long)getpid());
    if (ftruncate(store->lock, 0) < 0 || pwrite(store->lock, line, (size_t)length, 0) < 0)
        errno = 0; /* the name is only for people; the lock works without it */
}

/* Whether the lock is that of the folder which stands at path now. */
static bool is_current(const char *folder, int descriptor)
{
    char *path = join(folder, INDEX_LOCK_NAME);
    struct stat here, there;
    bool same = fstat(descriptor, &here) == 0 && stat(path, &there) == 0 &&
                here.st_ino == there.st_ino && here.st_dev == there.st_dev;
    free(path);
    return same;
}

static int prepare_folder(struct store *store, struct error *err)
{
    switch (store_look(store->path)) {
    case STORE_MISSING:
        store->created = true;
        return folder_make(store->path, err);
    case STORE_FOREIGN:
        store->created = false;
        if (index_has_shards(store->path))
            return 0;
        return error_set(err, "%s already exists and is not an index; nothing was changed",
                         store->name);
    case STORE_EMPTY:
        store->created = true;
        return 0;
    case STORE_INDEX:
        store->created = false;
        return 0;
    }
    return 0;
}

/* On standard error; releases the line. */
static void print_line(struct buffer *line)
{
    text_print_safe(stderr, buffer_text(line));
    fputc('\n', stderr);
    buffer_release(line);
}

static void tell_waiting(const char *path, const struct buffer *holder)
{
    struct buffer line = BUFFER_INIT;
    buffer_printf(&line, "newsindex: waiting for another process that writes %s (%s)", path,
                  holder->length ? buffer_text(holder) : "unknown");
    print_line(&line);
}

/* Where the path leads, if it is a symbolic link: what is there is replaced, not the link. A link
 * that leads nowhere may be that of a disk that is not mounted, so nothing is made there. */
static char *resolve(const char *path, struct error *err)
{
    struct stat status;
    if (lstat(path, &status) < 0 || !S_ISLNK(status.st_mode))
        return memory_copy_text(path);
    char *real = realpath(path, NULL);
    if (!real && errno == ENOENT)
        error_set(err,
                  "%s is a symbolic link that leads to nothing: make the directory that it names",
                  path);
    else if (!real)
        error_set_system(err, errno, "%s is a symbolic link that cannot be followed", path);
    return real;
}

static int init(struct store *store, const char *path, struct error *err)
{
    char *real = resolve(path, err);
    *store = (struct store){ .lock = -1 };
    if (!real)
        return -1;
    struct buffer build = BUFFER_INIT;
    buffer_printf(&build, "%s.build", real);
    store->name = memory_copy_text(path);
    store->path = real;
    store->build_path = buffer_detach(&build);
    return 0;
}

int store_lock(struct store *store, const char *path, double wait, bool quiet, struct error *err)
{
    struct buffer holder = BUFFER_INIT;
    double until = clock_seconds(CLOCK_MONOTONIC) + (wait > LOOK_SECONDS ? wait : LOOK_SECONDS);
    unsigned tries = 0;
    if (init(store, path, err) < 0)
        return -1;
    while (store->lock < 0) {
        if (prepare_folder(store, err) < 0)
            break;
        int descriptor = try_lock(store->path, &holder, err);
        if (descriptor == -1)
            break;
        if (descriptor >= 0 && is_current(store->path, descriptor)) {
            store->lock = descriptor;
            break;
        }
        if (descriptor >= 0) {
            close(descriptor);
            continue;
        }
        if (clock_seconds(CLOCK_MONOTONIC) >= until) {
            error_set(err, "another process writes %s (%s); stopped waiting after %g s", path,
                      holder.length ? buffer_text(&holder) : "unknown", wait);
            err->status = STATUS_BUSY;
            break;
        }
        if (tries++ == 1 && !quiet)
            tell_waiting(path, &holder);
        nanosleep(&(struct timespec){ .tv_nsec = POLL_NANOSECONDS }, NULL);
    }
    buffer_release(&holder);
    if (store->lock < 0) {
        store->created = false; /* another's now */
        store_unlock(store);
        return -1;
    }
    if (!index_has_shards(store->path))
        store_end_build(store);
    store->created = store_look(store->path) == STORE_EMPTY; /* also without leftovers */
    return 0;
}

/* The name may be that of a link to the folder: both stay. */
static void remove_new(const struct store *store)
{
    char *inside = join(store->path, ".");
    folder_remove(inside);
    rmdir(store->name);
    free(inside);
}

void store_unlock(struct store *store)
{
    if (store->created && store->lock >= 0)
        remove_new(store);
    if (store->lock >= 0)
        close(store->lock);
    free(store->name);
    free(store->path);
    free(store->build_path);
    *store = (struct store){ .lock = -1 };
}

/* Renames from, which is in the way of a build, to PATH.old-N, and says so with the reason. */
static int set_aside(const struct store *store, const char *from, const char *reason,
                     struct error *err)
{
    struct buffer line = BUFFER_INIT, aside = BUFFER_INIT;
    unsigned number = 0;
    int result;
    do {
        buffer_clear(&aside);
        buffer_printf(&aside, "%s.old-%u", store->path, ++number);
        result = renameat2(AT_FDCWD, from, AT_FDCWD, aside.data, RENAME_NOREPLACE);
    } while (result < 0 && errno == EEXIST);
    if (result < 0) {
        error_set_system(err, errno, "%s cannot be moved to %s", from, aside.data);
    } else {
        buffer_printf(&line, "newsindex: warning: %s; what is left is now in %s", reason,
                      aside.data);
        print_line(&line);
    }
    buffer_release(&aside);
    return result;
}

/* Removes the build folder, after a swap or what a killed run has left. Other files of the old
 * index are moved back first. Those that cannot be moved are never removed. */
static int clear_build(const struct store *store, struct error *err)
{
    char *old = join(store->build_path, BUILT_NAME);
    struct error reason;
    struct stat status;
    int result = 0;
    if (successor_adopt(store->path, old, &reason) < 0) {
        successor_strip(old);
        result = set_aside(store, old, reason.text, err);
    }
    free(old);
    if (result < 0)
        return -1;
    folder_remove(store->build_path);
    if (lstat(store->build_path, &status) < 0)
        return 0;
    error_set(&reason, "%s cannot be removed", store->build_path);
    return set_aside(store, store->build_path, reason.text, err);
}

/* The process ends. Other threads may still write into the folder: what they leave is removed by
 * the next run. */
static void abandon_build(void *context)
{
    const struct store *store = context;
    struct error ignored; /* the next run reports it */
    char *old = join(store->build_path, BUILT_NAME);
    if (successor_adopt(store->path, old, &ignored) == 0)
        folder_remove(store->build_path);
    free(old);
}

/* While it runs, a build takes one or two times the size of the new index, which is about that of
 * the old one. */
static void warn_of_room(const struct store *store)
{
    struct statvfs room;
    struct buffer line = BUFFER_INIT;
    uint64_t size = folder_size(store->path);
    if (statvfs(store->build_path, &room) < 0 || (uint64_t)room.f_bavail * room.f_frsize >= size)
        return;
    buffer_printf(&line,
                  "newsindex: warning: %.1f MB are free at %s; the new index needs about %.1f MB",
                  (double)((uint64_t)room.f_bavail * room.f_frsize) / 1e6, store->build_path,
                  (double)size / 1e6);
    print_line(&line);
}

/* Where the kernel does not tell, a mount of a part of the same file system is not seen. */
static bool is_mount_point(const char *path)
{
    char *parent = join(path, "..");
    struct stat here, above;
    bool is = stat(path, &here) == 0 && stat(parent, &above) == 0 && here.st_dev != above.st_dev;
    free(parent);
#ifdef STATX_ATTR_MOUNT_ROOT
    struct statx status;
    if (statx(AT_FDCWD, path, 0, STATX_TYPE, &status) == 0 &&
        (status.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT))
        is = status.stx_attributes & STATX_ATTR_MOUNT_ROOT;
#endif
    return is;
}

static int make_build(const struct store *store, struct error *err)
{
    if (is_mount_point(store->path))
        return error_set(err,
                         "%s is a mount point, so no new index can be put in its place; use a "
                         "directory below it: --db=%s/index",
                         store->name, store->name);
    if (mkdir(store->build_path, successor_draft_mode(store->path)) == 0)
        return 0;
    if (errno == EACCES || errno == EPERM || errno == EROFS)
        return error_set_system(err, errno,
                                "use a directory below %s, as in --db=%s/index, because %s cannot "
                                "be made",
                                store->name, store->name, store->build_path);
    return error_set_system(err, errno, "%s cannot be made", store->build_path);
}

int store_begin_build(struct store *store, bool quiet, struct error *err)
{
    fatal_set_cleanup(abandon_build, store);
    store_announce(store);
    if (clear_build(store, err) < 0 || make_build(store, err) < 0)
        return -1;
    if (!quiet)
        warn_of_room(store);
    return 0;
}

void store_end_build(struct store *store)
{
    struct error ignored; /* the next build reports it */
    fatal_set_cleanup(NULL, NULL);
    clear_build(store, &ignored);
}

int store_swap(struct store *store, const char *built, struct error *err)
{
    struct buffer holder = BUFFER_INIT;
    int lock = try_lock(built, &holder, err);
    buffer_release(&holder);
    if (lock < 0)
        return lock == -1 ? -1 : error_set(err, "%s is locked by another process", built);
    if (successor_inherit(built, store->path, err) < 0 || folder_sync(built, err) < 0)
        goto fail;
    if (renameat2(AT_FDCWD, built, AT_FDCWD, store->path, RENAME_EXCHANGE) < 0) {
        error_set_system(err, errno, "%s cannot be put in place", store->name);
        goto fail;
    }
    close(store->lock);
    store->lock = lock;
    store->created = false;
    return folder_sync_parent(store->path, err);
fail:
    close(lock);
    return -1;
}
