/* SPDX-License-Identifier: GPL-2.0-or-later */
/* word.h: a word of a text, before it is folded (tokens.h). For the files of lib/ only. */
#ifndef NEWSSEARCH_WORD_H
#define NEWSSEARCH_WORD_H

#include "characters.h"
#include "tokens.h"

/* A word in the text: byte offsets. */
struct word {
    size_t start, end;
    unsigned letters; /* letters and digits in it, counted to 2 */
    bool ends_in_letter;
    bool has_letter;
    size_t apostrophe; /* the last one; 0: there is none */
    size_t rest;       /* where the letters after it begin */
    unsigned rest_letters;
    size_t keycap; /* where the keycap that ends it begins, 0: there is none */
};

/* OTHER and 0 bytes at the end of the text. */
static inline enum character_class word_class_at(const struct tokens *tokens, size_t at,
                                                 size_t *bytes)
{
    *bytes = 0;
    if (at >= tokens->length)
        return CHARACTER_OTHER;
    *bytes = 1;
    enum character_class class = character_ascii_class[(unsigned char)tokens->text[at]];
    if (class != CHARACTER_BEYOND_ASCII)
        return class;
    int32_t code;
    *bytes = character_decode(tokens->text + at, tokens->length - at, &code);
    return character_class_of(code);
}

bool word_letter_at(const struct tokens *tokens, size_t at);

/* Reads the word that begins at start, without + or # at its end. Ignored characters belong to it
 * only when more of it follows. */
struct word word_read(const struct tokens *tokens, size_t start);

/* The end of + and # after a word, or the word's end if they do not belong to it: in a+b and 1+1
 * they separate words, in c++17 and c#9 they do not. */
size_t word_suffix_end(const struct tokens *tokens, const struct word *word);

/* Where the word after a single letter and a hyphen ends; 0 if that is not what follows. */
size_t word_hyphenated_end(const struct tokens *tokens, size_t at);

bool word_is_single_letter(const struct word *word);

/* Where the single letter after another that ends at at, and a dot, ends; 0 if none follows. */
size_t word_next_initial(const struct tokens *tokens, size_t at);

/* The length in bytes of the hyphen, dot or connectors that join two parts of a name at `at`; 0:
 * there is none, or no part follows. */
size_t word_joint_length(const struct tokens *tokens, size_t at);

#endif
