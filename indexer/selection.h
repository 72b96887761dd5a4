/* SPDX-License-Identifier: GPL-2.0-or-later */
/* selection.h: which files a full run indexes. The walk, --files-from and --watch use the same
 * rule.
 *
 * A file is selected if it is registered itself and not selected by another name, or if it is below
 * a registered directory, no part of the path below that is a symbolic link, and the globs accept
 * the file and the folders above it.
 */
#ifndef NEWSSEARCH_SELECTION_H
#define NEWSSEARCH_SELECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "buffer.h"
#include "glob.h"
#include "path_table.h"
#include "settings.h"

struct selection_root {
    const char *path; /* of the settings */
    char *real;       /* without symbolic links; NULL: it cannot be found */
    size_t real_length;
    bool is_nested; /* the walk of another root reaches it */
};

struct selection {
    const struct settings *settings; /* borrowed */
    struct globs globs;
    struct selection_root *roots;
    size_t count, capacity;
    struct path_table by_path, by_real; /* the roots' numbers */
};

enum selection_verdict {
    SELECTION_TAKEN,
    SELECTION_FOLDER, /* a folder that is entered */
    SELECTION_MISSING,
    SELECTION_UNREADABLE, /* errno says why */
    SELECTION_OUTSIDE,    /* of all that is registered */
    SELECTION_LINK,       /* a part of the path is a symbolic link */
    SELECTION_KIND,       /* neither a regular file nor a folder */
    SELECTION_PSEUDO,     /* in a pseudo file system (walk.h) */
    SELECTION_NAME,       /* from here on, of the file or a folder above: enum glob_verdict */
    SELECTION_NOT_INCLUDED,
    SELECTION_EXCLUDED,
    SELECTION_PASSED_OVER,
};

/* settings must stay as they are as long as the selection is used. */
void selection_init(struct selection *selection, const struct settings *settings);
void selection_release(struct selection *selection);
/* Adds the last root of the settings, which was registered since. */
void selection_add_last(struct selection *selection);

/* *status is that of what is at path, if it is taken; *root the registered directory above, or
 * NULL. Both may be NULL. */
enum selection_verdict selection_judge(const struct selection *selection, const char *path,
                                       const char **root, struct stat *status);
/* The same for a path that is to be registered: symbolic links are followed. */
enum selection_verdict selection_judge_alone(const struct settings *settings, const char *path);
/* Whether the walk of a registered directory comes to the file. */
bool selection_walks_to(const struct selection *selection, const char *path);
/* Appends the path by which a walk comes to what is at path, where a symbolic link in path leads
 * below a registered directory, or that of a registered file to which it leads; else path. follow:
 * also where path itself is a link. */
void selection_name(const struct selection *selection, const char *path, bool follow,
                    struct buffer *out);
/* The number of the first root from first on that path is below, or PATH_TABLE_NONE. */
size_t selection_next_above(const struct selection *selection, const char *path, size_t first);
/* The part of path below the registered directory that its walk comes from, or its name. */
const char *selection_part(const struct selection *selection, const char *path);
/* Whether the file is registered by itself: then a symbolic link is followed. */
bool selection_is_file(const struct settings *settings, const char *path);
/* Why what is at path is not taken, for "PATH is left out: …". */
const char *selection_reason(enum selection_verdict verdict);

#endif
