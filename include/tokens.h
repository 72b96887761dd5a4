/* tokens.h: cuts text into the words that are indexed and searched; both programs
 * cut with it, so that what one stores the other finds.
 *
 * A word is a run of letters, digits and marks (Unicode categories L, N, M and
 * connector punctuation). Inside a word stand: an apostrophe between letters
 * (don't; typographic ones too), & between letters (at&t, r&d), and . , : between
 * digits (3.5, 10,000, 16:9). At its end: up to three + or # (c++, c#), if no
 * word character follows. Everything else separates: power-apps is power, apps at
 * neighbouring positions; so is node.js.
 * Besides the words there are compounds, at the position of a word they stand for:
 *   .net      a dot right before a word that begins with a letter (.NET, ASP.NET, node.js)
 *   email     a single letter, a hyphen and a word, joined (e-mail, x-ray)
 * Text of a script without spaces (Han, Hiragana, Katakana, Hangul, Thai, Lao,
 * Khmer, Myanmar) is cut into characters (TOKEN_UNIGRAM, a position each) and
 * pairs of neighbours in one run (TOKEN_BIGRAM, at the position of the first).
 */
#ifndef NEWSSEARCH_TOKENS_H
#define NEWSSEARCH_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"

enum token_kind { TOKEN_WORD, TOKEN_COMPOUND, TOKEN_UNIGRAM, TOKEN_BIGRAM };

struct token {
    enum token_kind kind;
    const char *term;  /* folded (text_fold), valid until the next call; never empty */
    size_t length;     /* bytes of term */
    uint32_t position; /* 1 for the first word; compounds and bigrams share their word's */
    size_t start, end; /* the bytes of the text it was made from */
};

/* Internals, but the struct is the caller's. */
struct tokens {
    const char *text;
    size_t length, at;
    uint32_t position;
    struct buffer folded;
    struct token pending; /* a token that stands at the same place as the last */
    struct buffer pending_term;
    bool has_pending;
    bool in_run; /* the last character belonged to a script without spaces */
    size_t last_end;
};

/* text is borrowed until tokens_release. */
void tokens_init(struct tokens *tokens, const char *text, size_t length);
void tokens_release(struct tokens *tokens);
bool tokens_next(struct tokens *tokens, struct token *token); /* false at the end */

#endif
