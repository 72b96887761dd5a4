/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Packed lists and numbers: what is written is read, and broken bytes are noticed. */
#include "record.h"
#include "tap.h"

static void test_items(void)
{
    struct buffer buffer = BUFFER_INIT;
    struct list list = LIST_INIT;
    char longer[300];
    memset(longer, 'x', sizeof longer);
    list_add_text(&list, "AI");
    list_add(&list, "", 0);
    list_add(&list, longer, sizeof longer);
    list_add(&list, "\0\x80\xFF", 3);
    record_add_list(&buffer, &list);
    tap_is_number((long long)buffer.length, 3 + 1 + 302 + 4, "lengths take one byte below 128");

    struct record_reader reader;
    record_reader_init(&reader, buffer.data, buffer.length);
    const char *item;
    size_t length, count = 0;
    bool same = true;
    while (record_next(&reader, &item, &length)) {
        same = same && length == list.items[count].length &&
               memcmp(item, list.items[count].data, length) == 0;
        count++;
    }
    tap_ok(same && count == list.count && !reader.broken, "a list is read as it was written");

    bool all_noticed = true;
    for (size_t cut = 1; cut < 300; cut++) {
        record_reader_init(&reader, buffer.data, 4 + cut); /* ends inside the third item */
        while (record_next(&reader, &item, &length))
            continue;
        all_noticed = all_noticed && reader.broken;
    }
    tap_ok(all_noticed, "a list cut inside an item is broken");
    tap_ok(!record_next(&reader, &item, &length), "a broken reader stays at its end");

    record_reader_init(&reader, NULL, 0);
    tap_ok(!record_next(&reader, &item, &length) && !reader.broken, "no bytes are the empty list");
    list_release(&list);
    buffer_release(&buffer);
}

static void test_numbers(void)
{
    static const int64_t values[] = { 0,    1,   -1,        63,        -64,          64,
                                      -65,  127, 128,       16383,     16384,        INT32_MAX,
                                      -999, 255, INT64_MIN, INT64_MAX, INT64_MIN + 1 };
    size_t count = sizeof values / sizeof *values;
    struct buffer buffer = BUFFER_INIT;
    for (size_t i = 0; i < count; i++) {
        record_add_signed(&buffer, values[i]);
        record_add_unsigned(&buffer, (uint64_t)values[i]);
    }
    struct record_reader reader;
    record_reader_init(&reader, buffer.data, buffer.length);
    bool same = true;
    for (size_t i = 0; i < count; i++) {
        int64_t number;
        uint64_t bits;
        same = same && record_signed(&reader, &number) && number == values[i] &&
               record_unsigned(&reader, &bits) && bits == (uint64_t)values[i];
    }
    tap_ok(same && reader.at == reader.end, "numbers are read as they were written");

    uint64_t bits;
    tap_ok(!record_unsigned(&reader, &bits) && !reader.broken, "the end of a record is no fault");
    buffer_clear(&buffer);
    record_add_signed(&buffer, -1);
    tap_ok(buffer.length == 1 && buffer.data[0] == 1, "-1 takes one byte");

    record_reader_init(&reader, "\x80", 1);
    tap_ok(!record_unsigned(&reader, &bits) && reader.broken, "a number cut short is broken");
    record_reader_init(&reader, "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x02", 10);
    tap_ok(!record_unsigned(&reader, &bits) && reader.broken,
           "a number of more than 64 bits is broken");
    record_reader_init(&reader, "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 12);
    tap_ok(!record_unsigned(&reader, &bits) && reader.broken, "a number without an end is broken");
    buffer_release(&buffer);
}

int main(void)
{
    test_items();
    test_numbers();
    return tap_done();
}
