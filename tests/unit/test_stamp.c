/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_stamp.c: which changes of a file its stamp tells. */
#include "stamp.h"

#include <string.h>

#include "tap.h"

static struct stat status_of(void)
{
    return (struct stat){ .st_size = 100,
                          .st_ino = 7,
                          .st_mtim = { .tv_sec = 1624774140, .tv_nsec = 5 },
                          .st_ctim = { .tv_sec = 1624774141, .tv_nsec = 6 } };
}

static void test_matches(const struct stamp *stamp)
{
    struct stat status = status_of();
    tap_ok(stamp_matches(stamp, &status), "a file with the same status is unchanged");
    status.st_size++;
    tap_ok(!stamp_matches(stamp, &status), "a file of another size is changed");
    status = status_of();
    status.st_ino++;
    tap_ok(!stamp_matches(stamp, &status), "a file with another inode is changed");
    status = status_of();
    status.st_mtim.tv_nsec++;
    tap_ok(!stamp_matches(stamp, &status),
           "a file that was modified a nanosecond later is changed");
    status = status_of();
    status.st_ctim.tv_nsec++;
    tap_ok(!stamp_matches(stamp, &status),
           "a file whose status changed a nanosecond later is changed");
    status = status_of();
    struct stamp racy = *stamp;
    racy.racy = true;
    tap_ok(!stamp_matches(&racy, &status), "a racy stamp never says that a file is unchanged");
}

static void test_packing(const struct stamp *stamp)
{
    for (int flags = 0; flags < 4; flags++) {
        struct stamp packed = *stamp, read = { 0 };
        struct buffer bytes = BUFFER_INIT;
        packed.racy = flags & 1;
        packed.skipped = flags & 2;
        stamp_pack(&bytes, &packed);
        tap_ok(stamp_unpack(&read, bytes.data, bytes.length) &&
                   memcmp(read.path, packed.path, STAMP_HASH_SIZE) == 0 &&
                   memcmp(read.content, packed.content, STAMP_HASH_SIZE) == 0 &&
                   memcmp(read.text, packed.text, STAMP_HASH_SIZE) == 0 &&
                   read.size == packed.size && read.inode == packed.inode &&
                   read.modified == packed.modified && read.changed == packed.changed &&
                   read.racy == packed.racy && read.skipped == packed.skipped,
               "a stamp is read as it was packed, with the flags %d", flags);
        tap_ok(!stamp_unpack(&read, bytes.data, bytes.length - 1),
               "a stamp that was cut is not read, with the flags %d", flags);
        buffer_release(&bytes);
    }
}

int main(void)
{
    struct stamp stamp = { .path = "path", .content = "content", .text = "text" };
    struct stat status = status_of();
    stamp_set_status(&stamp, &status);
    test_matches(&stamp);
    test_packing(&stamp);
    tap_ok(stamp_has_content(&stamp), "a stamp with a hash of the content has content");
    memset(stamp.content, 0, sizeof stamp.content);
    tap_ok(!stamp_has_content(&stamp), "a stamp without a hash of the content has none");
    return tap_done();
}
