/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "surrogates.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#define ESCAPE 6 /* bytes of \ud83d */

/* Whether \udXYZ stands at text, with an X of these. text has as many bytes. */
static bool is_escape(const char *text, const char *second_digits)
{
    return text[0] == '\\' && text[1] == 'u' && (text[2] == 'd' || text[2] == 'D') && text[3] &&
           strchr(second_digits, text[3]) && isxdigit((unsigned char)text[4]) &&
           isxdigit((unsigned char)text[5]);
}

size_t surrogates_find(const char *text, size_t length, size_t start)
{
    while (start < length) {
        const char *found = memchr(text + start, '\\', length - start);
        if (!found)
            return length;
        start = (size_t)(found - text);
        if (length - start >= 2 * ESCAPE && is_escape(found, "89abAB") &&
            is_escape(found + ESCAPE, "cdefCDEF"))
            return start;
        start += 2; /* what is escaped begins no escape */
    }
    return length;
}

/* The third digit: D800 to DBFF become E000 to E3FF, DC00 to DFFF become E400 to E7FF. */
void surrogates_hide(char *copy, const char *text)
{
    static const char digits[] = "89abcdef";
    memmove(copy, text, 2 * ESCAPE);
    for (size_t i = 0; i < 2; i++, copy += ESCAPE) {
        const char *digit =
            strchr(digits, copy[3] >= 'A' && copy[3] <= 'F' ? copy[3] | 0x20 : copy[3]);
        copy[2] = 'e';
        copy[3] = (char)('0' + (digit - digits));
    }
}

/* A character from U+E000 to U+EFFF. */
static unsigned private_use(const char *text)
{
    return 0xE000u | ((unsigned)text[1] & 0x3F) << 6 | ((unsigned)text[2] & 0x3F);
}

size_t surrogates_join(char *value, size_t length)
{
    size_t to = 0;
    for (size_t at = 0; at < length;) {
        bool pair = length - at >= 6 && (unsigned char)value[at] == 0xEE &&
                    (unsigned char)value[at + 3] == 0xEE;
        unsigned high = pair ? private_use(value + at) : 0;
        unsigned low = pair ? private_use(value + at + 3) : 0;
        if (high < 0xE000 || high > 0xE3FF || low < 0xE400 || low > 0xE7FF) {
            value[to++] = value[at++];
            continue;
        }
        uint32_t code = 0x10000 + ((high - 0xE000) << 10) + (low - 0xE400);
        value[to++] = (char)(0xF0 | code >> 18);
        value[to++] = (char)(0x80 | (code >> 12 & 0x3F));
        value[to++] = (char)(0x80 | (code >> 6 & 0x3F));
        value[to++] = (char)(0x80 | (code & 0x3F));
        at += 6;
    }
    value[to] = 0;
    return to;
}
