/* SPDX-License-Identifier: GPL-2.0-or-later */
/* encoding.h: converts the bytes of a file to UTF-8. */
#ifndef NEWSSEARCH_ENCODING_H
#define NEWSSEARCH_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"
#include "error.h"

enum encoding_result {
    ENCODING_UTF8,    /* the bytes are UTF-8 as they are */
    ENCODING_OTHER,   /* *out is the text */
    ENCODING_DAMAGED, /* the same, but what is no text was guessed: *err says where and how */
    ENCODING_BINARY,  /* no text: *err says so */
};

/* Appends the text to *out unless it is UTF-8 already. UTF-16 is known by its byte order mark; what
 * is not valid in it becomes U+FFFD. Of anything else each byte that belongs to no UTF-8 character
 * is one of Windows-1252 (U+FFFD where that has none); a NUL among the first 8 KiB makes it binary.
 * err->text is "LINE:COLUMN: reason". */
enum encoding_result encoding_read(struct buffer *out, const char *bytes, size_t length,
                                   struct error *err);

/* Whether the first line ends with a carriage return alone, as lines of old Macintoshes do. */
bool encoding_has_lone_cr(const char *text, size_t length);

/* Makes each carriage return that no newline follows a newline. */
void encoding_end_lines(char *text, size_t length);

#endif
