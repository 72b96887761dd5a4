/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text.h: UTF-8 text: folding, display width, safe printing. Positions and
 * lengths are in bytes unless a name says otherwise. */
#ifndef NEWSSEARCH_TEXT_H
#define NEWSSEARCH_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "buffer.h"

/* Appends text folded for comparison: NFKC; case folded (Unicode full folding); ignorable
 * characters (soft hyphens, joiners, tatweel) removed; combining marks of Latin, Greek and Cyrillic
 * letters removed, except in й, ї, ў, ѓ and ќ, which are letters; Hebrew and Arabic vowel signs
 * removed; ø, ł, æ, ı and similar letters replaced by o, l, ae, i; typographic apostrophes by ',
 * hyphens and dashes by -, invalid bytes by U+FFFD. Folding twice is the same as once. ASCII and
 * most text of other scripts without accents take a fast path. */
void text_fold(struct buffer *out, const char *text, size_t length);

/* As text_fold, and white space trimmed and collapsed to one space: the form in
 * which names are compared. */
void text_fold_name(struct buffer *out, const char *text, size_t length);

/* Appends UTF-8 with its case folded and nothing else. */
void text_fold_case(struct buffer *out, const char *text, size_t length);

/* Whether the bytes are UTF-8 (no surrogates, no overlong forms). */
bool text_valid(const char *text, size_t length);

/* The number of bytes from the start that are UTF-8. */
size_t text_valid_length(const char *text, size_t length);

/* Appends text with each byte that belongs to no character, and each NUL, replaced by U+FFFD. */
void text_repair(struct buffer *out, const char *text, size_t length);

/* Appends text with white space trimmed and each run of white space replaced by one space. */
void text_squeeze(struct buffer *out, const char *text, size_t length);

/* Whether text has a small letter, and whether it has a capital one. */
struct text_case {
    bool small, capital;
};
struct text_case text_case(const char *text, size_t length);

/* Whether a letter or a digit of any script begins text: no sign, mark or symbol. */
bool text_begins_word(const char *text, size_t length);

/* The number of code points; each invalid byte counts as one. */
size_t text_characters(const char *text, size_t length);

/* Columns on a terminal (East Asian wide: 2, combining and format characters: 0,
 * a control character: 1, as text_add_safe shows it). */
size_t text_columns(const char *text, size_t length);

/* The number of bytes from the start that fit into columns, in whole grapheme clusters. */
size_t text_fit(const char *text, size_t length, size_t columns);

/* Appends text that is safe to print: control characters (C0 with DEL, C1, the
 * bidi controls U+202A-202E, U+2066-2069, U+200E, U+200F, line and paragraph
 * separators, U+061C) each become U+FFFD or, for tab and newlines of any kind, a space;
 * invalid bytes become U+FFFD. */
void text_add_safe(struct buffer *out, const char *text, size_t length);

/* Prints text to a stream as text_add_safe does. For messages. */
void text_print_safe(FILE *stream, const char *text);

/* The smallest number of insertions, deletions, changes and swaps of neighbours
 * (optimal string alignment), in code points, or more than limit if it exceeds
 * limit (then limit + 1). */
unsigned text_distance(const char *a, size_t a_length, const char *b, size_t b_length,
                       unsigned limit);

#endif
