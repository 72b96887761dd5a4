/* option.h: command-line options as a table: parsing, help, completion and the
 * tests read the same rows. */
#ifndef NEWSSEARCH_OPTION_H
#define NEWSSEARCH_OPTION_H

#include <stdbool.h>
#include <stdio.h>

#include "error.h"
#include "list.h"

struct option_row {
    int id;                /* the caller's number for it, unique in the table, > 0 */
    char letter;           /* short form, 0: none */
    const char *name;      /* long form, without --; NULL ends the table */
    const char *argument;  /* "PATH"; NULL: takes none; "[FILE]", all in brackets: may be left out,
                              and is then given only as --name=FILE */
    const char *group;     /* heading in --help; NULL: as the row before */
    const char *help;      /* one sentence, no full stop; wrapped by option_help */
    const char *completes; /* what completion offers: "file", "directory", a list "a|b|c", or
                              "field", "sort", "format", … ; NULL: nothing */
};

/* Called for each option in order. value is NULL where the row takes none. -1 stops. */
typedef int option_visit(void *context, const struct option_row *row, const char *value,
                         struct error *err);

/* Parses argv[1] on as GNU getopt_long does: operands (collected into *operands) may stand between
 * options, "--" ends options, -n5 and -n 5, --limit=5 and --limit 5, clusters of letters,
 * abbreviations if unique, "-" alone is an operand. Whatever else begins with "-" is an option,
 * even if it looks like a word that a query excludes; the sentence about an unknown one says to
 * write "--" before it. Unknown or ambiguous options, missing and unwanted arguments are errors
 * ("unknown option --limt; did you mean --limit?"). What was visited before an error stays so. */
int option_parse(const struct option_row *rows, int argc, char *const argv[], option_visit *visit,
                 void *context, struct list *operands, struct error *err);

/* Prints usage as it is, the groups and their options, wrapped at 80 columns, and epilogue (may be
 * NULL) as it is; each ends in a newline, and an empty line stands between them. */
void option_help(const struct option_row *rows, const char *usage, const char *epilogue,
                 FILE *stream);

/* Whole non-negative number in decimal within [least, most]; name is for the message. */
int option_number(long *out, const char *value, long least, long most, const char *name,
                  struct error *err);

#endif
