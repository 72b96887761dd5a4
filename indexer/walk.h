/* SPDX-License-Identifier: GPL-2.0-or-later */
/* walk.h: finds the files below a root that may be articles, with their status.
 *
 * Symbolic links are not followed, so there are no loops; the root itself may be a link. Pseudo
 * file systems are not entered. Files of a folder come in byte order of their names, then its
 * folders.
 */
#ifndef NEWSSEARCH_WALK_H
#define NEWSSEARCH_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "error.h"
#include "glob.h"

struct walk_visitor {
    /* A regular file with an article's name that the globs accept. path is absolute; -1 stops the
     * walk. NULL: none is of interest. */
    int (*file)(void *context, const char *path, size_t length, const struct stat *status,
                struct error *err);
    /* A folder that is about to be read; may be NULL. */
    int (*folder)(void *context, const char *path, struct error *err);
    /* A folder or file that cannot be looked at: what is below path is not known. number is errno.
     * May be NULL. */
    void (*unreadable)(void *context, const char *path, int number);
    void *context;
};

/* Walks folder, which is root itself or lies below it (globs are about the part below root). A root
 * that is no readable directory is an error; an unreadable folder below it is reported to the
 * visitor. Without a visitor->folder, a thread reads some folders ahead, and the visitor's takes
 * its share of the statuses where it waits for one. */
int walk(const char *root, const char *folder, const struct globs *globs,
         const struct walk_visitor *visitor, struct error *err);

/* The same in two steps: the folders are read ahead while the caller does something else. walk_end
 * visits, and frees the walk; visitor NULL: it only does that. What globs points to has to live
 * until then. */
struct walk;
struct walk *walk_begin(const char *root, const char *folder, const struct globs *globs,
                        bool ahead);
int walk_end(struct walk *walk, const struct walk_visitor *visitor, struct error *err);

/* Whether the folder is in a file system of the kernel's, such as /proc and /sys. */
bool walk_is_pseudo(const char *folder);

#endif
