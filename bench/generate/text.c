/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void die(const char *what)
{
    fprintf(stderr, "generate: %s: %s\n", what, strerror(errno));
    exit(2);
}

void *allocate(size_t size)
{
    void *memory = malloc(size);
    if (!memory)
        die("memory");
    return memory;
}

void text_add(struct text *text, const char *bytes, size_t length)
{
    if (text->length + length + 1 > text->size) {
        text->size = (text->length + length + 1) * 2;
        text->bytes = realloc(text->bytes, text->size);
        if (!text->bytes)
            die("memory");
    }
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_puts(struct text *text, const char *string)
{
    text_add(text, string, strlen(string));
}

void text_clear(struct text *text)
{
    text->length = 0;
    text_puts(text, "");
}

void text_printf(struct text *text, const char *format, ...)
{
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    text_add(text, line, length < (int)sizeof(line) ? (size_t)length : sizeof(line) - 1);
}

void text_replacing(struct text *text, const char *string, const char *from, const char *to)
{
    for (const char *hit; (hit = strstr(string, from)) != NULL; string = hit + strlen(from)) {
        text_add(text, string, (size_t)(hit - string));
        text_puts(text, to);
    }
    text_puts(text, string);
}
