/* SPDX-License-Identifier: GPL-2.0-or-later */
/* option_complete.c: what the scripts in completions/ ask of a program (option.h). */
#include "option.h"

#include <string.h>

static const char question[] = "--complete=";

static bool is_path(const char *completes)
{
    return strcmp(completes, "file") == 0 || strcmp(completes, "directory") == 0;
}

/* How an argument is completed: a path, one word, words between commas, or not at all. */
static const char *way_of(const struct option_row *row)
{
    if (!row->completes)
        return "-";
    return is_path(row->completes) ? row->completes : row->completes[0] == ',' ? "list" : "words";
}

/* Prints the first clause, without text in brackets. */
static void print_help(const char *help, FILE *stream)
{
    for (; *help && *help != ';'; help++) {
        const char *closing = strncmp(help, " (", 2) == 0 ? strchr(help, ')') : NULL;
        if (closing)
            help = closing;
        else
            fputc(*help, stream);
    }
}

static void print_row(const struct option_row *row, FILE *stream)
{
    const char letter[] = { '-', row->letter, '\0' };
    fprintf(stream, "--%s\t%s\t%s\t%s\t", row->name, letter, row->argument ? row->argument : "-",
            way_of(row));
    print_help(row->help, stream);
    fputc('\n', stream);
}

/* Adds the words of "yes|no". */
static void add_alternatives(struct list *words, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "|");
        list_add(words, text, length);
        text += length + (text[length] == '|');
    }
}

/* The kind of the words of "--name", or the kind that is asked for. */
static const char *kind_of(const struct option_row *rows, const char *asked)
{
    if (strncmp(asked, "--", 2) != 0)
        return asked;
    for (const struct option_row *row = rows; row->name; row++)
        if (strcmp(asked + 2, row->name) == 0 && row->completes)
            return row->completes + (row->completes[0] == ',');
    return "";
}

bool option_complete(const struct option_row *rows, int argc, char *const argv[],
                     option_words *add_words, FILE *stream)
{
    const size_t length = strlen(question);
    if (argc != 2 || strncmp(argv[1], question, length) != 0)
        return false;
    struct list words = LIST_INIT;
    const char *kind = kind_of(rows, argv[1] + length);
    if (strcmp(kind, "options") == 0)
        for (const struct option_row *row = rows; row->name; row++)
            print_row(row, stream);
    else if (!add_words || !add_words(&words, kind))
        add_alternatives(&words, kind);
    for (size_t i = 0; i < words.count; i++)
        fprintf(stream, "%s\n", words.items[i].data);
    list_release(&words);
    return true;
}
