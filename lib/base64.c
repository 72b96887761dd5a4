/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base64.h"

#include <stdint.h>
#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_add(struct buffer *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i += 3) {
        uint32_t group = 0;
        for (size_t j = 0; j < 3; j++)
            group = group << 8 | (i + j < length ? (unsigned char)bytes[i + j] : 0);
        for (size_t j = 0; j < 4; j++)
            buffer_add_byte(out, i + j > length ? '=' : digits[group >> (18 - 6 * j) & 63]);
    }
}

bool base64_read(struct buffer *out, const char *text)
{
    size_t length = strspn(text, digits), padding = strspn(text + length, "=");
    if (text[length + padding] != '\0' || (length + padding) % 4 != 0 || padding > 2)
        return false;
    uint32_t bits = 0;
    for (size_t i = 0; i < length; i++) {
        bits = bits << 6 | (uint32_t)(strchr(digits, text[i]) - digits);
        if (i % 4 > 0)
            buffer_add_byte(out, (int)(bits >> (6 - 2 * (i % 4)) & 0xFF));
    }
    return true;
}
