/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "option_short.h"

#include <string.h>

#include "buffer.h"

#define SHOWN_MAX 64 /* bytes of an argument in a sentence */

const struct option_row *option_of_letter(const struct option_row *rows, char letter)
{
    for (const struct option_row *row = rows; row->name; row++)
        if (row->letter == letter)
            return row;
    return NULL;
}

bool option_may_lack_argument(const struct option_row *row)
{
    size_t length = row->argument ? strlen(row->argument) : 0;
    return length > 1 && row->argument[0] == '[' && row->argument[length - 1] == ']';
}

bool option_takes_number(const struct option_row *row)
{
    static const char *const arguments[] = { "N", "N|all", "[N]" };
    for (size_t i = 0; row->argument && i < sizeof arguments / sizeof *arguments; i++)
        if (strcmp(row->argument, arguments[i]) == 0)
            return true;
    return false;
}

bool option_is_digits(const char *text)
{
    return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

/* How many bytes of text a sentence shows: whole characters. */
static size_t shown_length(const char *text)
{
    size_t length = strlen(text);
    if (length <= SHOWN_MAX)
        return length;
    length = SHOWN_MAX;
    while (((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return length;
}

/* As it is typed in a shell. */
static void add_quoted(struct buffer *out, const char *text)
{
    size_t length = shown_length(text);
    bool quoted = text[strcspn(text, " \t\n\r\\\"'`$&|;<>()[]{}*?!#~")] != '\0';
    buffer_add_text(out, quoted ? "'" : "");
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\'')
            buffer_add_text(out, "'\\''");
        else
            buffer_add_byte(out, text[i]);
    }
    buffer_add_text(out, length < strlen(text) ? "..." : "");
    buffer_add_text(out, quoted ? "'" : "");
}

/* " -a -i", " -d atabase": the letters as separate options. Returns their number; 0 if one of them
 * is no option. */
static size_t add_options(struct buffer *out, const struct option_row *rows, const char *letters)
{
    size_t count = 0;
    for (; *letters; letters++) {
        if (*letters == ' ')
            break;
        const struct option_row *row = option_of_letter(rows, *letters);
        if (!row)
            return 0;
        buffer_printf(out, " -%c", *letters);
        count++;
        if (row->argument && letters[1]) {
            bool assigned = letters[1] == '=' && letters[2]; /* as after a long name */
            buffer_add_byte(out, ' ');
            add_quoted(out, letters + 1 + assigned);
            return count;
        }
    }
    if (*letters)
        buffer_printf(out, " %.*s", (int)shown_length(letters + 1), letters + 1);
    return count;
}

static void add_second_reading(struct buffer *out, const struct option_line *line,
                               const char *argument)
{
    struct buffer options = BUFFER_INIT;
    size_t count = add_options(&options, line->rows, argument + 1);
    if (count == 0)
        buffer_printf(out, "short options cannot be combined: write %s", line->singly);
    else if (count == 1)
        buffer_printf(out, "%s is an option", options.data + 1);
    else if (count == 2)
        buffer_printf(out, "%s are two options", options.data + 1);
    else
        buffer_printf(out, "%s are %zu options", options.data + 1, count);
    buffer_release(&options);
}

/* -count, -limit=5: a long option with one hyphen. */
static void add_third_reading(struct buffer *out, const struct option_row *rows,
                              const char *argument)
{
    size_t length = strcspn(argument + 1, "=");
    for (const struct option_row *row = rows; length > 1 && row->name; row++)
        if (strlen(row->name) == length && memcmp(row->name, argument + 1, length) == 0)
            buffer_printf(out, "; --%s is an option, too", row->name);
}

int option_refuse(const struct option_line *line, const char *argument, struct error *err)
{
    struct buffer sentence = BUFFER_INIT;
    buffer_add_text(&sentence, "unknown option ");
    add_quoted(&sentence, argument);
    buffer_printf(&sentence, "; %s -- ", line->program);
    add_quoted(&sentence, argument);
    buffer_printf(&sentence, " %s; ", line->hyphen_means);
    add_second_reading(&sentence, line, argument);
    add_third_reading(&sentence, line->rows, argument);
    error_set(err, "%s", buffer_text(&sentence));
    buffer_release(&sentence);
    return -1;
}

const struct option_row *option_spelled(const struct option_row *rows, const char *argument)
{
    if (argument[0] != '-' || argument[1] == '\0')
        return NULL;
    if (argument[1] != '-') {
        const struct option_row *row = option_of_letter(rows, argument[1]);
        bool attached = row && option_takes_number(row) && option_is_digits(argument + 2);
        return argument[2] == '\0' || attached ? row : NULL;
    }
    size_t length = strcspn(argument + 2, "=");
    for (const struct option_row *row = rows; row->name; row++)
        if (strlen(row->name) == length && memcmp(row->name, argument + 2, length) == 0)
            return argument[2 + length] && !row->argument ? NULL : row;
    return NULL;
}
