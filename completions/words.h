/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words.h: the words that an argument of newssearch takes, read from its tables. */
#ifndef NEWSSEARCH_WORDS_H
#define NEWSSEARCH_WORDS_H

#include "list.h"

/* Adds the words of a kind, as option_row's completes names it or a template does, or of a list
 * "a|b|c"; none for files. */
void words_add(struct list *words, const char *completes);

#endif
