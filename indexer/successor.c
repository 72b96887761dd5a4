/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "successor.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "buffer.h"
#include "index_layout.h"

#define ALL_BITS 07777
#define ACL "system.posix_acl_access"
#define DEFAULT_ACL "system.posix_acl_default" /* of a folder: for new files in it */

static int open_folder(const char *path)
{
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static int open_file(int folder, const char *name)
{
    return openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

/* The file of the index in folder that is the model for others: its tables are made once, while
 * iamglass is made by each commit. An index that is only begun has a lock. -1: none. */
static int open_model(int folder)
{
    static const char *const names[] = { "postlist.glass", "iamglass", INDEX_LOCK_NAME };
    int file = -1;
    for (size_t i = 0; file < 0 && i < sizeof names / sizeof *names; i++)
        file = open_file(folder, names[i]);
    return file;
}

/* With an ACL, the mode's bits for the group are only a limit to the ACL's entries. */
static bool has_acl(int file)
{
    return fgetxattr(file, ACL, NULL, 0) > 0;
}

mode_t successor_draft_mode(const char *old)
{
    int folder = open_folder(old), model = folder < 0 ? -1 : open_model(folder);
    struct stat status;
    mode_t mode = folder >= 0 && fstat(folder, &status) == 0 ? status.st_mode & 0777 : 0777;
    if (model >= 0 && fstat(model, &status) == 0) {
        if (!(status.st_mode & S_IRGRP) || has_acl(folder) || has_acl(model))
            mode &= ~(mode_t)S_IRWXG;
        if (!(status.st_mode & S_IROTH))
            mode &= ~(mode_t)S_IRWXO;
    }
    if (model >= 0)
        close(model);
    if (folder >= 0)
        close(folder);
    return mode | S_IRWXU;
}

static int copy_acl(int to, int from, const char *name)
{
    char acl[4096];
    ssize_t length = fgetxattr(from, name, acl, sizeof acl);
    if (length >= 0)
        return fsetxattr(to, name, acl, (size_t)length, 0);
    if (errno == ENODATA)
        fremovexattr(to, name);
    return errno == ERANGE ? -1 : 0;
}

/* A file with a second name may be one that somebody has put there for its owner to change. */
static int copy_rights(int to, int from)
{
    struct stat was, is;
    if (fstat(from, &was) < 0 || fstat(to, &is) < 0)
        return -1;
    if (!S_ISDIR(is.st_mode) && (!S_ISREG(is.st_mode) || is.st_nlink > 1))
        return 0;
    if ((is.st_uid != was.st_uid || is.st_gid != was.st_gid) &&
        fchown(to, was.st_uid, was.st_gid) < 0 && fchown(to, (uid_t)-1, was.st_gid) < 0)
        errno = 0; /* only root can, or a member of the group */
    if (copy_acl(to, from, ACL) < 0 || (S_ISDIR(is.st_mode) && copy_acl(to, from, DEFAULT_ACL) < 0))
        return -1;
    if (fstat(to, &is) < 0 || (is.st_mode & ALL_BITS) == (was.st_mode & ALL_BITS))
        return 0;
    return fchmod(to, was.st_mode & ALL_BITS);
}

static int inherit_file(int to, const char *name, int from, int model)
{
    int own = strcmp(name, INDEX_LOCK_NAME) == 0 ? open_file(from, name) : -1;
    int file = open_file(to, name);
    int result = file < 0 ? -1 : copy_rights(file, own < 0 ? model : own);
    int number = errno;
    if (own >= 0)
        close(own);
    if (file >= 0)
        close(file);
    errno = number;
    return result;
}

/* Takes to. The folder is last: its mode may forbid to open its files. */
static int inherit(int to, int from, int model)
{
    DIR *stream = fdopendir(to);
    const struct dirent *entry;
    int result = 0;
    if (!stream) {
        close(to);
        return -1;
    }
    while (result == 0 && model >= 0 && (entry = readdir(stream)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            result = inherit_file(to, entry->d_name, from, model);
    if (result == 0)
        result = copy_rights(to, from);
    int number = errno;
    closedir(stream);
    errno = number;
    return result;
}

int successor_inherit(const char *path, const char *old, struct error *err)
{
    int from = open_folder(old), model = from < 0 ? -1 : open_model(from);
    int to = from < 0 ? -1 : open_folder(path);
    int result = to < 0 ? -1 : inherit(to, from, model);
    if (result < 0)
        error_set_system(err, errno, "%s cannot be given the permissions of %s", path, old);
    if (model >= 0)
        close(model);
    if (from >= 0)
        close(from);
    return result;
}

/* Whether Xapian or newsindex makes a file of this name in an index, or it is what NFS keeps of a
 * file that was removed while it was open. */
static bool is_own(const char *name)
{
    static const char *const tables[] = { "postlist", "docdata",  "termlist",
                                          "position", "spelling", "synonym" };
    static const char *const others[] = { "iamglass", "iamhoney", "flintlock", "v.tmp" };
    if (index_is_empty_entry(name) || strncmp(name, ".nfs", 4) == 0)
        return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(name, others[i]) == 0)
            return true;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        size_t length = strlen(tables[i]);
        if (strncmp(name, tables[i], length) == 0 &&
            (strcmp(name + length, ".glass") == 0 || strcmp(name + length, ".honey") == 0))
            return true;
    }
    return strncmp(name, "changes", 7) == 0 && name[7] && !name[7 + strspn(name + 7, "0123456789")];
}

static int move(int to, int from, const char *name)
{
    struct buffer other = BUFFER_INIT;
    int result = renameat2(from, name, to, name, RENAME_NOREPLACE);
    buffer_printf(&other, "%s~", name);
    if (result < 0 && errno == EEXIST)
        result = renameat2(from, name, to, other.data, RENAME_NOREPLACE);
    int number = errno;
    buffer_release(&other);
    errno = number;
    return result;
}

/* Takes stream, of the folder from. */
static int move_others(int to, DIR *stream, const char *path, const char *old, struct error *err)
{
    const struct dirent *entry;
    int result = 0;
    bool any = false;
    while ((entry = readdir(stream))) {
        if (is_own(entry->d_name))
            continue;
        if (move(to, dirfd(stream), entry->d_name) == 0)
            any = true;
        else if (result == 0)
            result = error_set_system(err, errno, "%s/%s cannot be moved to %s", old, entry->d_name,
                                      path);
    }
    if (any && fsync(to) < 0 && result == 0)
        result = error_set_system(err, errno, "%s cannot be written to disk", path);
    closedir(stream);
    return result;
}

int successor_adopt(const char *path, const char *old, struct error *err)
{
    DIR *stream = opendir(old);
    if (!stream)
        return errno == ENOENT ? 0 : error_set_system(err, errno, "%s cannot be read", old);
    int to = open_folder(path);
    if (to < 0) {
        int number = errno;
        closedir(stream);
        return error_set_system(err, number, "%s cannot be opened", path);
    }
    int result = move_others(to, stream, path, old, err);
    close(to);
    return result;
}

void successor_strip(const char *old)
{
    DIR *stream = opendir(old);
    const struct dirent *entry;
    while (stream && (entry = readdir(stream)))
        if (is_own(entry->d_name))
            unlinkat(dirfd(stream), entry->d_name, 0); /* not . and .. */
    if (stream)
        closedir(stream);
}
