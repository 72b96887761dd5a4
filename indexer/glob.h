/* glob.h: which files and folders are looked at: --include, --exclude, in gitignore's manner.
 *
 * A pattern without a slash (but at its end) is matched with the name of a file or folder at any
 * depth; with one, with the path below the root. * and ? do not match a slash, ** between slashes
 * matches any number of folders, [a-z] a class, a slash at the end folders only. A folder that is
 * excluded is not entered.
 */
#ifndef NEWSSEARCH_GLOB_H
#define NEWSSEARCH_GLOB_H

#include <stdbool.h>
#include <stddef.h>

#include "list.h"

struct globs {
    const struct list
        *include; /* empty: all; else a file must match one, itself or by a folder above it */
    const struct list *exclude;
};

/* Whether the name is that of an article: *.md, *.markdown, *.html, *.htm. */
bool glob_is_article_name(const char *name);

/* path is relative to the root, without a leading slash; name is its last part. */
bool glob_accepts_file(const struct globs *globs, const char *path);
/* Folders: not excluded, and not hidden (.name) or node_modules unless an include names them. */
bool glob_accepts_folder(const struct globs *globs, const char *path);

#endif
