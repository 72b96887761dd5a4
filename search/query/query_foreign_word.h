/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_foreign_word.h: helpers of query_foreign.c and query_foreign_range.c. */
#ifndef NEWSSEARCH_QUERY_FOREIGN_WORD_H
#define NEWSSEARCH_QUERY_FOREIGN_WORD_H

#include <stdbool.h>
#include <string.h>

#include "ascii.h"
#include "query_foreign.h"

#define SHOWN_MAX 60 /* bytes of the query that a suggestion repeats */

static inline const char *text_of(const struct query_foreign *word)
{
    return word->source->text + word->start;
}

static inline size_t length_of(const struct query_foreign *word)
{
    return word->end - word->start;
}

/* A letter or a digit, or part of a character past ASCII. */
static inline bool is_wordlike(char byte)
{
    return ascii_is_alphanumeric(byte) || (byte & 0x80);
}

static inline bool begins_with(const struct query_foreign *word, const char *start)
{
    size_t length = strlen(start);
    return length_of(word) >= length && memcmp(text_of(word), start, length) == 0;
}

static inline const char *find(const struct query_foreign *word, const char *part)
{
    return memmem(text_of(word), length_of(word), part, strlen(part));
}

/* Whether there is no space between the token before the word and the word. */
static inline bool is_glued(const struct query_foreign *word)
{
    return word->before && word->before->end == word->start;
}

static inline int shown(size_t length)
{
    return length < SHOWN_MAX ? (int)length : SHOWN_MAX;
}

/* The word, phrase in ASCII quotation marks or bracket at place, or after spaces there: *length
 * bytes. */
const char *query_foreign_operand(const struct query_source *source, size_t place, size_t *length);

/* Rules about ranges: for a word, and for a value after the colon of field. */
int query_refuse_comparison(const struct query_foreign *word, struct error *err);
int query_refuse_bracketed(const struct query_foreign *word, struct error *err);
int query_refuse_value_range(const struct query_foreign *value, const struct field *field,
                             struct error *err);
int query_refuse_value_comparison(const struct query_foreign *value, const struct field *field,
                                  struct error *err);
bool query_has_ranges(const struct field *field);

#endif
