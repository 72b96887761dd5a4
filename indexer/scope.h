/* SPDX-License-Identifier: GPL-2.0-or-later */
/* scope.h: the folders and files of this run, each once. */
#ifndef NEWSSEARCH_SCOPE_H
#define NEWSSEARCH_SCOPE_H

#include <stdbool.h>
#include <stddef.h>

#include "list.h"
#include "selection.h"
#include "settings.h"

/* Where the names of a run come from. */
enum scope_source {
    SCOPE_OPERANDS, /* DIR|FILE of the command line; none: all that is registered */
    SCOPE_LIST,     /* --files-from */
    SCOPE_EVENTS,   /* files and new folders that --watch reports */
};

/* A folder to walk: itself a root, or below one. */
struct scope_folder {
    const char *root; /* globs are about what is below it */
    char *folder;
};

struct scope {
    enum scope_source source;
    bool everything; /* all that is registered */
    struct selection selection;
    struct scope_folder *folders; /* to walk: none below another */
    size_t folder_count;
    struct list operands; /* the names of the index for the operands that exist */
    struct list files;    /* to look at one by one; they may be missing, or not to be taken */
    struct list covered;  /* if an article at or below one of these is not found, it is gone */
    struct path_table file_table, covered_table; /* of these two */
    struct list missing;  /* operands that do not exist: below a root, also covered, or registered
                             files */
    struct list problems; /* sentences about what cannot be looked at */
};

/* From names, as absolute paths. What an operand names and no walk comes to is registered in
 * *settings (*changed says so), which must stay as they are then. Operands and roots that cannot be
 * looked at are problems; all else is in the scope all the same. What is registered below a named
 * folder is in the scope, too. */
void scope_make(struct scope *scope, const struct list *names, enum scope_source source,
                struct settings *settings, bool *changed);
void scope_release(struct scope *scope);
bool scope_is_empty(const struct scope *scope);

/* Whether the file at path is looked at by itself. */
bool scope_lists(const struct scope *scope, const char *path);
/* Whether an article at path that was not seen is gone. */
bool scope_covers(const struct scope *scope, const char *path);

#endif
