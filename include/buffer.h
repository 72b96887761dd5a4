/* SPDX-License-Identifier: GPL-2.0-or-later */
/* buffer.h: a growing string of bytes.
 *
 * data always ends with a NUL that length does not count, also in an empty
 * buffer, and may hold further NULs. Running out of memory ends the program
 * (memory.h). The struct is the caller's: BUFFER_INIT or all zero, then
 * buffer_release.
 */
#ifndef NEWSSEARCH_BUFFER_H
#define NEWSSEARCH_BUFFER_H

#include <stddef.h>

struct buffer {
    char *data;      /* NULL only before the first change; buffer_text() never is */
    size_t length;   /* bytes */
    size_t capacity; /* bytes allocated */
};

#define BUFFER_INIT                                                                                \
    {                                                                                              \
        0, 0, 0                                                                                    \
    }

void buffer_release(struct buffer *buffer);
void buffer_clear(struct buffer *buffer); /* length 0, memory kept */
void buffer_reserve(struct buffer *buffer, size_t more);
void buffer_add(struct buffer *buffer, const void *bytes, size_t length);
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_add_byte(struct buffer *buffer, int byte);
void buffer_printf(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The text, "" when empty; valid until the next change. */
const char *buffer_text(const struct buffer *buffer);

/* Hands the bytes to the caller (free() them) and leaves the buffer empty. */
char *buffer_detach(struct buffer *buffer);

#endif
