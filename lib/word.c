/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "word.h"

#include "symbol.h"

#define SUFFIX_MAX 3 /* of + and # */

bool word_letter_at(const struct tokens *tokens, size_t at)
{
    size_t bytes;
    return word_class_at(tokens, at, &bytes) == CHARACTER_LETTER;
}

static bool is_apostrophe_at(const struct tokens *tokens, size_t at)
{
    int32_t code;
    character_decode(tokens->text + at, tokens->length - at, &code);
    return character_is_apostrophe(code);
}

static bool digit_at(const struct tokens *tokens, size_t at)
{
    size_t bytes;
    return word_class_at(tokens, at, &bytes) == CHARACTER_DIGIT;
}

struct word word_read(const struct tokens *tokens, size_t start)
{
    struct word word = { .start = start, .end = start };
    enum character_class last = CHARACTER_OTHER;
    size_t bytes;
    for (size_t at = start; at < tokens->length; at += bytes) {
        enum character_class class = word_class_at(tokens, at, &bytes);
        switch (class) {
        case CHARACTER_LETTER:
        case CHARACTER_DIGIT:
            last = class;
            word.has_letter = word.has_letter || class == CHARACTER_LETTER;
            word.letters += word.letters < 2;
            word.rest_letters++;
            word.end = at + bytes;
            if (class == CHARACTER_DIGIT && at > start &&
                symbol_is_keycap(tokens->text + at, tokens->length - at)) {
                word.keycap = at;
                goto done;
            }
            break;
        case CHARACTER_MARK:
            word.end = at + bytes;
            break;
        case CHARACTER_IGNORED:
            break;
        case CHARACTER_JOINS_LETTERS:
            if (last != CHARACTER_LETTER || !word_letter_at(tokens, at + bytes))
                goto done;
            if (is_apostrophe_at(tokens, at)) {
                word.apostrophe = at;
                word.rest = at + bytes;
                word.rest_letters = 0;
            }
            break;
        case CHARACTER_JOINS_DIGITS:
            if (last != CHARACTER_DIGIT || !digit_at(tokens, at + bytes))
                goto done;
            break;
        default:
            goto done;
        }
    }
done:
    word.ends_in_letter = last == CHARACTER_LETTER;
    return word;
}

size_t word_suffix_end(const struct tokens *tokens, const struct word *word)
{
    size_t at = word->end, bytes, count = 0;
    if (!word->ends_in_letter)
        return word->end;
    while (word_class_at(tokens, at, &bytes) == CHARACTER_SUFFIX) {
        at += bytes;
        if (++count > SUFFIX_MAX)
            return word->end;
    }
    switch (word_class_at(tokens, at, &bytes)) {
    case CHARACTER_LETTER:
    case CHARACTER_CONNECTOR:
        return word->end;
    case CHARACTER_DIGIT:
        return count == 1 && tokens->text[at - 1] == '+' ? word->end : at;
    default:
        return at;
    }
}

size_t word_hyphenated_end(const struct tokens *tokens, size_t at)
{
    if (at >= tokens->length)
        return 0;
    int32_t code;
    size_t bytes = character_decode(tokens->text + at, tokens->length - at, &code);
    if (!character_is_hyphen(code))
        return 0;
    at += bytes;
    return word_letter_at(tokens, at) || digit_at(tokens, at) ? word_read(tokens, at).end : 0;
}

bool word_is_single_letter(const struct word *word)
{
    return word->letters == 1 && word->ends_in_letter;
}

size_t word_next_initial(const struct tokens *tokens, size_t at)
{
    if (at + 1 >= tokens->length || tokens->text[at] != '.' || !word_letter_at(tokens, at + 1))
        return 0;
    struct word word = word_read(tokens, at + 1);
    return word_is_single_letter(&word) ? word.end : 0;
}

size_t word_joint_length(const struct tokens *tokens, size_t at)
{
    size_t end = at, bytes;
    int32_t code = -1;
    while (word_class_at(tokens, end, &bytes) == CHARACTER_CONNECTOR)
        end += bytes;
    if (end == at && at < tokens->length) {
        bytes = character_decode(tokens->text + at, tokens->length - at, &code);
        end += code == '.' || character_is_hyphen(code) ? bytes : 0;
    }
    return end > at && (word_letter_at(tokens, end) || digit_at(tokens, end)) ? end - at : 0;
}
