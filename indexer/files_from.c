/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "files_from.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "index_layout.h"

static int add_name(struct list *names, const char *name, size_t length, struct error *err)
{
    struct buffer absolute = BUFFER_INIT;
    if (length == 0)
        return 0;
    if (strlen(name) != length)
        return error_set(err,
                         "a name in --files-from contains a NUL; use --null if names end with NUL");
    int result = index_path_absolute(&absolute, name, err);
    if (result == 0)
        list_add(names, absolute.data, absolute.length);
    buffer_release(&absolute);
    return result;
}

int files_from_read(struct list *names, const char *file, bool null_ends, struct error *err)
{
    bool standard = strcmp(file, "-") == 0;
    int delimiter = null_ends ? 0 : '\n', result = 0;
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    FILE *stream = standard ? stdin : fopen(file, "re");
    if (!stream)
        return error_set_system(err, errno, "%s cannot be read", file);
    errno = 0;
    while (result == 0 && (length = getdelim(&line, &capacity, delimiter, stream)) >= 0) {
        if (length && line[length - 1] == delimiter)
            line[--length] = 0;
        result = add_name(names, line, (size_t)length, err);
    }
    if (result == 0 && ferror(stream))
        result = error_set_system(err, errno, "%s cannot be read", file);
    free(line);
    if (!standard)
        fclose(stream);
    return result;
}
