/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "files_from.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buffer.h"
#include "folder.h"
#include "index_layout.h"
#include "memory.h"

static int add_name(struct list *names, const char *name, size_t length, struct error *err)
{
    struct buffer absolute = BUFFER_INIT;
    if (length == 0)
        return 0;
    if (strlen(name) != length)
        return error_set(err,
                         "a name in --files-from contains a NUL; use --null if names end with NUL");
    int result = index_path_absolute(&absolute, name, err);
    if (result == 0)
        list_add(names, absolute.data, absolute.length);
    buffer_release(&absolute);
    return result;
}

int files_from_read(struct list *names, const char *file, bool null_ends, struct error *err)
{
    bool standard = strcmp(file, "-") == 0;
    int delimiter = null_ends ? 0 : '\n', result = 0;
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    FILE *stream = standard ? stdin : fopen(file, "re");
    if (!stream)
        return error_set_system(err, errno, "%s cannot be read", file);
    errno = 0;
    while (result == 0 && (length = getdelim(&line, &capacity, delimiter, stream)) >= 0) {
        if (length && line[length - 1] == delimiter)
            line[--length] = 0;
        result = add_name(names, line, (size_t)length, err);
    }
    if (result == 0 && ferror(stream))
        result = error_set_system(err, errno, "%s cannot be read", file);
    free(line);
    if (!standard)
        fclose(stream);
    return result;
}

/* The top of the git checkout that the folder is in; false: it is in none, or is the top. */
static bool find_top(struct buffer *top, const char *folder)
{
    struct buffer mark = BUFFER_INIT;
    size_t length = strlen(folder);
    bool found = false;
    while (!found && length > 0) {
        buffer_clear(&mark);
        buffer_printf(&mark, "%.*s/.git", (int)length, folder);
        found = access(mark.data, F_OK) == 0;
        if (!found)
            while (length > 0 && folder[--length] != '/')
                continue;
    }
    buffer_release(&mark);
    buffer_add(top, folder, length);
    return found && folder[length];
}

static bool folder_exists(const char *path)
{
    char *folder = memory_copy(path, (size_t)(strrchr(path, '/') - path));
    bool exists = access(folder, F_OK) == 0;
    free(folder);
    return exists;
}

/* Whether the path, which does not exist in the folder, is one in top: it exists there, or was
 * removed from a folder that is only there. */
static bool begins_at(const char *top, const char *folder, const char *path)
{
    struct buffer other = BUFFER_INIT;
    if (!folder_is_below(path, folder))
        return false;
    buffer_printf(&other, "%s%s", top, path + strlen(folder));
    bool found =
        access(other.data, F_OK) == 0 || (!folder_exists(path) && folder_exists(other.data));
    buffer_release(&other);
    return found;
}

void files_from_doubt(const struct list *names, bool null_ends, struct report *report)
{
    struct buffer folder = BUFFER_INIT, top = BUFFER_INIT;
    struct error ignored;
    bool lines = false, in_top = false;
    for (size_t i = 0; i < names->count; i++) {
        if (access(names->items[i].data, F_OK) == 0)
            return;
        lines = lines || (null_ends && strchr(names->items[i].data, '\n'));
    }
    bool below = index_path_absolute(&folder, ".", &ignored) == 0 && find_top(&top, folder.data);
    for (size_t i = 0; below && !in_top && i < names->count; i++)
        in_top = begins_at(buffer_text(&top), folder.data, names->items[i].data);
    if (lines)
        report_note(report, "warning: the names of --files-from end with newlines, but with --null "
                            "they end with NUL, so none of them is that of a file");
    else if (in_top)
        report_note(report,
                    "warning: no name of --files-from is that of a file in %s, and they seem to "
                    "begin at %s; run newsindex there, or use git's --relative",
                    folder.data, buffer_text(&top));
    buffer_release(&folder);
    buffer_release(&top);
}
