/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command.h"

#include <stdbool.h>
#include <string.h>

#include "ascii.h"

#define NEWSINDEX "newsindex"

static struct buffer newsindex; /* empty: the index is not named */

const char *command_newsindex(void)
{
    return newsindex.length > 0 ? newsindex.data : NEWSINDEX;
}

void command_name_index(const char *path)
{
    buffer_clear(&newsindex);
    if (!path)
        return;
    buffer_add_text(&newsindex, NEWSINDEX " --db=");
    command_add_word(&newsindex, path, strlen(path));
}

/* Whether no shell gives the byte a meaning. Bytes of characters beyond ASCII have none. */
static bool is_plain(char byte)
{
    return (unsigned char)byte >= 0x80 || ascii_is_letter(byte) || ascii_is_digit(byte) ||
           (byte && strchr("_-+=:,.@%/", byte));
}

void command_add_word(struct buffer *out, const char *text, size_t length)
{
    bool plain = length > 0 && *text != '=';
    for (size_t i = 0; plain && i < length; i++)
        plain = is_plain(text[i]);
    if (plain) {
        buffer_add(out, text, length);
        return;
    }
    buffer_add_byte(out, '\'');
    for (size_t i = 0; i < length; i++)
        if (text[i] == '\'')
            buffer_add_text(out, "'\\''");
        else
            buffer_add_byte(out, text[i]);
    buffer_add_byte(out, '\'');
}

void command_add_newsindex(struct buffer *out, const char *option, const char *value)
{
    buffer_printf(out, "%s %s", command_newsindex(), option);
    command_add_word(out, value, strlen(value));
}
