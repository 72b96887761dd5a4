/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "url_text.h"

#include <string.h>

#include "ascii.h"

void url_text_add(struct buffer *out, const char *text, size_t length, const char *keep)
{
    for (size_t i = 0; i < length; i++) {
        if (ascii_is_alphanumeric(text[i]) || (text[i] && strchr(keep, text[i])))
            buffer_add_byte(out, text[i]);
        else
            buffer_printf(out, "%%%02X", (unsigned char)text[i]);
    }
}
