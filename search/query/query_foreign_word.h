/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_foreign_word.h: the word of a query that query_foreign.c and query_foreign_range.c look at.
 */
#ifndef NEWSSEARCH_QUERY_FOREIGN_WORD_H
#define NEWSSEARCH_QUERY_FOREIGN_WORD_H

#include <stdbool.h>
#include <string.h>

#include "ascii.h"
#include "query_token.h"
#include "query_tree.h"

#define SHOWN_MAX 60 /* bytes of the query that a suggestion repeats */

/* The bytes from start to end of source: an unquoted word without its sign and field. */
struct foreign_word {
    const struct query_source *source;
    const struct query_token *before; /* the token before it; NULL: it is the first, or a value */
    size_t start, end;
};

static inline const char *text_of(const struct foreign_word *word)
{
    return word->source->text + word->start;
}

static inline size_t length_of(const struct foreign_word *word)
{
    return word->end - word->start;
}

/* A letter or a digit, or part of a character past ASCII. */
static inline bool is_wordlike(char byte)
{
    return ascii_is_alphanumeric(byte) || (byte & 0x80);
}

static inline bool begins_with(const struct foreign_word *word, const char *start)
{
    size_t length = strlen(start);
    return length_of(word) >= length && memcmp(text_of(word), start, length) == 0;
}

static inline const char *find(const struct foreign_word *word, const char *part)
{
    return memmem(text_of(word), length_of(word), part, strlen(part));
}

/* Whether there is no space between the token before the word and the word. */
static inline bool is_glued(const struct foreign_word *word)
{
    return word->before && word->before->end == word->start;
}

static inline int shown(size_t length)
{
    return length < SHOWN_MAX ? (int)length : SHOWN_MAX;
}

/* What to add to the advice of a hyphen, where that would begin the query: a shell's argument. */
static inline const char *after_dashes(const struct foreign_word *word)
{
    const char *at = word->source->text, *end = at + word->start;
    at = ascii_past_blanks(at, end);
    while (at < end && (ascii_is_letter(*at) || *at == ':')) /* its field */
        at++;
    return at < end || word->source->name
               ? ""
               : "; in a shell write -- before a query that begins with a hyphen";
}

#endif
