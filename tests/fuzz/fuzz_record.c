/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_record.c: any bytes as what an index stores: packed lists, numbers, stamps, static ranks.
 * What can be read is written as it was, or as what is read the same. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "record.h"
#include "stamp.h"
#include "static_rank.h"

static void check_list(const char *bytes, size_t length)
{
    struct record_reader reader;
    struct list list = LIST_INIT;
    struct buffer again = BUFFER_INIT;
    const char *item;
    size_t item_length;
    record_reader_init(&reader, bytes, length);
    while (record_next(&reader, &item, &item_length)) {
        if (item < bytes || item + item_length > bytes + length)
            abort();
        list_add(&list, item, item_length);
    }
    record_add_list(&again, &list);
    if (!reader.broken) {
        size_t count = 0;
        record_reader_init(&reader, buffer_text(&again), again.length);
        for (; record_next(&reader, &item, &item_length); count++)
            if (count >= list.count || item_length != list.items[count].length ||
                memcmp(item, list.items[count].data, item_length) != 0)
                abort();
        if (count != list.count || reader.broken)
            abort();
    }
    buffer_release(&again);
    list_release(&list);
}

static void check_numbers(const char *bytes, size_t length)
{
    struct record_reader reader;
    struct buffer again = BUFFER_INIT;
    uint64_t number, number_again;
    int64_t signed_number, signed_again;
    record_reader_init(&reader, bytes, length);
    while (record_unsigned(&reader, &number) && record_signed(&reader, &signed_number)) {
        struct record_reader second;
        buffer_clear(&again);
        record_add_unsigned(&again, number);
        record_add_signed(&again, signed_number);
        record_reader_init(&second, again.data, again.length);
        if (!record_unsigned(&second, &number_again) || !record_signed(&second, &signed_again) ||
            number != number_again || signed_number != signed_again || second.at != second.end)
            abort();
    }
    buffer_release(&again);
}

static void check_stamp(const char *bytes, size_t length)
{
    struct stamp stamp, read;
    struct buffer again = BUFFER_INIT;
    if (!stamp_unpack(&stamp, bytes, length))
        return;
    stamp_pack(&again, &stamp);
    if (!stamp_unpack(&read, again.data, again.length) || read.size != stamp.size ||
        read.inode != stamp.inode || read.modified != stamp.modified ||
        read.changed != stamp.changed || read.racy != stamp.racy ||
        memcmp(read.path, stamp.path, sizeof read.path) != 0)
        abort();
    buffer_release(&again);
}

static void check_static_rank(const char *bytes)
{
    struct static_rank_values values, read;
    char again[STATIC_RANK_SIZE];
    static_rank_unpack(&values, bytes);
    if (static_rank_saturating(values.quality) > 1 || !(static_rank_recency(values.date) > 0))
        abort();
    static_rank_pack(again, &values);
    static_rank_unpack(&read, again);
    if (read.quality != values.quality || read.heat != values.heat || read.date != values.date ||
        read.dated != values.dated)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    check_list(bytes, size);
    check_numbers(bytes, size);
    check_stamp(bytes, size);
    if (size >= STATIC_RANK_SIZE)
        check_static_rank(bytes);
    return 0;
}
