/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buffer.h"
#include "memory.h"

int folder_make(const char *path, struct error *err)
{
    char *copy = memory_copy_text(path);
    int result = 0;
    for (char *slash = strchr(copy + 1, '/'); result == 0 && slash;
         slash = strchr(slash + 1, '/')) {
        *slash = 0;
        if (mkdir(copy, 0777) < 0 && errno != EEXIST)
            result = error_set_system(err, errno, "%s cannot be made", copy);
        *slash = '/';
    }
    if (result == 0 && mkdir(copy, 0777) < 0 && errno != EEXIST)
        result = error_set_system(err, errno, "%s cannot be made", copy);
    free(copy);
    return result;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    remove(path);
    return 0; /* go on */
}

void folder_remove(const char *path)
{
    if (access(path, F_OK) == 0)
        nftw(path, remove_one, 32, FTW_DEPTH | FTW_PHYS);
}

static int sync_path(const char *path, struct error *err)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    int result = descriptor < 0 || fsync(descriptor) < 0
                     ? error_set_system(err, errno, "%s cannot be written to disk", path)
                     : 0;
    if (descriptor >= 0)
        close(descriptor);
    return result;
}

int folder_sync(const char *folder, struct error *err)
{
    DIR *stream = opendir(folder);
    const struct dirent *entry;
    struct buffer path = BUFFER_INIT;
    int result = 0;
    if (!stream)
        return error_set_system(err, errno, "%s cannot be read", folder);
    while (result == 0 && (entry = readdir(stream))) {
        if (entry->d_name[0] == '.')
            continue;
        buffer_clear(&path);
        buffer_printf(&path, "%s/%s", folder, entry->d_name);
        result = sync_path(buffer_text(&path), err);
    }
    closedir(stream);
    buffer_release(&path);
    return result == 0 ? sync_path(folder, err) : -1;
}

char *folder_parent(const char *path)
{
    char *parent = memory_copy_text(path), *slash = strrchr(parent, '/');
    slash[slash == parent] = 0;
    return parent;
}

int folder_sync_parent(const char *path, struct error *err)
{
    char *parent = folder_parent(path);
    int result = sync_path(parent, err);
    free(parent);
    return result;
}

uint64_t folder_size(const char *path)
{
    DIR *stream = opendir(path);
    const struct dirent *entry;
    struct stat status;
    uint64_t bytes = 0;
    while (stream && (entry = readdir(stream)))
        if (fstatat(dirfd(stream), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(status.st_mode))
            bytes += (uint64_t)status.st_size;
    if (stream)
        closedir(stream);
    return bytes;
}

bool folder_is_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    if (length == 1) /* the root of all */
        return true;
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

const char *folder_find_above(const struct list *folders, const char *path)
{
    for (size_t i = 0; i < folders->count; i++)
        if (folder_is_below(path, folders->items[i].data))
            return folders->items[i].data;
    return NULL;
}
