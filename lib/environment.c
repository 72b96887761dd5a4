/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "environment.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "buffer.h"

const char *environment_get(const char *name)
{
    const char *value = getenv(name);
    return value && value[0] ? value : NULL;
}

bool environment_add_directory(struct buffer *out, const char *name, const char *fallback)
{
    const char *directory = environment_get(name), *home = environment_get("HOME");
    bool absolute = directory && directory[0] == '/'; /* the specification says to ignore others */
    if (absolute)
        buffer_add_text(out, directory);
    else if (home)
        buffer_printf(out, "%s/%s", home, fallback);
    return absolute || home;
}

const char *environment_shell_directory(void)
{
    const char *name = environment_get("PWD");
    struct stat named, working;
    bool same = name && name[0] == '/' && stat(name, &named) == 0 && stat(".", &working) == 0 &&
                named.st_dev == working.st_dev && named.st_ino == working.st_ino;
    return same ? name : NULL;
}
