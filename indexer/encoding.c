/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

#define BINARY_BYTES 8192 /* a NUL among these first bytes means that it is no text */
#define BLOCK_BYTES 4096
#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

/* Windows-1252 from 0x80 to 0x9F; 0: no character. From 0xA0 on it is Latin-1. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* "LINE:COLUMN: " of what follows text. */
static void set_place(struct error *err, const char *text, size_t length, const char *reason)
{
    size_t line = 1, start = 0;
    for (size_t i = 0; i < length; i++)
        if (text[i] == '\n') {
            line++;
            start = i + 1;
        }
    bool marked = start == 0 && length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
    size_t column = text_characters(text + start, length - start) + !marked;
    error_set(err, "%zu:%zu: %s", line, column, reason);
}

static void add_windows_1252(struct buffer *out, unsigned char byte)
{
    unsigned code = byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
    if (code == 0) {
        buffer_add_text(out, REPLACEMENT);
    } else if (code < 0x800) {
        buffer_add_byte(out, (int)(0xC0 | code >> 6));
        buffer_add_byte(out, (int)(0x80 | (code & 0x3F)));
    } else {
        buffer_add_byte(out, (int)(0xE0 | code >> 12));
        buffer_add_byte(out, (int)(0x80 | (code >> 6 & 0x3F)));
        buffer_add_byte(out, (int)(0x80 | (code & 0x3F)));
    }
}

static enum encoding_result read_bytes(struct buffer *out, const char *bytes, size_t length,
                                       struct error *err)
{
    char reason[96];
    bool damaged = false;
    buffer_reserve(out, length);
    for (size_t at = 0; at < length;) {
        size_t valid = text_valid_length(bytes + at, length - at);
        buffer_add(out, bytes + at, valid);
        at += valid;
        if (at == length)
            break;
        unsigned char byte = (unsigned char)bytes[at++];
        if (!damaged) {
            snprintf(reason, sizeof reason,
                     "not UTF-8: byte 0x%02X and others are read as "
                     "Windows-1252",
                     byte);
            set_place(err, out->data, out->length, reason);
        }
        damaged = true;
        add_windows_1252(out, byte);
    }
    return damaged ? ENCODING_DAMAGED : ENCODING_OTHER;
}

/* bytes are UTF-16 after their byte order mark. */
static enum encoding_result read_utf16(struct buffer *out, const char *bytes, size_t length,
                                       const char *name, struct error *err)
{
    iconv_t converter = iconv_open("UTF-8", name);
    char *at = (char *)bytes; /* iconv does not write there */
    bool damaged = false;
    if (converter == (iconv_t)-1) {
        error_set(err, "1:1: %s cannot be read: %s", name, strerror(errno));
        return ENCODING_BINARY;
    }
    for (size_t left = length; left > 0;) {
        char block[BLOCK_BYTES], *to = block;
        size_t room = sizeof block;
        bool wrong = iconv(converter, &at, &left, &to, &room) == (size_t)-1 && errno != E2BIG;
        buffer_add(out, block, sizeof block - room);
        if (!wrong)
            continue;
        if (!damaged)
            set_place(err, buffer_text(out), out->length,
                      "not valid UTF-16: invalid characters are read as U+FFFD");
        damaged = true;
        buffer_add_text(out, REPLACEMENT);
        at += left > 1 ? 2 : 1;
        left -= left > 1 ? 2 : 1;
    }
    iconv_close(converter);
    return damaged ? ENCODING_DAMAGED : ENCODING_OTHER;
}

enum encoding_result encoding_read(struct buffer *out, const char *bytes, size_t length,
                                   struct error *err)
{
    size_t first = length < BINARY_BYTES ? length : BINARY_BYTES;
    const char *nul = memchr(bytes, 0, first);
    if (length >= 4 && memcmp(bytes, "\xFF\xFE\0\0", 4) == 0)
        nul = bytes; /* UTF-32 */
    else if (length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
        return read_utf16(out, bytes + 2, length - 2, "UTF-16LE", err);
    else if (length >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
        return read_utf16(out, bytes + 2, length - 2, "UTF-16BE", err);
    if (nul) {
        set_place(err, bytes, (size_t)(nul - bytes), "binary: a NUL byte");
        return ENCODING_BINARY;
    }
    if (text_valid(bytes, length))
        return ENCODING_UTF8;
    return read_bytes(out, bytes, length, err);
}

bool encoding_has_lone_cr(const char *text, size_t length)
{
    const char *newline = memchr(text, '\n', length);
    const char *cr = memchr(text, '\r', newline ? (size_t)(newline - text) : length);

    return cr && cr + 1 != newline;
}

void encoding_end_lines(char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'))
            text[i] = '\n';
}
