/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text.c: UTF-8 checked, repaired and made fit to print (text.h). */
#include "text.h"

#include <stdint.h>
#include <string.h>

#include <utf8proc.h>

#include "characters.h"

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

/* Invisible characters that change how the text around them is shown. */
static bool is_bidi_control(int32_t code)
{
    return code == 0x200E || code == 0x200F || code == 0x061C ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

static bool is_control(int32_t code)
{
    return (code >= 0 && code < 0x20) || (code >= 0x7F && code < 0xA0);
}

static bool is_tab_or_newline(int32_t code)
{
    return code == '\t' || code == '\n' || code == '\r' || code == 0x85 || code == 0x2028 ||
           code == 0x2029;
}

size_t text_valid_length(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        int32_t code;
        size_t bytes = character_decode(text + at, length - at, &code);
        if (code < 0)
            return at;
        at += bytes;
    }
    return length;
}

bool text_valid(const char *text, size_t length)
{
    return text_valid_length(text, length) == length;
}

void text_repair(struct buffer *out, const char *text, size_t length)
{
    buffer_reserve(out, length);
    size_t good = 0; /* where the bytes to copy begin */
    for (size_t at = 0; at < length;) {
        int32_t code;
        size_t bytes = character_decode(text + at, length - at, &code);
        if (code <= 0) {
            buffer_add(out, text + good, at - good);
            buffer_add_text(out, REPLACEMENT);
            good = at + bytes;
        }
        at += bytes;
    }
    buffer_add(out, text + good, length - good);
}

/* The bytes of the ASCII without spaces and controls that text begins with (any of it in *code), or
 * else of its first character. */
static size_t next_piece(const char *text, size_t length, int32_t *code)
{
    size_t at = 0;
    while (at < length && text[at] > 0x20 && text[at] < 0x7F)
        at++;
    *code = 'a';
    return at > 0 ? at : character_decode(text, length, code);
}

void text_squeeze(struct buffer *out, const char *text, size_t length)
{
    size_t start = out->length;
    bool space = false;
    buffer_reserve(out, length);
    for (size_t at = 0; at < length;) {
        int32_t code;
        size_t bytes = next_piece(text + at, length - at, &code);
        if (character_is_space(code)) {
            space = true;
        } else {
            if (space && out->length > start)
                buffer_add_byte(out, ' ');
            space = false;
            buffer_add(out, text + at, bytes);
        }
        at += bytes;
    }
}

struct text_case text_case(const char *text, size_t length)
{
    struct text_case found = { false, false };
    size_t bytes;
    for (size_t at = 0; at < length; at += bytes) {
        int32_t code;
        bytes = character_decode(text + at, length - at, &code);
        utf8proc_category_t category = utf8proc_category(code);
        found.small = found.small || category == UTF8PROC_CATEGORY_LL;
        found.capital =
            found.capital || category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
    }
    return found;
}

bool text_begins_word(const char *text, size_t length)
{
    int32_t code;
    if (length == 0)
        return false;
    character_decode(text, length, &code);
    enum character_class class = character_class_of(code);
    return class == CHARACTER_LETTER || class == CHARACTER_DIGIT || class == CHARACTER_UNSPACED;
}

size_t text_characters(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t at = 0; at < length; count++) {
        int32_t code;
        at += character_decode(text + at, length - at, &code);
    }
    return count;
}

void text_add_safe(struct buffer *out, const char *text, size_t length)
{
    buffer_reserve(out, length);
    for (size_t at = 0; at < length;) {
        int32_t code;
        size_t bytes = next_piece(text + at, length - at, &code);
        if (is_tab_or_newline(code))
            buffer_add_byte(out, ' ');
        else if (code < 0 || is_control(code) || is_bidi_control(code))
            buffer_add_text(out, REPLACEMENT);
        else
            buffer_add(out, text + at, bytes);
        at += bytes;
    }
}

void text_print_safe(FILE *stream, const char *text)
{
    struct buffer safe = BUFFER_INIT;
    text_add_safe(&safe, text, strlen(text));
    fwrite(buffer_text(&safe), 1, safe.length, stream);
    buffer_release(&safe);
}
