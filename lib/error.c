/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A sentence that was cut must not end in half a character. */
static void drop_partial_character(char *text, size_t length)
{
    size_t start = length;
    while (start > 0 && length - start < 3 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t needed = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (needed > length - start)
        text[start - 1] = '\0';
}

/* Through a second buffer: err->text is often among the arguments. */
static void set_formatted(struct error *err, const char *format, va_list arguments)
{
    char text[sizeof err->text];
    int length = vsnprintf(text, sizeof text, format, arguments);
    if (length < 0)
        text[0] = '\0';
    else if ((size_t)length >= sizeof text)
        drop_partial_character(text, sizeof text - 1);
    err->status = STATUS_FAILED;
    memcpy(err->text, text, strlen(text) + 1);
}

int error_set(struct error *err, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    set_formatted(err, format, arguments);
    va_end(arguments);
    return -1;
}

int error_set_system(struct error *err, int number, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    set_formatted(err, format, arguments);
    va_end(arguments);

    /* strerror is safe in threads with glibc and musl, and strerror_r has two shapes. */
    const char *reason = strerror(number);
    /* The reason must be complete; the end of a long path may be cut. */
    size_t used = strlen(err->text), needed = strlen(reason) + 2;
    if (used + needed >= sizeof err->text) {
        used = sizeof err->text - 1 - needed;
        err->text[used] = '\0';
        drop_partial_character(err->text, used);
        used = strlen(err->text);
    }
    snprintf(err->text + used, sizeof err->text - used, ": %s", reason);
    return -1;
}
