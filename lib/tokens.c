/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds one word at a time. The other tokens at the position of the word are noted as owed; the
 * next calls return them. */
#include "tokens.h"

#include "characters.h"
#include "symbol.h"
#include "text.h"
#include "word.h"

#define REST_MIN 3          /* letters after an apostrophe that are a word: l'homme, not we're */
#define WHOLE_PARTS_MAX 16  /* of a name of several parts */
#define WHOLE_BYTES_MAX 128 /* so that the parts of addresses and slugs suffice */

enum owed {
    OWED_PAIR = 1,
    OWED_DOT = 2,
    OWED_SUFFIX = 4,
    OWED_HYPHEN = 8,
    OWED_INITIALS = 16,
    OWED_PART = 32,
    OWED_WHOLE = 64,
};

/* A dot right before start, that is not the last of several. */
static bool dot_before(const struct tokens *tokens, size_t start)
{
    return start > 0 && tokens->text[start - 1] == '.' &&
           (start == 1 || tokens->text[start - 2] != '.');
}

/* Sets whole_end to where the name ends that first begins. Whether it is one of several parts that
 * has a letter or a connector: 2021-06-27 is none. */
static bool find_whole(struct tokens *tokens, const struct word *first)
{
    bool is_name = first->has_letter;
    size_t parts = 1, joint, bytes;
    tokens->whole_end = first->end;
    while ((joint = word_joint_length(tokens, tokens->whole_end)) > 0) {
        struct word part = word_read(tokens, tokens->whole_end + joint);
        is_name = is_name || part.has_letter ||
                  word_class_at(tokens, tokens->whole_end, &bytes) == CHARACTER_CONNECTOR;
        tokens->whole_end = part.end;
        parts++;
    }
    return is_name && parts > 1 && parts <= WHOLE_PARTS_MAX &&
           tokens->whole_end - first->start <= WHOLE_BYTES_MAX;
}

/* Finds KDE of KDE's, homme of l'homme, and the text right before a keycap. */
static bool find_part(struct tokens *tokens, const struct word *word)
{
    if (word->keycap > 0) {
        tokens->part_start = word->start;
        tokens->part_end = word->keycap;
        return true;
    }
    if (word->apostrophe == 0)
        return false;
    bool possessive = word->end - word->rest == 1 && (tokens->text[word->rest] | 0x20) == 's';
    tokens->part_start = possessive ? word->start : word->rest;
    tokens->part_end = possessive ? word->apostrophe : word->end;
    return possessive || word->rest_letters >= REST_MIN;
}

/* The character at start with its marks, of a script without spaces. */
static size_t character_end(const struct tokens *tokens, size_t start)
{
    size_t bytes, at = start;
    word_class_at(tokens, at, &bytes);
    for (;;) {
        at += bytes;
        enum character_class class = word_class_at(tokens, at, &bytes);
        if (class != CHARACTER_MARK && class != CHARACTER_IGNORED)
            return at;
    }
}

/* Replaces tokens->folded. Nearly all text of nearly all archives is ASCII. */
static void fold(struct tokens *tokens, size_t start, size_t end)
{
    struct buffer *folded = &tokens->folded;
    size_t length = end - start;
    const char *text = tokens->text + start;
    buffer_clear(folded);
    buffer_reserve(folded, length);
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte >= 0x80) {
            text_fold(folded, text, length);
            return;
        }
        folded->data[i] = (char)(byte | (byte >= 'A' && byte <= 'Z' ? 0x20 : 0));
    }
    folded->length = length;
    folded->data[length] = '\0';
}

static bool give(struct tokens *tokens, struct token *token, enum token_kind kind, size_t start,
                 size_t end)
{
    token->kind = kind;
    token->term = tokens->folded.data;
    token->length = tokens->folded.length;
    token->position = tokens->position;
    token->start = start;
    token->end = end;
    return token->length > 0;
}

static bool give_word(struct tokens *tokens, struct token *token, size_t start)
{
    struct word word = word_read(tokens, start);
    size_t end = word.end;
    size_t suffixed = word_suffix_end(tokens, &word);
    bool dot = dot_before(tokens, start);
    if (word_is_single_letter(&word)) {
        end = suffixed; /* c++ is not a form of c */
        if (word_hyphenated_end(tokens, end))
            tokens->owed |= OWED_HYPHEN;
        if (end == word.end && !(dot && tokens->in_initials) && word_next_initial(tokens, end))
            tokens->owed |= OWED_INITIALS;
        tokens->in_initials = true;
    } else {
        if (suffixed > end)
            tokens->owed |= OWED_SUFFIX;
        if (dot && word_letter_at(tokens, start))
            tokens->owed |= OWED_DOT;
        if (find_part(tokens, &word))
            tokens->owed |= OWED_PART;
        tokens->in_initials = false;
    }
    if (start >= tokens->whole_end && find_whole(tokens, &word) && !(tokens->owed & OWED_INITIALS))
        tokens->owed |= OWED_WHOLE;
    tokens->start = start;
    tokens->at = word.keycap > 0 ? word.keycap : end;
    fold(tokens, start, end);
    tokens->position += tokens->folded.length > 0;
    return give(tokens, token, TOKEN_WORD, start, end);
}

