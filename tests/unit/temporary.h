/* SPDX-License-Identifier: GPL-2.0-or-later */
/* temporary.h: a directory that a test may write to, below TMPDIR. */
#ifndef NEWSSEARCH_TEMPORARY_H
#define NEWSSEARCH_TEMPORARY_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

enum { TEMPORARY_SIZE = 256 };

static inline void temporary_make(char path[TEMPORARY_SIZE])
{
    const char *parent = getenv("TMPDIR");
    snprintf(path, TEMPORARY_SIZE, "%s/newssearch-test-XXXXXX",
             parent && *parent ? parent : "/tmp");
    if (!mkdtemp(path)) {
        printf("Bail out! no temporary directory %s\n", path);
        exit(EXIT_FAILURE);
    }
}

static inline int temporary_remove_one(const char *path, const struct stat *status, int type,
                                       struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

static inline void temporary_remove(const char *path)
{
    nftw(path, temporary_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

#endif
