/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index_layout.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "command.h"
#include "environment.h"

static int add_working_directory(struct buffer *out, struct error *err)
{
    char *directory = getcwd(NULL, 0);
    if (!directory)
        return error_set_system(err, errno, "cannot determine the working directory");
    buffer_add_text(out, directory);
    free(directory);
    return 0;
}

/* Takes the last name off the path that begins at start; the root stays. */
static void drop_name(struct buffer *out, size_t start)
{
    if (out->length == start) /* the root, and perhaps no memory yet */
        return;
    while (out->length > start && out->data[out->length - 1] != '/')
        out->length--;
    if (out->length > start)
        out->length--;
    out->data[out->length] = '\0';
}

int index_path_default(struct buffer *out, const char *option, const char *configured,
                       struct error *err)
{
    const char *path = option ? option : environment_get("NEWSSEARCH_DB");
    if (!path)
        path = configured;
    if (path) {
        if (!*path)
            return error_set(err, "the path of the index is empty");
        buffer_add_text(out, path);
        return 0;
    }
    if (!environment_add_directory(out, "XDG_DATA_HOME", ".local/share"))
        return error_set(err, "there is no default index, because HOME is not set; name one with "
                              "--db=PATH or NEWSSEARCH_DB");
    buffer_add_text(out, "/newssearch/index");
    return 0;
}

int index_path_absolute(struct buffer *out, const char *path, struct error *err)
{
    size_t start = out->length;
    if (!*path)
        return error_set(err, "the path is empty");
    if (path[0] != '/' && add_working_directory(out, err) < 0)
        return -1;
    if (out->length == start + 1) /* the root: each name brings its own slash */
        out->length = start;
    for (const char *name = path; *name;) {
        size_t length = strcspn(name, "/");
        if (length == 2 && name[0] == '.' && name[1] == '.') {
            drop_name(out, start);
        } else if (length > 0 && !(length == 1 && name[0] == '.')) {
            buffer_add_byte(out, '/');
            buffer_add(out, name, length);
        }
        name += length;
        name += *name == '/';
    }
    if (out->length == start)
        buffer_add_byte(out, '/');
    return 0;
}

bool index_is_locked(const char *folder)
{
    struct buffer path = BUFFER_INIT;
    buffer_printf(&path, "%s/%s", folder, INDEX_LOCK_NAME);
    int descriptor = open(path.data, O_RDONLY | O_CLOEXEC);
    bool locked =
        descriptor >= 0 && flock(descriptor, LOCK_SH | LOCK_NB) < 0 && errno == EWOULDBLOCK;
    if (descriptor >= 0)
        close(descriptor);
    buffer_release(&path);
    return locked;
}

bool index_has_shards(const char *folder)
{
    struct buffer path = BUFFER_INIT;
    buffer_printf(&path, "%s/%s", folder, INDEX_SHARDS_NAME);
    bool has = access(path.data, F_OK) == 0;
    buffer_release(&path);
    return has;
}

bool index_is_empty_entry(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
           strcmp(name, INDEX_LOCK_NAME) == 0 || strcmp(name, INDEX_DRAFT_NAME) == 0;
}

bool index_is_begun(const char *folder)
{
    DIR *directory = opendir(folder);
    const struct dirent *entry;
    bool own = false, other = false, shards = false, stub = false;
    if (!directory)
        return false;
    while ((entry = readdir(directory)) != NULL) {
        if (index_is_empty_entry(entry->d_name))
            own = own || entry->d_name[0] != '.';
        else
            other = true;
        shards = shards || strcmp(entry->d_name, INDEX_SHARDS_NAME) == 0;
        stub = stub || strcmp(entry->d_name, INDEX_STUB_NAME) == 0;
    }
    closedir(directory);
    return (shards && !stub) || (own && !other);
}

int index_fail_missing(const char *folder, struct error *err)
{
    return error_set(err, "there is no index at %s: run %s DIR to make one", folder,
                     command_newsindex());
}

int index_fail_unfinished(const char *folder, struct error *err)
{
    if (index_is_locked(folder))
        return error_set(err, "index %s is being built for the first time; it has no articles yet",
                         folder);
    return error_set(err, "index %s: the first build did not finish; run newsindex", folder);
}
