/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text_width.c: how wide text is on a terminal (text.h). */
#include "text.h"

#include <stdint.h>
#include <utf8proc.h>

#include "characters.h"

/* Whether text_add_safe replaces the character: the replacement takes a column even if the
 * character does not. */
static bool is_shown_replaced(int32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || code == 0x200E ||
           code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

static bool is_plain(int32_t code)
{
    return code >= 0x20 && code < 0x7F;
}

static size_t columns_of(int32_t code)
{
    if (is_plain(code))
        return 1;
    if (is_shown_replaced(code)) /* also a byte that is not UTF-8, -1 */
        return 1;
    if ((code >= 0x1160 && code <= 0x11FF) || (code >= 0xD7B0 && code <= 0xD7FB))
        return 0; /* drawn into the syllable that a Hangul consonant began */
    int width = utf8proc_charwidth(code);
    return width > 0 ? (size_t)width : 0;
}

/* How many plain characters text begins with. Most text is plain, and each character takes a
 * column. */
static size_t plain_length(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && is_plain((unsigned char)text[at]))
        at++;
    return at;
}

size_t text_columns(const char *text, size_t length)
{
    size_t columns = 0;
    for (size_t at = 0; at < length;) {
        int32_t code;
        size_t plain = plain_length(text + at, length - at);
        columns += plain;
        at += plain;
        if (at == length)
            break;
        at += character_decode(text + at, length - at, &code);
        columns += columns_of(code);
    }
    return columns;
}

size_t text_fit(const char *text, size_t length, size_t columns)
{
    size_t fits = 0, used = 0;
    int32_t before = 0;
    utf8proc_int32_t state = 0;
    for (size_t at = 0; at < length;) {
        int32_t code;
        size_t room = columns - used, rest = length - at;
        size_t look = rest > room ? room + 1 : rest; /* text beyond decides nothing */
        size_t plain = at == 0 || is_plain(before) ? plain_length(text + at, look) : 0;
        if (plain > room)
            return at + room;
        if (plain > 0) { /* each is a cluster, but perhaps the last */
            at += plain;
            used += plain;
            fits = at - 1;
            before = (unsigned char)text[fits];
            state = 0;
            continue;
        }
        size_t bytes = character_decode(text + at, length - at, &code);
        /* A cluster ends where the next may begin; an invalid byte is a cluster. */
        if (at == 0 || code < 0 || before < 0) {
            state = 0;
            fits = at;
        } else if (utf8proc_grapheme_break_stateful(before, code, &state)) {
            fits = at;
        }
        used += columns_of(code);
        if (used > columns)
            return fits;
        before = code;
        at += bytes;
    }
    return length;
}
