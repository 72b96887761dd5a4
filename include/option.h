/* SPDX-License-Identifier: GPL-2.0-or-later */
/* option.h: command-line options as a table: parsing, help, completion and the
 * tests read the same rows. */
#ifndef NEWSSEARCH_OPTION_H
#define NEWSSEARCH_OPTION_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "error.h"
#include "list.h"

struct option_row {
    int id;                /* the caller's number for it, unique in the table, 1 to 63 */
    char letter;           /* short form, 0: none */
    const char *name;      /* long form, without --; NULL ends the table */
    const char *argument;  /* "PATH"; NULL: takes none; "[FILE]", all in brackets: may be left out,
                              and is then given only as --name=FILE */
    const char *group;     /* heading in --help; NULL: as the row before */
    const char *help;      /* one sentence, no full stop; wrapped by option_help */
    const char *completes; /* what completion offers: "file", "directory", words "a|b|c", or a name
                              that option_words knows; after a comma words that can be joined by
                              commas; NULL: nothing */
};

/* Called for each option in order. value is NULL where the row takes none. -1 stops. */
typedef int option_visit(void *context, const struct option_row *row, const char *value,
                         struct error *err);

/* An option of other programs, without --, and what to write instead; a NULL name ends a table. */
struct option_foreign {
    const char *name, *advice;
};

/* A command line and its options. */
struct option_line {
    const struct option_row *rows;
    int argc;
    char *const *argv;
    const char *program;      /* for messages: "newssearch" */
    const char *singly;       /* for messages: short options as they are to be written */
    const char *hyphen_means; /* for messages: what "--" before an operand with a hyphen means, such
                                 as "excludes it" or "names that file" */
    const struct option_foreign *foreign; /* may be NULL; no abbreviations are taken for them */
    /* Set by option_parse: */
    size_t before_end;        /* number of operands before "--" */
    uint64_t given, repeated; /* options that were given, and given twice: bits, 1 << id */
};

/* An option that has an effect with some actions only: bits of the caller's. */
struct option_use {
    int id; /* 0 ends a table */
    unsigned actions;
};

/* Parses argv from argv[1]. Operands may come between options and are added to *operands; "--" ends
 * the options; "-" is an operand. Options are -n 5, -n5 (only for a number N), --limit=5, --limit 5
 * and unique abbreviations. Short options cannot be combined: -ai is an error that names both
 * readings, "-- -ai" and "-a -i". Unknown or ambiguous options, missing and unwanted arguments, and
 * a number right after an option that takes one only after "=", are errors ("unknown option --limt;
 * did you mean --limit?"). Options before an error have been visited. */
int option_parse(struct option_line *line, option_visit *visit, void *context,
                 struct list *operands, struct error *err);

bool option_given(const struct option_line *line, int id);
bool option_repeated(const struct option_line *line, int id);

/* An error if an option of the table was given that has no effect with action (a bit), the one of
 * --name. */
int option_check_use(const struct option_line *line, const struct option_use *uses, unsigned action,
                     const char *name, struct error *err);

/* "N", "N|all", "[N]": digits may follow the short form. */
bool option_takes_number(const struct option_row *row);

/* The option that argument would be before "--"; NULL: none. */
const struct option_row *option_spelled(const struct option_row *rows, const char *argument);

/* Prints usage, the groups with their options wrapped at 80 columns, and epilogue (may be NULL),
 * without empty lines, so that it fits one screen. */
void option_help(const struct option_row *rows, const char *usage, const char *epilogue,
                 FILE *stream);

/* Adds the words of a kind: one of a row's completes, or another that a script asks for. False: it
 * knows no such kind. */
typedef bool option_words(struct list *words, const char *kind);

/* Answers the scripts in completions/, which ask "PROGRAM --complete=KIND". KIND is "options" (a
 * line for each: --name, -letter, argument, "file", "directory", "words", "list" or "-", and the
 * help, between tabs), the --name of an option whose words are printed, a line each, or what
 * add_words (may be NULL) knows. False: argv asks for something else. */
bool option_complete(const struct option_row *rows, int argc, char *const argv[],
                     option_words *add_words, FILE *stream);

/* Whole non-negative number in decimal within [least, most]; name is for the message. */
int option_number(long *out, const char *value, long least, long most, const char *name,
                  struct error *err);

#endif
