/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "names.h"

#include <string.h>

size_t names_first(const char *text, size_t length, const char *separators, bool *closes)
{
    for (size_t at = 0; at < length; at++) {
        const char *close = NULL;
        if (strchr(separators, text[at]))
            return at;
        if (*closes && length - at > 4 && text[at] == '[' && text[at + 1] == '[') {
            close = memmem(text + at, length - at, "]]", 2);
            *closes = close != NULL;
        }
        if (close)
            at = (size_t)(close - text) + 1;
    }
    return length;
}

void names_unlink(struct buffer *name)
{
    if (name->length < 5 || memcmp(name->data, "[[", 2) != 0 ||
        memcmp(name->data + name->length - 2, "]]", 2) != 0)
        return;
    const char *page = name->data + 2, *end = name->data + name->length - 2;
    size_t length = (size_t)(end - page);
    if (memchr(page, '[', length) || memchr(page, ']', length))
        return;
    const char *alias = memrchr(page, '|', length);
    if (alias && alias + 1 < end)
        page = alias + 1;
    else if (alias)
        end = alias;
    while (page < end && *page == ' ')
        page++;
    while (end > page && end[-1] == ' ')
        end--;
    if (page == end)
        return;
    name->length = (size_t)(end - page);
    memmove(name->data, page, name->length);
    name->data[name->length] = '\0';
}
