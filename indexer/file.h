/* SPDX-License-Identifier: GPL-2.0-or-later */
/* file.h: reads a file, with a reliable stamp. */
#ifndef NEWSSEARCH_FILE_H
#define NEWSSEARCH_FILE_H

#include <stddef.h>

#include "buffer.h"
#include "error.h"
#include "stamp.h"

enum file_result {
    FILE_READ,
    FILE_GONE,   /* there is none, or it is no regular file (any more) */
    FILE_FAILED, /* *err says why, without the path */
    FILE_BROKEN, /* so would any other file: memory or descriptors are used up; *err says so */
    FILE_LARGE,  /* over most bytes; *err says so */
};

/* Replaces *bytes by the file's and sets stamp's path, content, status and racy. Waits for the
 * clock to pass the file's change time (at most some 10 ms), so that a later change gets another
 * time. Reads again if the file changed meanwhile. A symbolic link is followed only if follow. */
enum file_result file_read(struct buffer *bytes, struct stamp *stamp, const char *path, bool follow,
                           size_t most, struct error *err);

#endif
