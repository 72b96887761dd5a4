/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "symbol.h"

#include <stdint.h>
#include <utf8proc.h>

#include "ascii.h"
#include "characters.h"

#define JOINER 0x200D /* ZWJ */
#define KEYCAP 0x20E3

static bool is_selector(int32_t code)
{
    return code >= 0xFE00 && code <= 0xFE0F;
}

static bool is_flag_half(int32_t code)
{
    return code >= 0x1F1E6 && code <= 0x1F1FF;
}

static bool is_skin_tone(int32_t code)
{
    return code >= 0x1F3FB && code <= 0x1F3FF;
}

/* Letters of a flag that stands for a region. */
static bool is_tag(int32_t code)
{
    return code >= 0xE0020 && code <= 0xE007F;
}

/* The character at at and its bytes; -1 and 0 at the end. */
static int32_t character_at(const char *text, size_t length, size_t at, size_t *bytes)
{
    int32_t code = -1;
    *bytes = at < length ? character_decode(text + at, length - at, &code) : 0;
    return code;
}

/* The bytes of a keycap, or 0. */
static size_t keycap_length(const char *text, size_t length)
{
    size_t at = 1, bytes;
    if (length < 4 || !(ascii_is_digit(*text) || *text == '#' || *text == '*'))
        return 0;
    int32_t code = character_at(text, length, at, &bytes);
    if (is_selector(code))
        code = character_at(text, length, at += bytes, &bytes);
    return code == KEYCAP ? at + bytes : 0;
}

bool symbol_is_keycap(const char *text, size_t length)
{
    return keycap_length(text, length) > 0;
}

size_t symbol_length(const char *text, size_t length)
{
    size_t at = keycap_length(text, length), bytes, after;
    if (at > 0)
        return at;
    bool half = is_flag_half(character_at(text, length, 0, &at));
    for (;; at += bytes) {
        int32_t code = character_at(text, length, at, &bytes);
        bool joined =
            code == JOINER &&
            character_class_of(character_at(text, length, at + bytes, &after)) == CHARACTER_SYMBOL;
        if (joined)
            bytes += after;
        else if (half && is_flag_half(code))
            half = false;
        else if (!is_selector(code) && !is_skin_tone(code) && !is_tag(code) &&
                 character_class_of(code) != CHARACTER_MARK)
            return at;
    }
}

/* Not with text_fold, which would make "no" of the sign №. */
void symbol_fold(struct buffer *out, const char *text, size_t length)
{
    size_t bytes;
    for (size_t at = 0; at < length; at += bytes) {
        utf8proc_uint8_t small[4];
        int32_t code = character_at(text, length, at, &bytes);
        if (code == JOINER || is_selector(code))
            continue;
        utf8proc_ssize_t written = utf8proc_encode_char(utf8proc_tolower(code), small);
        buffer_add(out, small, (size_t)written);
    }
}
