/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stop_words.h: the stop words of a language. */
#ifndef NEWSSEARCH_STOP_WORDS_H
#define NEWSSEARCH_STOP_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* The list of a language, by a name that Xapian's stemmers know; NULL: it has none. */
const char *stop_words_of(const char *language);

/* Whether the list has the word, which is folded (text_fold). No list (NULL) has none. */
bool stop_words_hold(const char *list, const char *word, size_t length);

#endif
