/* scope.h: which folders and files a run looks at, each once. */
#ifndef NEWSSEARCH_SCOPE_H
#define NEWSSEARCH_SCOPE_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "glob.h"
#include "list.h"

/* A folder to walk: itself a root, or below one. */
struct scope_folder {
    const char *root; /* globs are about what is below it */
    const char *folder;
};

struct scope {
    struct scope_folder *folders; /* to walk: none below another, also through symbolic links */
    size_t folder_count;
    struct list named;   /* the folders of the operands; folders[] borrows from it */
    struct list files;   /* named one by one */
    struct list covered; /* an article below one of these that is not found is gone */
    bool everything;     /* files outside all folders are looked at too, one by one */
    bool lenient;        /* names that are neither there nor in the index are no error */
};

/* From the operands: folders and files; none: all roots. A folder that no root covers is added to
 * *roots, and *added says so. A folder or root that is missing or cannot be read is an error; a
 * file may be missing. lenient: missing names are files, folders that no root covers are left out.
 */
int scope_make(struct scope *scope, const struct list *operands, struct list *roots, bool *added,
               bool lenient, const struct globs *globs, struct error *err);
void scope_release(struct scope *scope);

/* The first of the folders that path is below (or the same as), or NULL. */
const char *scope_folder_of(const struct list *folders, const char *path);
/* Whether a walk of the roots would come to the file at path; true if no root covers it. */
bool scope_accepts_file(const struct list *roots, const struct globs *globs, const char *path);

/* Whether path is below (or the same as) folder, by the letters. */
bool scope_is_below(const char *path, const char *folder);
/* Whether an article at path that was not seen is gone. */
bool scope_covers(const struct scope *scope, const char *path);

#endif
