/* SPDX-License-Identifier: GPL-2.0-or-later */
/* file_name.h: what the path of an article says about it. For index.*, _index.* and README.* the
 * name of the folder is used instead of the name of the file. */
#ifndef NEWSSEARCH_FILE_NAME_H
#define NEWSSEARCH_FILE_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"

/* The day that begins the name. False: it begins with none. */
bool file_name_date(const char *path, int64_t *seconds);

/* The nearest folder, of those that begin at byte `above` of path or later, whose name is a
 * language tag: the code of a language of two letters (ISO 639-1) and perhaps a script and a
 * region, as en, pt-br, zh_TW and sr-Latn. Returns its length and sets *tag, which lies in path; 0:
 * there is none. */
size_t file_name_language(const char *path, size_t above, const char **tag);

/* Appends the name without its date and ending, hyphens as spaces; where nothing else is left, the
 * date. It is UTF-8 if the path is. */
void file_name_title(struct buffer *out, const char *path);

#endif
