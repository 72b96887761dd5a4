/* SPDX-License-Identifier: GPL-2.0-or-later */
/* names.h: names as Obsidian's properties have them, as links to pages: [[Page]] or [[Page|Name]].
 */
#ifndef NEWSSEARCH_NAMES_H
#define NEWSSEARCH_NAMES_H

#include <stddef.h>

#include "buffer.h"

/* The length of the first of several names: it ends before a separator that is in no link. */
size_t names_first(const char *text, size_t length, const char *separators);

/* A name that is a link becomes the name that is shown. */
void names_unlink(struct buffer *name);

#endif
