/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "file_name.h"

#include <string.h>
#include <strings.h>

#include "date.h"

/* A part of a path. */
struct part {
    const char *text;
    size_t length;
};

/* The folder or file whose name ends at end. */
static struct part part_before(const char *path, const char *end)
{
    const char *start = end;
    while (start > path && start[-1] != '/')
        start--;
    return (struct part){ start, (size_t)(end - start) };
}

/* The name without its ending; all of it if it begins with its only dot. */
static size_t stem_length(struct part name)
{
    for (size_t i = name.length; i > 1; i--)
        if (name.text[i - 1] == '.')
            return i - 1;
    return name.length;
}

/* Whether each folder has a file of this name, as of index.md and index.en.md. */
static bool is_of_folder(struct part name)
{
    static const char *const stems[] = { "index.", "_index.", "readme." };
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (strncasecmp(name.text, stems[i], strlen(stems[i])) == 0)
            return true;
    return false;
}

/* What names the article: the file's name without its ending, or the folder's name. */
static struct part name_of(const char *path)
{
    struct part name = part_before(path, path + strlen(path));
    if (is_of_folder(name) && name.text > path) {
        struct part folder = part_before(path, name.text - 1);
        if (folder.length > 0)
            return folder;
    }
    name.length = stem_length(name);
    return name;
}

bool file_name_date(const char *path, int64_t *seconds)
{
    struct part name = name_of(path);
    return date_of_name(seconds, name.text, name.length) > 0;
}

void file_name_title(struct buffer *out, const char *path)
{
    struct part name = name_of(path);
    int64_t seconds;
    size_t at = date_of_name(&seconds, name.text, name.length);
    while (at > 0 && at < name.length && strchr("-_ .", name.text[at]))
        at++;
    if (at == name.length) { /* a name that is nothing but a date */
        buffer_add(out, name.text, name.length);
        return;
    }
    for (; at < name.length; at++)
        buffer_add_byte(out, name.text[at] == '-' ? ' ' : name.text[at]);
}
