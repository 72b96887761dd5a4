/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "json_text.h"

#include "buffer.h"
#include "text.h"

json_t *json_text(const char *text, size_t length)
{
    struct buffer repaired = BUFFER_INIT;
    text_repair(&repaired, text, length);
    json_t *value = json_stringn(buffer_text(&repaired), repaired.length);
    buffer_release(&repaired);
    return value;
}
