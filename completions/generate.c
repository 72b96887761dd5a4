/* SPDX-License-Identifier: GPL-2.0-or-later */
/* generate.c: fills the templates of this folder from the programs' option tables:
 *
 *   generate SHELL PROGRAM < TEMPLATE     SHELL: bash, zsh or fish
 *
 * A line of a template that is @OPTIONS@ alone becomes the options in the shell's words, and
 * @NAME@ inside a line becomes the words that an argument of that kind takes, or @PROGRAM@. */
#include <stdio.h>
#include <string.h>

#include "index_request.h"
#include "option.h"
#include "request/request_table.h"
#include "words.h"

static void print_words(const struct list *words)
{
    for (size_t i = 0; i < words->count; i++)
        printf("%s%s", i ? " " : "", words->items[i].data);
}

/* The first clause of the help, without what stands in brackets, and with what the shell would
 * read escaped. */
static void print_help(const char *help, const char *escaped, const char *quote)
{
    for (; *help && *help != ';'; help++) {
        const char *closing = strncmp(help, " (", 2) == 0 ? strchr(help, ')') : NULL;
        if (closing)
            help = closing;
        else if (*help == '\'')
            fputs(quote, stdout);
        else if (strchr(escaped, *help))
            printf("\\%c", *help);
        else
            putchar(*help);
    }
}

/* Whether the words may be joined by commas. */
static bool is_list(const struct option_row *row)
{
    return strcmp(row->completes, "column") == 0 || strcmp(row->completes, "sort") == 0;
}

static bool may_lack_argument(const struct option_row *row)
{
    size_t length = strlen(row->argument);
    return row->argument[0] == '[' && row->argument[length - 1] == ']';
}

/* Arms of a case: option, kind, words. */
static void print_bash(const struct option_row *row)
{
    struct list words = { 0 };
    printf("    ");
    if (row->letter)
        printf("-%c | ", row->letter);
    printf("--%s) ", row->name);
    if (!row->argument)
        printf("kind=none");
    else if (!row->completes)
        printf("kind=text");
    else if (strcmp(row->completes, "file") == 0 || strcmp(row->completes, "directory") == 0)
        printf("kind=%s", row->completes);
    else
        printf("kind=%s words=\"", is_list(row) ? "list" : "words");
    if (row->argument && row->completes) {
        words_add(&words, row->completes);
        print_words(&words);
        if (words.count > 0)
            putchar('"');
    }
    printf("%s ;;\n", row->argument && may_lack_argument(row) ? " optional=yes" : "");
    list_release(&words);
}

/* Arguments of _arguments. */
static void print_zsh(const struct option_row *row)
{
    struct list words = { 0 };
    const char *after = !row->argument ? "" : may_lack_argument(row) ? "=-" : "=";
    if (row->letter)
        printf("    '*'{-%c%s,--%s%s}'[", row->letter, option_takes_number(row) ? "+" : "",
               row->name, after);
    else
        printf("    '*--%s%s[", row->name, after);
    print_help(row->help, "[]:\\", "'\\''");
    putchar(']');
    if (row->argument) {
        fputs(may_lack_argument(row) ? "::" : ":", stdout);
        print_help(row->argument, "[]:\\", "'\\''");
        putchar(':');
        if (row->completes && strcmp(row->completes, "file") == 0) {
            printf("_files");
        } else if (row->completes && strcmp(row->completes, "directory") == 0) {
            printf("_files -/");
        } else if (row->completes) {
            bool many = is_list(row);
            words_add(&words, row->completes);
            printf(many ? "_sequence compadd - " : "(");
            print_words(&words);
            printf(many ? "" : ")");
        }
    }
    printf("'\n");
    list_release(&words);
}

static void print_fish(const struct option_row *row, const char *program)
{
    struct list words = { 0 };
    printf("complete -c %s -l %s", program, row->name);
    if (row->letter)
        printf(" -s %c", row->letter);
    bool path = row->completes &&
                (strcmp(row->completes, "file") == 0 || strcmp(row->completes, "directory") == 0);
    if (row->argument && !may_lack_argument(row))
        printf(path ? " -rF" : " -x");
    if (row->argument && row->completes && !path) {
        words_add(&words, row->completes);
        bool many = is_list(row);
        printf(many ? " -a '(__fish_append , " : " -a '");
        print_words(&words);
        printf(many ? ")'" : "'");
    }
    printf(" -d '");
    print_help(row->help, "\\", "\\'");
    printf("'\n");
    list_release(&words);
}

static void print_options(const char *shell, const char *program, const struct option_row *rows)
{
    for (const struct option_row *row = rows; row->name; row++) {
        if (strcmp(shell, "bash") == 0)
            print_bash(row);
        else if (strcmp(shell, "zsh") == 0)
            print_zsh(row);
        else
            print_fish(row, program);
    }
}

/* All of them, as they are typed: "--any --limit= …". */
static void print_names(const struct option_row *rows)
{
    for (const struct option_row *row = rows; row->name; row++)
        printf("%s--%s%s", row == rows ? "" : " ", row->name,
               row->argument && !may_lack_argument(row) ? "=" : "");
}

/* What stands between two @. */
static void print_marker(const char *name, const char *program, const struct option_row *rows)
{
    struct list words = { 0 };
    if (strcmp(name, "PROGRAM") == 0) {
        fputs(program, stdout);
    } else if (strcmp(name, "NAMES") == 0) {
        print_names(rows);
    } else {
        words_add(&words, name);
        print_words(&words);
    }
    list_release(&words);
}

/* The marker's name, where one begins at the @ of text; 0: none does. */
static size_t marker_length(const char *text)
{
    size_t length = strspn(text + 1, "abcdefghijklmnopqrstuvwxyzNAMESPROG");
    return length > 0 && text[length + 1] == '@' ? length : 0;
}

static void print_line(const char *line, const char *program, const struct option_row *rows)
{
    while (*line) {
        char name[32];
        size_t length = *line == '@' ? marker_length(line) : 0;
        if (length == 0 || length >= sizeof name) {
            putchar(*line++);
            continue;
        }
        snprintf(name, sizeof name, "%.*s", (int)length, line + 1);
        print_marker(name, program, rows);
        line += length + 2;
    }
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fputs("usage: generate SHELL PROGRAM < TEMPLATE\n", stderr);
        return 2;
    }
    const char *shell = argv[1], *program = argv[2];
    const struct option_row *rows =
        strcmp(program, "newsindex") == 0 ? index_request_options() : request_options();
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        if (strcmp(line, "@OPTIONS@\n") == 0)
            print_options(shell, program, rows);
        else
            print_line(line, program, rows);
    }
    return ferror(stdin) || fflush(stdout) ? 2 : 0;
}