static bool give_character(struct tokens *tokens, struct token *token, size_t start)
{
    size_t end = character_end(tokens, start), bytes;
    tokens->in_initials = false;
    if (word_class_at(tokens, end, &bytes) == CHARACTER_UNSPACED)
        tokens->owed |= OWED_PAIR;
    tokens->start = start;
    tokens->at = end;
    fold(tokens, start, end);
    tokens->position += tokens->folded.length > 0;
    return give(tokens, token, TOKEN_UNIGRAM, start, end);
}

static bool give_symbol(struct tokens *tokens, struct token *token, size_t start)
{
    size_t length = symbol_length(tokens->text + start, tokens->length - start);
    tokens->in_initials = false;
    tokens->at = start + length;
    buffer_clear(&tokens->folded);
    symbol_fold(&tokens->folded, tokens->text + start, length);
    return give(tokens, token, TOKEN_SYMBOL, start, tokens->at);
}

static size_t fold_suffixed(struct tokens *tokens)
{
    struct word word = { .end = tokens->at, .ends_in_letter = true };
    size_t end = word_suffix_end(tokens, &word);
    fold(tokens, tokens->start, end);
    return end;
}

static size_t fold_hyphenated(struct tokens *tokens)
{
    int32_t hyphen;
    size_t second = tokens->at + character_decode(tokens->text + tokens->at,
                                                  tokens->length - tokens->at, &hyphen);
    size_t end = word_hyphenated_end(tokens, tokens->at);
    fold(tokens, tokens->start, tokens->at);
    text_fold(&tokens->folded, tokens->text + second, end - second);
    return end;
}

static size_t fold_initials(struct tokens *tokens)
{
    size_t end = tokens->at, next;
    fold(tokens, tokens->start, end);
    while ((next = word_next_initial(tokens, end)) > 0) {
        text_fold(&tokens->folded, tokens->text + end + 1, next - end - 1);
        end = next;
    }
    return end;
}

static size_t fold_pair(struct tokens *tokens)
{
    size_t end = character_end(tokens, tokens->at);
    fold(tokens, tokens->start, end);
    return end;
}

/* Returns one of the owed tokens of the last word or character. */
static bool give_owed(struct tokens *tokens, struct token *token)
{
    enum token_kind kind = TOKEN_COMPOUND;
    unsigned lowest = tokens->owed & (~tokens->owed + 1);
    size_t start = tokens->start, end = tokens->at;
    tokens->owed &= ~lowest;
    switch ((enum owed)lowest) {
    case OWED_PAIR:
        kind = TOKEN_BIGRAM;
        end = fold_pair(tokens);
        break;
    case OWED_DOT:
        fold(tokens, --start, end);
        break;
    case OWED_SUFFIX:
        end = fold_suffixed(tokens);
        break;
    case OWED_HYPHEN:
        end = fold_hyphenated(tokens);
        break;
    case OWED_INITIALS:
        end = fold_initials(tokens);
        break;
    case OWED_PART:
        kind = TOKEN_PART;
        start = tokens->part_start;
        end = tokens->part_end;
        fold(tokens, start, end);
        break;
    case OWED_WHOLE:
        kind = TOKEN_WHOLE;
        end = tokens->whole_end;
        fold(tokens, start, end);
        break;
    }
    return give(tokens, token, kind, start, end);
}

void tokens_init(struct tokens *tokens, const char *text, size_t length)
{
    *tokens = (struct tokens){ .text = text, .length = length };
}

void tokens_release(struct tokens *tokens)
{
    buffer_release(&tokens->folded);
}

bool tokens_next(struct tokens *tokens, struct token *token)
{
    while (tokens->owed)
        if (give_owed(tokens, token))
            return true;
    while (tokens->at < tokens->length) {
        size_t bytes;
        enum character_class class = word_class_at(tokens, tokens->at, &bytes);
        bool given = false;
        if (class == CHARACTER_SYMBOL ||
            symbol_is_keycap(tokens->text + tokens->at, tokens->length - tokens->at))
            given = give_symbol(tokens, token, tokens->at);
        else if (class == CHARACTER_LETTER || class == CHARACTER_DIGIT)
            given = give_word(tokens, token, tokens->at);
        else if (class == CHARACTER_UNSPACED)
            given = give_character(tokens, token, tokens->at);
        else
            tokens->at += bytes;
        if (given)
            return true;
        tokens->owed = 0; /* what folds to nothing has no compounds */
    }
    return false;
}
