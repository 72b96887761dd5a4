/* SPDX-License-Identifier: GPL-2.0-or-later */
/* environment.h: variables of the environment. */
#ifndef NEWSSEARCH_ENVIRONMENT_H
#define NEWSSEARCH_ENVIRONMENT_H

#include <stdbool.h>

struct buffer;

/* The value of a variable that is set and not empty; else NULL. */
const char *environment_get(const char *name);

/* Appends the directory that the variable name of the XDG specification gives: its value if that is
 * an absolute path, else $HOME/fallback. False: there is no home directory. */
bool environment_add_directory(struct buffer *out, const char *name, const char *fallback);

/* The working directory as the shell calls it, perhaps by a symbolic link: PWD. NULL: PWD is not
 * set or names another directory, as in a program that was started elsewhere. */
const char *environment_shell_directory(void);

#endif
