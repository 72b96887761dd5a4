/* SPDX-License-Identifier: GPL-2.0-or-later */
/* record.h: how lists are packed into one value or into a document's data.
 *
 * A packed list is, for each item, its length as a LEB128 varint and its bytes:
 * the same on every machine. A document's data is the packed list
 * { body, shown, related title, related excerpt, related title, … }, where shown is the packed list
 * of the slots of all fields with schema_is_shown, in their order, so that a row needs one read
 * instead of a dozen.
 */
#ifndef NEWSSEARCH_RECORD_H
#define NEWSSEARCH_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "list.h"

void record_add_item(struct buffer *out, const char *bytes, size_t length);
void record_add_list(struct buffer *out, const struct list *list);

/* Walks a packed list without copying. False at the end, and at bytes that are not a
 * packed list (then reader->broken is set). *item is not NUL-terminated. */
struct record_reader {
    const char *at, *end;
    bool broken;
};
void record_reader_init(struct record_reader *reader, const char *bytes, size_t length);
bool record_next(struct record_reader *reader, const char **item, size_t *length);

/* Numbers: LEB128, and zigzag LEB128 for signed ones. Read with the reader above, which they may
 * share with items; false as record_next. */
void record_add_unsigned(struct buffer *out, uint64_t value);
void record_add_signed(struct buffer *out, int64_t value);
bool record_unsigned(struct record_reader *reader, uint64_t *value);
bool record_signed(struct record_reader *reader, int64_t *value);

#endif
