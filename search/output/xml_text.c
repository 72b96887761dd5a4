/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xml_text.h"

#include <string.h>

#include "buffer.h"
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

void xml_text_print(FILE *stream, const char *text, size_t length)
{
    struct buffer safe = BUFFER_INIT;
    text_add_safe(&safe, text, length);
    replace_noncharacters(&safe);
    const char *from = buffer_text(&safe), *end = from + safe.length;
    for (const char *at = from; at < end; at++) {
        const char *escaped = reference(*at);
        if (!escaped)
            continue;
        fwrite(from, 1, (size_t)(at - from), stream);
        fputs(escaped, stream);
        from = at + 1;
    }
    fwrite(from, 1, (size_t)(end - from), stream);
    buffer_release(&safe);
}

void xml_text_element(FILE *stream, size_t indent, const char *name, const char *text,
                      size_t length)
{
    fprintf(stream, "%*s<%s>", (int)indent, "", name);
    xml_text_print(stream, text, length);
    fprintf(stream, "</%s>\n", name);
}
