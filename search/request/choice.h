/* SPDX-License-Identifier: GPL-2.0-or-later */
/* choice.h: reads one word of a short list from an option, and makes the message for a word that
 * is not in the list. */
#ifndef NEWSSEARCH_CHOICE_H
#define NEWSSEARCH_CHOICE_H

#include <stddef.h>

#include "error.h"
#include "list.h"

/* The word for value (0, 1, …), NULL past the last. */
typedef const char *choice_word(int value);

/* The value of word, into *value. what names a word of the list in the sentence ("weight"), and
 * where the option (" in --rank", or ""). */
int choice_read(int *value, choice_word *name_of, const char *what, const char *where,
                const char *word, struct error *err);

/* Fills *err: "unknown weight 'quality2' in --rank: expected one of quality, heat, recency; did you
 * mean 'quality'?" Returns -1. */
int choice_refuse(const char *what, const char *where, const char *word, size_t length,
                  const struct list *names, struct error *err);

#endif
