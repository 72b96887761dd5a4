/* SPDX-License-Identifier: GPL-2.0-or-later */
/* launch.h: starts the user's own programs with an address or a file of an article. The text
 * from the article is passed as one argument, without a shell. */
#ifndef NEWSSEARCH_LAUNCH_H
#define NEWSSEARCH_LAUNCH_H

#include "error.h"

/* Waits for $BROWSER, or xdg-open if that is not set. $BROWSER is a list of commands with colons
 * between them: the first that can be started is used, and %s in it is the address. */
int launch_browser(const char *address, struct error *err);

/* Waits for $VISUAL, $EDITOR, or on a terminal vi. */
int launch_editor(const char *path, struct error *err);

#endif
