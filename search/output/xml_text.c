/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xml_text.h"

#include <stdbool.h>
#include <string.h>

#include "ascii.h"
#include "text.h"

static const char *reference(char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* U+FFFE and U+FFFF are valid UTF-8, but not XML. */
static void replace_noncharacters(struct buffer *text)
{
    for (size_t i = 0; i + 2 < text->length; i++)
        if (memcmp(text->data + i, "\xEF\xBF", 2) == 0 && (unsigned char)text->data[i + 2] > 0xBD)
            text->data[i + 2] = '\xBD';
}

void xml_text_add(struct buffer *out, const char *text, size_t length)
{
    struct buffer safe = BUFFER_INIT;
    text_add_safe(&safe, text, length);
    replace_noncharacters(&safe);
    const char *from = buffer_text(&safe), *end = from + safe.length;
    for (const char *at = from; at < end; at++) {
        const char *escaped = reference(*at);
        if (!escaped)
            continue;
        buffer_add(out, from, (size_t)(at - from));
        buffer_add_text(out, escaped);
        from = at + 1;
    }
    buffer_add(out, from, (size_t)(end - from));
    buffer_release(&safe);
}

void xml_text_print(FILE *stream, const char *text, size_t length)
{
    struct buffer escaped = BUFFER_INIT;
    xml_text_add(&escaped, text, length);
    fwrite(buffer_text(&escaped), 1, escaped.length, stream);
    buffer_release(&escaped);
}

void xml_text_element(FILE *stream, size_t indent, const char *name, const char *text,
                      size_t length)
{
    fprintf(stream, "%*s<%s>", (int)indent, "", name);
    xml_text_print(stream, text, length);
    fprintf(stream, "</%s>\n", name);
}

/* Subtags of one to eight letters and digits, of which the first has two letters or more. */
static bool is_language_tag(const struct list_item *language)
{
    size_t subtag = 0, first = 0;
    for (size_t i = 0; i < language->length; i++) {
        char byte = language->data[i];
        bool digit = ascii_is_digit(byte) && first > 0;
        if (subtag > 0 && (byte == '-' || byte == '_')) {
            first = first > 0 ? first : subtag;
            subtag = 0;
        } else if ((!ascii_is_letter(byte) && !digit) || ++subtag > 8) {
            return false;
        }
    }
    return subtag > 0 && (first > 0 ? first : subtag) >= 2;
}

void xml_text_language(FILE *stream, const char *attribute, const struct list_item *language)
{
    if (!language || !is_language_tag(language))
        return;
    fprintf(stream, " %s=\"", attribute);
    for (size_t i = 0; i < language->length; i++)
        fputc(language->data[i] == '_' ? '-' : language->data[i], stream);
    fputc('"', stream);
}
