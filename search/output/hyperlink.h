/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hyperlink.h: links in text that a terminal can open (OSC 8). */
#ifndef NEWSSEARCH_HYPERLINK_H
#define NEWSSEARCH_HYPERLINK_H

#include <stdio.h>

#include "article.h"

/* The escape sequence that begins a link to an address; nothing for what no terminal would open.
 * Returns whether there is one, to be ended. */
bool hyperlink_begin_address(FILE *stream, const struct list_item *address);
/* To a file on this machine. */
bool hyperlink_begin_path(FILE *stream, const struct list_item *path);
void hyperlink_end(FILE *stream);

#endif
