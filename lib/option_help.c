/* SPDX-License-Identifier: GPL-2.0-or-later */
/* option_help.c: the help that a table of options gives (option.h). */
#include "option.h"

#include <string.h>

#include "buffer.h"
#include "text.h"

#define WIDTH 80
#define LEFT_MAX 30 /* a longer option has a line of its own */
#define GAP 2

/* "  -n, --limit=N", "      --batch[=FILE]" */
static void add_left(struct buffer *out, const struct option_row *row)
{
    if (row->letter)
        buffer_printf(out, "  -%c, --%s", row->letter, row->name);
    else
        buffer_printf(out, "      --%s", row->name);
    if (!row->argument)
        return;
    size_t length = strlen(row->argument);
    if (row->argument[0] == '[' && row->argument[length - 1] == ']')
        buffer_printf(out, "[=%s", row->argument + 1);
    else
        buffer_printf(out, "=%s", row->argument);
}

/* Where the sentences begin: one column for all groups. */
static size_t help_column(const struct option_row *rows)
{
    struct buffer left = BUFFER_INIT;
    size_t widest = 0;
    for (const struct option_row *row = rows; row->name; row++) {
        buffer_clear(&left);
        add_left(&left, row);
        size_t columns = text_columns(left.data, left.length);
        if (columns > widest && columns <= LEFT_MAX)
            widest = columns;
    }
    buffer_release(&left);
    return widest + GAP;
}

static void add_spaces(struct buffer *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_add_byte(out, ' ');
}

/* Adds text at the given column and below it, broken between words; the line has `at` columns. */
static void add_wrapped(struct buffer *out, const char *text, size_t column, size_t at)
{
    bool first = true; /* of the line */
    while (*text) {
        size_t length = strcspn(text, " "), columns = text_columns(text, length);
        if (!first && at + 1 + columns > WIDTH) {
            buffer_add_byte(out, '\n');
            add_spaces(out, column);
            at = column;
            first = true;
        }
        if (!first) {
            buffer_add_byte(out, ' ');
            at++;
        }
        buffer_add(out, text, length);
        at += columns;
        first = false;
        text += length;
        text += strspn(text, " ");
    }
    buffer_add_byte(out, '\n');
}

static void add_row(struct buffer *out, const struct option_row *row, size_t column)
{
    size_t start = out->length;
    add_left(out, row);
    size_t at = text_columns(out->data + start, out->length - start);
    if (at + GAP > column) {
        buffer_add_byte(out, '\n');
        at = 0;
    }
    add_spaces(out, column - at);
    add_wrapped(out, row->help, column, column);
}

static void add_lines(struct buffer *out, const char *text)
{
    buffer_add_text(out, text);
    if (out->length > 0 && out->data[out->length - 1] != '\n')
        buffer_add_byte(out, '\n');
}

void option_help(const struct option_row *rows, const char *usage, const char *epilogue,
                 FILE *stream)
{
    struct buffer out = BUFFER_INIT;
    size_t column = help_column(rows);
    const char *group = NULL;
    add_lines(&out, usage);
    for (const struct option_row *row = rows; row->name; row++) {
        bool other = row->group && (!group || strcmp(row->group, group) != 0);
        if (other) {
            buffer_printf(&out, "%s:\n", row->group);
            group = row->group;
        }
        add_row(&out, row, column);
    }
    if (epilogue && *epilogue)
        add_lines(&out, epilogue);
    fwrite(buffer_text(&out), 1, out.length, stream);
    buffer_release(&out);
}
