/* SPDX-License-Identifier: GPL-2.0-or-later */
/* characters.h: classes of characters for cutting text into words. For the files of lib/ only. */
#ifndef NEWSSEARCH_CHARACTERS_H
#define NEWSSEARCH_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum character_class {
    CHARACTER_OTHER,         /* separates words; also a byte that is not UTF-8 */
    CHARACTER_LETTER,        /* of a script that puts spaces between words */
    CHARACTER_DIGIT,         /* and every other number */
    CHARACTER_CONNECTOR,     /* _ and its like, between the parts of a name */
    CHARACTER_MARK,          /* belongs to the character before it */
    CHARACTER_IGNORED,       /* as a mark, and folded to nothing: soft hyphen, joiners, … */
    CHARACTER_UNSPACED,      /* a letter of a script without spaces */
    CHARACTER_JOINS_LETTERS, /* ' and & */
    CHARACTER_JOINS_DIGITS,  /* . , : */
    CHARACTER_SUFFIX,        /* + and # */
    CHARACTER_SYMBOL,        /* a word without a place: emoji, arrows, currencies, … */
    CHARACTER_BEYOND_ASCII,  /* in character_ascii_class only: decode it first */
};

/* By byte; CHARACTER_BEYOND_ASCII from 0x80 on. */
extern const unsigned char character_ascii_class[256];

/* Reads the character at text, of length > 0. Returns its bytes; 1 and *code -1 for a byte that
 * begins no character. */
size_t character_decode(const char *text, size_t length, int32_t *code);

enum character_class character_class_of(int32_t code);

bool character_is_apostrophe(int32_t code);
bool character_is_hyphen(int32_t code); /* inside a word: not dashes */
bool character_is_space(int32_t code);

#endif
