/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "option_short.h"

#include <string.h>

#include "buffer.h"
#include "command.h"

#define SHOWN_MAX 64    /* bytes of an argument in a sentence */
#define COMMAND_MAX 400 /* of a whole command */

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
    struct buffer shown = BUFFER_INIT;
    buffer_add(&shown, text, length);
    buffer_add_text(&shown, length < strlen(text) ? "..." : "");
    command_add_word(out, buffer_text(&shown), shown.length);
    buffer_release(&shown);
}

/* Whether text can follow the letter of the row: a number where it takes one. */
static bool is_value(const struct option_row *row, const char *text)
{
    return !option_takes_number(row) || option_is_digits(text) ||
           (strcmp(row->argument, "N|all") == 0 && strcmp(text, "all") == 0);
}

/* " -a -i", " -d atabase": the letters as separate options. Returns their number; 0 if one of them
 * is no option, or has a value that it does not take. */
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
            const char *value = letters + 1 + assigned;
            buffer_add_byte(out, ' ');
            add_quoted(out, value);
            return is_value(row, value) ? count : 0;
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
    const struct option_row *first = option_of_letter(line->rows, argument[1]);
    size_t count = add_options(&options, line->rows, argument + 1);
    if (count == 0 && first && option_takes_number(first))
        buffer_printf(out, "-%c takes a number, as in -%c5", argument[1], argument[1]);
    else if (count == 0)
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

/* Whether the argument before "--" is an option, or looks like a long one. */
static bool is_option(const struct option_row *rows, const char *argument)
{
    return strncmp(argument, "--", 2) == 0 || option_spelled(rows, argument);
}

/* Whether the value of the option is the next argument. */
static bool has_next(const struct option_row *rows, const char *argument)
{
    const struct option_row *row = option_spelled(rows, argument);
    bool attached = argument[1] == '-' ? strchr(argument, '=') != NULL : argument[2] != '\0';
    return row && row->argument && !option_may_lack_argument(row) && !attached;
}

static void add_argument(struct buffer *out, const char *argument)
{
    buffer_add_byte(out, ' ');
    command_add_word(out, argument, strlen(argument));
}

/* The arguments that are options with their values, or those that are not. */
static void add_arguments(struct buffer *out, const struct option_line *line, bool options)
{
    bool ended = false; /* by -- */
    for (int i = 1; i < line->argc; i++) {
        const char *argument = line->argv[i];
        bool ends = !ended && strcmp(argument, "--") == 0;
        ended = ended || ends;
        bool is = !ended && is_option(line->rows, argument);
        if (is == options && !ends)
            add_argument(out, argument);
        if (!is || !has_next(line->rows, argument) || i + 1 == line->argc)
            continue;
        i++;
        if (options)
            add_argument(out, line->argv[i]);
    }
}

/* The whole command in which the argument is an operand, unless it is too long. */
static void add_command(struct buffer *out, const struct option_line *line)
{
    struct buffer command = BUFFER_INIT;
    add_arguments(&command, line, true);
    buffer_add_text(&command, " --");
    add_arguments(&command, line, false);
    if (line->argc > 2 && command.length <= COMMAND_MAX)
        buffer_printf(out, ": %s%s", line->program, command.data);
    buffer_release(&command);
}

int option_refuse(const struct option_line *line, const char *argument, struct error *err)
{
    struct buffer sentence = BUFFER_INIT;
    buffer_add_text(&sentence, "unknown option ");
    add_quoted(&sentence, argument);
    buffer_printf(&sentence, line->argc > 2 ? "; -- " : "; %s -- ", line->program);
    add_quoted(&sentence, argument);
    buffer_printf(&sentence, " %s", line->hyphen_means);
    add_command(&sentence, line);
    buffer_add_text(&sentence, "; ");
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
