/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fatal.h"

static _Noreturn void die(void)
{
    fatal_exit("out of memory");
}

void *memory_allocate(size_t size)
{
    void *block = calloc(1, size ? size : 1);
    if (!block)
        die();
    return block;
}

void *memory_resize(void *block, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        die();
    size_t bytes = count * size;
    void *resized = realloc(block, bytes ? bytes : 1);
    if (!resized)
        die();
    return resized;
}

char *memory_copy(const char *bytes, size_t length)
{
    if (length == SIZE_MAX)
        die();
    char *copy = memory_resize(NULL, length + 1, 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *memory_copy_text(const char *text)
{
    return memory_copy(text, strlen(text));
}
