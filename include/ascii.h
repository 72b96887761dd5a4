/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ascii.h: kinds of ASCII characters, whatever the locale. */
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

/* Whether length bytes of text are the word, in capitals or not. */
static inline bool ascii_is_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && strncasecmp(text, word, length) == 0;
}

#endif
