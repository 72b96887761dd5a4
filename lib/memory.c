#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"

/* Leaves at once and without stdio, which may itself want memory; a build's index is
 * swapped in only when it is whole, and Xapian forgets an unfinished transaction. */
static _Noreturn void die(void)
{
    static const char sentence[] = "newssearch: out of memory\n";
    ssize_t written = write(STDERR_FILENO, sentence, sizeof sentence - 1);
    (void)written;
    _exit(STATUS_FAILED);
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
