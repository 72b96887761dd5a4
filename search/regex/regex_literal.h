/* SPDX-License-Identifier: GPL-2.0-or-later */
/* regex_literal.h: the literal texts that every match of a pattern must contain. */
#ifndef NEWSSEARCH_REGEX_LITERAL_H
#define NEWSSEARCH_REGEX_LITERAL_H

#include <stddef.h>

#include "list.h"

/* Shorter literals occur in too many words to exclude articles. */
#define REGEX_LITERAL_MIN 3

/* Adds alternatives, each of runs of ASCII letters and digits, in lower case, of
 * REGEX_LITERAL_MIN or more, with spaces between: a text that the pattern (of PCRE2, compiled
 * with the flags) matches contains all runs of one alternative, in any case. Adds none if that is
 * unknown. */
void regex_literals(struct list *alternatives, const char *pattern, size_t length,
                    const char *flags);

#endif
