/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tokens.h: cuts text into the words that are indexed and searched; both programs
 * cut with it, so that what one stores the other finds.
 *
 * A word is a run of letters, digits and the marks that belong to them (Unicode categories L, N,
 * M). A word may also contain an apostrophe between letters (don't; typographic ones too), &
 * between letters (at&t, r&d), and . , : between digits (3.5, 10,000, 16:9); soft hyphens, joiners
 * and similar characters are ignored. Up to three + or # belong to a single letter (c++, c#), if no
 * letter follows, nor a digit after a lone +. Everything else separates words: power-apps is power
 * and apps at neighbouring positions, as are the parts of node.js and snake_case.
 * After the (first) word that they are made from, and at its position, there are compounds:
 *   .net      a dot, not the last of several, right before a word of two or more characters that
 *             begins with a letter (.NET, ASP.NET, node.js)
 *   usa       single letters with dots between them, joined (U.S.A., A.I.)
 *   email     a single letter, a hyphen and a word, joined (e-mail, x-ray, F-16)
 *   disney+   + or # after a longer word that ends in a letter
 * In the same way there are TOKEN_PART: kde of KDE's and homme of l'homme; and TOKEN_WHOLE: a name
 * of up to 16 parts with a hyphen, a dot or connectors between (power-apps, node.js, snake_case).
 * An emoji or another symbol (categories So, Sc and Sm above U+00FF, except ™; a flag, a keycap or
 * a joined emoji is one symbol) is a TOKEN_SYMBOL. It has the position of the word before it.
 * Text of a script without spaces (Han, Hiragana, Katakana, Bopomofo, Hangul, Thai, Lao,
 * Khmer, Myanmar) is cut into characters with their marks (TOKEN_UNIGRAM, a position each) and
 * pairs of neighbours in one run (TOKEN_BIGRAM, after the first and at its position).
 */
#ifndef NEWSSEARCH_TOKENS_H
#define NEWSSEARCH_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"

enum token_kind {
    TOKEN_WORD,
    TOKEN_COMPOUND,
    TOKEN_UNIGRAM,
    TOKEN_BIGRAM,
    TOKEN_PART,
    TOKEN_WHOLE,
    TOKEN_SYMBOL
};

struct token {
    enum token_kind kind;
    const char *term;  /* folded (text_fold, symbol_fold), valid until the
                          next call; never empty */
    size_t length;     /* bytes of term */
    uint32_t position; /* 1 for the first word; all but words and unigrams share the last word's */
    size_t start, end; /* the bytes of the text it was made from */
};

/* Internals, but the struct is the caller's. */
struct tokens {
    const char *text;
    size_t length, at;
    uint32_t position;
    struct buffer folded;
    size_t start;                /* of the last word or character; it ends at at */
    unsigned owed;               /* the tokens at its position that are still to be given */
    bool in_initials;            /* the last word was a single letter */
    size_t part_start, part_end; /* of the TOKEN_PART that is owed */
    size_t whole_end;            /* of the last name of one or more parts */
};

/* text is borrowed until tokens_release. */
void tokens_init(struct tokens *tokens, const char *text, size_t length);
void tokens_release(struct tokens *tokens);
bool tokens_next(struct tokens *tokens, struct token *token); /* false at the end */

#endif
