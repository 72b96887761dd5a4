/* SPDX-License-Identifier: GPL-2.0-or-later */
/* symbol.h: emoji and other symbols, each a word without a position. For the files of lib/ only. */
#ifndef NEWSSEARCH_SYMBOL_H
#define NEWSSEARCH_SYMBOL_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"

/* Whether a keycap begins text: a digit, # or *, and U+20E3. */
bool symbol_is_keycap(const char *text, size_t length);

/* The bytes of the symbol that begins text: a keycap, or a CHARACTER_SYMBOL with all that belongs
 * to it: the second half of a flag, a skin tone, variation selectors, tags, marks, and what a
 * joiner joins. */
size_t symbol_length(const char *text, size_t length);

/* Appends the form in which symbols are compared: in small letters (Ⓐ), without variation selectors
 * and joiners. */
void symbol_fold(struct buffer *out, const char *text, size_t length);

#endif
