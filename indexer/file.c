/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "term.h"

#define ATTEMPTS 5               /* to read a file that is being written */
#define TICK_NANOSECONDS 1000000 /* between two looks at the clock */
#define TICKS_MAX 50
#define COARSE_SECONDS 3 /* FAT keeps times of two seconds */

/* The clock that the kernel stamps files with. */
static int64_t file_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    return (int64_t)now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/* Waits until a change would give the file another time. False if a short wait cannot achieve that.
 */
static bool wait_for_tick(const struct stamp *stamp)
{
    int64_t latest = stamp->changed > stamp->modified ? stamp->changed : stamp->modified;
    bool coarse = stamp->changed % 1000000000 == 0 && stamp->modified % 1000000000 == 0;
    if (coarse)
        return file_clock() > latest + COARSE_SECONDS * INT64_C(1000000000);
    if (stamp->changed > file_clock() + TICKS_MAX * (int64_t)TICK_NANOSECONDS)
        return false;
    for (int i = 0; stamp->changed >= file_clock(); i++) {
        if (i == TICKS_MAX)
            return false;
        nanosleep(&(struct timespec){ .tv_nsec = TICK_NANOSECONDS }, NULL);
    }
    return true;
}

/* 1: more than most bytes. */
static int read_all(struct buffer *bytes, int descriptor, size_t expected, size_t most)
{
    buffer_clear(bytes);
    buffer_reserve(bytes, expected + 1);
    for (;;) {
        buffer_reserve(bytes, 1);
        ssize_t got =
            read(descriptor, bytes->data + bytes->length, bytes->capacity - bytes->length - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            bytes->data[bytes->length] = 0;
            return got < 0 ? -1 : 0;
        }
        bytes->length += (size_t)got;
        if (bytes->length > most)
            return 1;
    }
}

static enum file_result failed(int number, struct error *err)
{
    error_set_system(err, number, "cannot be read");
    return number == EMFILE || number == ENFILE || number == ENOMEM ? FILE_BROKEN : FILE_FAILED;
}

/* Reads once. FILE_GONE: the file changed meanwhile. */
static enum file_result read_once(struct buffer *bytes, struct stamp *stamp, int descriptor,
                                  size_t most, struct error *err)
{
    struct stat status;
    struct stamp before;
    int result = fstat(descriptor, &status);
    if (result == 0) {
        stamp_set_status(stamp, &status);
        stamp->racy = !wait_for_tick(stamp);
        result = (uint64_t)status.st_size > most
                     ? 1
                     : read_all(bytes, descriptor, (size_t)status.st_size, most);
    }
    if (result == 1) {
        error_set(err, "larger than %zu bytes (--max-file-size)", most);
        return FILE_LARGE;
    }
    if (result < 0 || lseek(descriptor, 0, SEEK_SET) < 0 || fstat(descriptor, &status) < 0)
        return failed(errno, err);
    before = *stamp;
    before.racy = false;
    return stamp_matches(&before, &status) ? FILE_READ : FILE_GONE;
}

enum file_result file_read(struct buffer *bytes, struct stamp *stamp, const char *path, bool follow,
                           size_t most, struct error *err)
{
    struct stat status;
    int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (follow ? 0 : O_NOFOLLOW);
    int descriptor = open(path, flags);
    if (descriptor < 0) {
        if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP || errno == ENXIO)
            return FILE_GONE;
        return failed(errno, err);
    }
    enum file_result result = FILE_GONE;
    bool regular = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    for (int i = 0; regular && result == FILE_GONE && i < ATTEMPTS; i++)
        result = read_once(bytes, stamp, descriptor, most, err);
    close(descriptor);
    if (regular && result == FILE_GONE) { /* it is still being written: take what was read */
        stamp->racy = true;
        result = FILE_READ;
    }
    if (result == FILE_READ || result == FILE_LARGE)
        term_hash(stamp->path, path, strlen(path));
    if (result == FILE_READ)
        term_hash(stamp->content, bytes->data, bytes->length);
    return result;
}
