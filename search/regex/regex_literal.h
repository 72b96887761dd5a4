/* SPDX-License-Identifier: GPL-2.0-or-later */
/* regex_literal.h: the literal texts that every match of a pattern must contain. */
#ifndef NEWSSEARCH_REGEX_LITERAL_H
#define NEWSSEARCH_REGEX_LITERAL_H

#include <stddef.h>

#include "list.h"

/* Shorter ones stand in too many words to narrow anything. */
#define REGEX_LITERAL_LEAST 3

/* Adds alternatives, each of runs of ASCII letters and digits, in lower case, of
 * REGEX_LITERAL_LEAST or more, with spaces between: a text that the pattern (of PCRE2, compiled
 * with the flags) matches has all runs of one alternative, each in a row but for case. None: that
 * cannot be told. */
void regex_literals(struct list *alternatives, const char *pattern, size_t length,
                    const char *flags);

#endif
