/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* Room for more bytes and the NUL, growing by half, so that adding is linear on the whole. */
static void grow(struct buffer *buffer, size_t more)
{
    if (more > SIZE_MAX / 2 - buffer->length)
        more = SIZE_MAX / 2; /* memory_resize ends the program */
    size_t needed = buffer->length + more + 1;
    size_t capacity = buffer->capacity + buffer->capacity / 2;
    if (capacity < needed)
        capacity = needed;
    if (capacity < 32)
        capacity = 32;
    buffer->data = memory_resize(buffer->data, capacity, 1);
    buffer->capacity = capacity;
    buffer->data[buffer->length] = '\0';
}

void buffer_release(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer)BUFFER_INIT;
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    if (buffer->data)
        buffer->data[0] = '\0';
}

void buffer_reserve(struct buffer *buffer, size_t more)
{
    if (buffer->capacity <= buffer->length || more >= buffer->capacity - buffer->length)
        grow(buffer, more);
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t length)
{
    buffer_reserve(buffer, length);
    if (length > 0)
        memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

void buffer_add_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void buffer_add_byte(struct buffer *buffer, int byte)
{
    buffer_reserve(buffer, 1);
    buffer->data[buffer->length++] = (char)byte;
    buffer->data[buffer->length] = '\0';
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    buffer_reserve(buffer, 64);
    for (;;) {
        size_t room = buffer->capacity - buffer->length;
        va_start(arguments, format);
        int length = vsnprintf(buffer->data + buffer->length, room, format, arguments);
        va_end(arguments);
        if (length < 0) { /* the format is at fault: add nothing */
            buffer->data[buffer->length] = '\0';
            return;
        }
        if ((size_t)length < room) {
            buffer->length += (size_t)length;
            return;
        }
        grow(buffer, (size_t)length);
    }
}

const char *buffer_text(const struct buffer *buffer)
{
    return buffer->data ? buffer->data : "";
}

char *buffer_detach(struct buffer *buffer)
{
    char *data = buffer->data ? buffer->data : memory_copy("", 0);
    *buffer = (struct buffer)BUFFER_INIT;
    return data;
}
