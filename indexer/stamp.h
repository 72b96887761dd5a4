/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stamp.h: what a file was like when it was read: enough to know, without opening it, that it has
 * not changed since, and with its bytes, whether its text has.
 *
 * A file whose change time is the current tick of the clock could change again without a trace;
 * file_read (file.h) waits for the next tick before it reads such a file. If waiting is not enough
 * (a clock that was set back, a file system with coarse times), the stamp is marked racy, and a
 * racy stamp never says that a file is unchanged.
 */
#ifndef NEWSSEARCH_STAMP_H
#define NEWSSEARCH_STAMP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "buffer.h"

#define STAMP_HASH_SIZE 16

struct stamp {
    unsigned char path[STAMP_HASH_SIZE]; /* term_hash of the absolute path */
    unsigned char
        content[STAMP_HASH_SIZE];        /* of the file's bytes; zero if it was too large to read */
    unsigned char text[STAMP_HASH_SIZE]; /* document_text_hash of its article; zero if it is none */
    uint64_t size;                       /* bytes */
    uint64_t inode;
    int64_t modified, changed; /* mtime, ctime: nanoseconds since 1970 */
    bool racy;
    bool skipped; /* no article, as it cannot be read as one */
};

/* Sets size, inode and times; the hashes stay as they are. */
void stamp_set_status(struct stamp *stamp, const struct stat *status);

/* Whether the bytes were read. */
bool stamp_has_content(const struct stamp *stamp);

/* Whether the file with this status is the one that was read, unchanged. */
bool stamp_matches(const struct stamp *stamp, const struct stat *status);

void stamp_pack(struct buffer *out, const struct stamp *stamp);
/* False if the bytes are no packed stamp. */
bool stamp_unpack(struct stamp *stamp, const char *bytes, size_t length);

#endif
