/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "words.h"

#include <stdbool.h>

/* The bytes of the white space at p, 0 if it is none. */
static inline size_t space_length(const char *p, const char *end)
{
    const unsigned char *byte = (const unsigned char *)p;

    if (byte[0] > ' ' && byte[0] < 0xC2)
        return 0;
    if (byte[0] == ' ' || (byte[0] >= '\t' && byte[0] <= '\r'))
        return 1;
    if (byte[0] < 0xC2 || byte[0] > 0xE3)
        return 0;
    if (end - p >= 2 && byte[0] == 0xC2 && (byte[1] == 0x85 || byte[1] == 0xA0))
        return 2;
    if (end - p < 3)
        return 0;
    unsigned code = (byte[0] & 0xFU) << 12 | (byte[1] & 0x3FU) << 6 | (byte[2] & 0x3FU);
    bool is_space = code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
                    code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
    return byte[0] >= 0xE1 && is_space ? 3 : 0;
}

/* Where the words that begin before text end: at white space other than a single blank, so that
 * they can be copied at once. */
static const char *words_end(const char *text, const char *end)
{
    while (text < end) {
        if (space_length(text, end) == 0)
            text++;
        else if (*text == ' ' && end - text >= 2 && space_length(text + 1, end) == 0)
            text += 2;
        else
            break;
    }
    return text;
}

void words_init(struct words *words, struct buffer *out, char line_break)
{
    *words = (struct words){ .out = out, .start = out->length, .line_break = line_break };
}

void words_break(struct words *words)
{
    words->gap = words->line_break;
}

void words_add(struct words *words, const char *text, size_t length)
{
    const char *end = text + length;

    while (text < end) {
        size_t space = space_length(text, end);
        if (space > 0) {
            if (!words->gap)
                words->gap = ' ';
            text += space;
            continue;
        }
        const char *first = text;
        text = words_end(text + 1, end);
        if (words->gap && words->out->length > words->start)
            buffer_add_byte(words->out, words->gap);
        words->gap = 0;
        buffer_add(words->out, first, (size_t)(text - first));
    }
}
