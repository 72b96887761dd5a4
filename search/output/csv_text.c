/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "csv_text.h"

#include <string.h>

void csv_text_add(struct buffer *out, const char *text, size_t length)
{
    if (strcspn(text, ",\"\r\n") == length) {
        buffer_add(out, text, length);
        return;
    }
    buffer_add_byte(out, '"');
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"')
            buffer_add_byte(out, '"');
        buffer_add_byte(out, text[i]);
    }
    buffer_add_byte(out, '"');
}
