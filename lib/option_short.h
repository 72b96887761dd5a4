/* SPDX-License-Identifier: GPL-2.0-or-later */
/* option_short.h: options of one letter, and arguments that begin with one hyphen but are not
 * options. */
#ifndef NEWSSEARCH_OPTION_SHORT_H
#define NEWSSEARCH_OPTION_SHORT_H

#include <stdbool.h>

#include "option.h"

/* The row with this short form; NULL: none. */
const struct option_row *option_of_letter(const struct option_row *rows, char letter);

/* "[FILE]" may be left out; "[FIELD:]PATTERN" may not. */
bool option_may_lack_argument(const struct option_row *row);

/* One or more, and nothing else. */
bool option_is_digits(const char *text);

/* Fills *err for an argument that begins with one hyphen and is no option: the sentence says how to
 * write what may be meant. Returns -1. */
int option_refuse(const struct option_line *line, const char *argument, struct error *err);

#endif
