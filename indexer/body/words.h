/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words.h: builds a text from pieces and reduces white space to single spaces. */
#ifndef NEWSSEARCH_WORDS_H
#define NEWSSEARCH_WORDS_H

#include <stddef.h>

#include "buffer.h"

/* Internals, but the struct is the caller's; nothing to release. */
struct words {
    struct buffer *out;
    size_t start;    /* out's length when it began */
    char line_break; /* what words_break puts between words */
    char gap;        /* what belongs before the next word; 0: nothing */
};

/* Words are appended to out, which is borrowed. */
void words_init(struct words *words, struct buffer *out, char line_break);

/* Appends text. White space, also that at its ends, becomes a space between words, and nothing
 * where out began or ends; words of two pieces with none between them are one. */
void words_add(struct words *words, const char *text, size_t length);

/* The next words begin a new line. */
void words_break(struct words *words);

#endif
