/* SPDX-License-Identifier: GPL-2.0-or-later */
/* names.h: names as Obsidian's properties have them, as links to pages: [[Page]] or [[Page|Name]].
 */
#ifndef NEWSSEARCH_NAMES_H
#define NEWSSEARCH_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"

/* The length of the first of several names: it ends before a separator that is in no link. *closes
 * says whether a link may end in the rest of the text: true for the first name, then kept from name
 * to name, so that the rest is searched once. */
size_t names_first(const char *text, size_t length, const char *separators, bool *closes);

/* A name that is a link becomes the name that is shown. */
void names_unlink(struct buffer *name);

#endif
