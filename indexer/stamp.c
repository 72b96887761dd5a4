/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stamp.h"

#include <string.h>

#include "record.h"

enum { RACY = 1, SKIPPED = 2 }; /* as packed */

static int64_t nanoseconds(const struct timespec *time)
{
    return (int64_t)time->tv_sec * INT64_C(1000000000) + time->tv_nsec;
}

void stamp_set_status(struct stamp *stamp, const struct stat *status)
{
    stamp->size = (uint64_t)status->st_size;
    stamp->inode = (uint64_t)status->st_ino;
    stamp->modified = nanoseconds(&status->st_mtim);
    stamp->changed = nanoseconds(&status->st_ctim);
}

bool stamp_matches(const struct stamp *stamp, const struct stat *status)
{
    return !stamp->racy && stamp->size == (uint64_t)status->st_size &&
           stamp->changed == nanoseconds(&status->st_ctim) &&
           stamp->modified == nanoseconds(&status->st_mtim) &&
           stamp->inode == (uint64_t)status->st_ino;
}

bool stamp_has_content(const struct stamp *stamp)
{
    static const unsigned char none[STAMP_HASH_SIZE];
    return memcmp(stamp->content, none, sizeof none) != 0;
}

void stamp_pack(struct buffer *out, const struct stamp *stamp)
{
    buffer_add(out, stamp->path, STAMP_HASH_SIZE);
    buffer_add(out, stamp->content, STAMP_HASH_SIZE);
    buffer_add(out, stamp->text, STAMP_HASH_SIZE);
    record_add_unsigned(out, (stamp->racy ? RACY : 0) | (stamp->skipped ? SKIPPED : 0));
    record_add_unsigned(out, stamp->size);
    record_add_unsigned(out, stamp->inode);
    record_add_signed(out, stamp->modified);
    record_add_signed(out, stamp->changed);
}

bool stamp_unpack(struct stamp *stamp, const char *bytes, size_t length)
{
    struct record_reader reader;
    uint64_t flags;
    if (length < 3 * STAMP_HASH_SIZE)
        return false;
    memcpy(stamp->path, bytes, STAMP_HASH_SIZE);
    memcpy(stamp->content, bytes + STAMP_HASH_SIZE, STAMP_HASH_SIZE);
    memcpy(stamp->text, bytes + 2 * STAMP_HASH_SIZE, STAMP_HASH_SIZE);
    record_reader_init(&reader, bytes + 3 * STAMP_HASH_SIZE, length - 3 * STAMP_HASH_SIZE);
    if (!record_unsigned(&reader, &flags) || !record_unsigned(&reader, &stamp->size) ||
        !record_unsigned(&reader, &stamp->inode) || !record_signed(&reader, &stamp->modified) ||
        !record_signed(&reader, &stamp->changed))
        return false;
    stamp->racy = flags & RACY;
    stamp->skipped = flags & SKIPPED;
    return true;
}
