/* SPDX-License-Identifier: GPL-2.0-or-later */
/* glob.h: selects files and folders by name: --include, --exclude and the folders that are skipped
 * by default. Patterns are those of gitignore(5).
 *
 * A pattern without a slash (except at its end) is compared with the name of a file or folder at
 * any depth, a pattern with a slash with the path below the root. * and ? do not match a slash, **
 * between slashes matches any number of folders, [a-z] is a class. A slash at the end means
 * folders only. The last pattern that matches decides; ! at the beginning negates it. An excluded
 * folder is not entered. If all include patterns begin with !, all other files are included.
 */
#ifndef NEWSSEARCH_GLOB_H
#define NEWSSEARCH_GLOB_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "list.h"

struct globs {
    const struct list *include; /* empty: all; else a file is taken if the list matches it, or if it
                                   has no match and the list matches the nearest folder above */
    const struct list *exclude;
    const struct list *ext; /* further endings of articles' names; NULL: none */
    bool any_name;          /* files of other names are taken too */
};

/* A pattern that can match nothing is an error. before precedes the pattern in it, and advised what
 * to write instead: "--exclude=" both, or the place in the configuration and "". */
int glob_check(const struct list *patterns, const char *before, const char *advised,
               struct error *err);

enum glob_verdict {
    GLOB_TAKEN,
    GLOB_NAME, /* not the name of an article */
    GLOB_NOT_INCLUDED,
    GLOB_EXCLUDED,
    GLOB_PASSED_OVER, /* a folder that holds no articles, and no include names it */
};

/* Whether the name is that of an article by its ending: md, markdown, mdown, mkd, mdx, html, htm or
 * one of ext, in any case. */
bool glob_is_article_name(const struct list *ext, const char *name);

/* path is relative to the root, without a leading slash; the folders above it have been judged. */
enum glob_verdict glob_judge_file(const struct globs *globs, const char *path);
enum glob_verdict glob_judge_folder(const struct globs *globs, const char *path);

/* Whether this pattern of an include list matches the file or a folder above it. */
bool glob_pattern_matches(const char *pattern, const char *path);

#endif
