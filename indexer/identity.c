/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "identity.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "folder.h"

static void add_folder(struct buffer *identity, const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0)
        buffer_printf(identity, "%ju:%ju ", (uintmax_t)status.st_dev, (uintmax_t)status.st_ino);
    else
        buffer_add_text(identity, "- ");
}

static void add_parent(struct buffer *identity, const char *path)
{
    char *folder = folder_parent(path);
    add_folder(identity, folder);
    free(folder);
}

void identity_add_index(struct buffer *identity, const char *path)
{
    /* Xapian puts a new one in place with each commit. */
    static const char *const files[] = { "iamglass", "iamhoney", "shard-0/iamglass",
                                         "shard-0/iamhoney" };
    struct buffer file = BUFFER_INIT;
    struct stat status;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        buffer_clear(&file);
        buffer_printf(&file, "%s/%s", path, files[i]);
        if (stat(file.data, &status) == 0)
            buffer_printf(identity, "%ju:%ju:%jd.%ld ", (uintmax_t)status.st_dev,
                          (uintmax_t)status.st_ino, (intmax_t)status.st_mtim.tv_sec,
                          status.st_mtim.tv_nsec);
    }
    buffer_release(&file);
}

void identity_add_places(struct buffer *identity, const struct settings *settings)
{
    for (size_t i = 0; i < settings->roots.count; i++)
        add_folder(identity, settings->roots.items[i].data);
    for (size_t i = 0; i < settings->files.count; i++) {
        const char *path = settings->files.items[i].data;
        char *real = realpath(path, NULL);
        add_parent(identity, path);
        if (real && strcmp(real, path) != 0)
            add_parent(identity, real);
        free(real);
    }
}
