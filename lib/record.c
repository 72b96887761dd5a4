/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "record.h"

void record_add_item(struct buffer *out, const char *bytes, size_t length)
{
    record_add_unsigned(out, length);
    buffer_add(out, bytes, length);
}

void record_add_list(struct buffer *out, const struct list *list)
{
    for (size_t i = 0; i < list->count; i++)
        record_add_item(out, list->items[i].data, list->items[i].length);
}

void record_reader_init(struct record_reader *reader, const char *bytes, size_t length)
{
    reader->at = bytes;
    reader->end = length > 0 ? bytes + length : bytes; /* bytes may be NULL then */
    reader->broken = false;
}

bool record_next(struct record_reader *reader, const char **item, size_t *length)
{
    uint64_t size;
    if (!record_unsigned(reader, &size))
        return false;
    if (size > (uint64_t)(reader->end - reader->at)) {
        reader->broken = true;
        return false;
    }
    *item = reader->at;
    *length = (size_t)size;
    reader->at += size;
    return true;
}

void record_add_unsigned(struct buffer *out, uint64_t value)
{
    while (value >= 0x80) {
        buffer_add_byte(out, (int)(value & 0x7F) | 0x80);
        value >>= 7;
    }
    buffer_add_byte(out, (int)value);
}

void record_add_signed(struct buffer *out, int64_t value)
{
    uint64_t bits = (uint64_t)value << 1;
    record_add_unsigned(out, value < 0 ? ~bits : bits);
}

bool record_unsigned(struct record_reader *reader, uint64_t *value)
{
    if (reader->broken || reader->at == reader->end)
        return false;
    uint64_t result = 0;
    for (unsigned shift = 0; shift < 64 && reader->at < reader->end; shift += 7) {
        unsigned char byte = (unsigned char)*reader->at++;
        uint64_t bits = byte & 0x7F;
        if (shift == 63 && bits > 1)
            break; /* more than 64 bits */
        result |= bits << shift;
        if (!(byte & 0x80)) {
            *value = result;
            return true;
        }
    }
    reader->broken = true;
    return false;
}

bool record_signed(struct record_reader *reader, int64_t *value)
{
    uint64_t bits;
    if (!record_unsigned(reader, &bits))
        return false;
    *value = (int64_t)(bits & 1 ? ~(bits >> 1) : bits >> 1);
    return true;
}
