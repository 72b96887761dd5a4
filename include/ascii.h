/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ascii.h: kinds of ASCII characters, whatever the locale, and words compared without case. */
#ifndef NEWSSEARCH_ASCII_H
#define NEWSSEARCH_ASCII_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

static inline bool ascii_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool ascii_is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static inline bool ascii_is_alphanumeric(char byte)
{
    return ascii_is_letter(byte) || ascii_is_digit(byte);
}

/* A space, a tab, or the CR of a line end. */
static inline bool ascii_is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static inline const char *ascii_past_blanks(const char *at, const char *end)
{
    while (at < end && ascii_is_blank(*at))
        at++;
    return at;
}

/* Whether length bytes of text are the word, in capitals or not. */
static inline bool ascii_is_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && strncasecmp(text, word, length) == 0;
}

#endif
