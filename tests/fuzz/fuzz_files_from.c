/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_files_from.c: any bytes as the list of --files-from; the first says what ends a name. All
 * names come out absolute and without a NUL. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "files_from.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct list names = LIST_INIT;
    struct error err;
    char path[64];
    if (size == 0)
        return 0;
    int file = memfd_create("names", MFD_CLOEXEC);
    if (file < 0 || write(file, data + 1, size - 1) != (ssize_t)(size - 1))
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    if (files_from_read(&names, path, data[0] & 1, &err) < 0 && !*err.text)
        abort();
    for (size_t i = 0; i < names.count; i++)
        if (names.items[i].data[0] != '/' || strlen(names.items[i].data) != names.items[i].length ||
            strstr(names.items[i].data, "/../") || strstr(names.items[i].data, "//"))
            abort();
    list_release(&names);
    close(file);
    return 0;
}
