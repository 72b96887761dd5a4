/* One word is found at a time; what else stands at its place is
 * remembered as owed and handed out by the next calls. */
#include "tokens.h"

#include "characters.h"
#include "text.h"

#define SUFFIX_MAX 3 /* of + and # */

enum owed {
    OWED_PAIR = 1,
    OWED_DOT = 2,
    OWED_SUFFIX = 4,
    OWED_HYPHEN = 8,
    OWED_INITIALS = 16,
};

/* A word as it stands in the text. */
struct word {
    size_t start, end;
    unsigned letters; /* letters and digits in it, counted to 2 */
    bool ends_in_letter;
};

/* OTHER and 0 bytes at the end of the text. */
static inline enum character_class class_at(const struct tokens *tokens, size_t at, size_t *bytes)
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

static bool letter_at(const struct tokens *tokens, size_t at)
{
    size_t bytes;
    return class_at(tokens, at, &bytes) == CHARACTER_LETTER;
}

static bool digit_at(const struct tokens *tokens, size_t at)
{
    size_t bytes;
    return class_at(tokens, at, &bytes) == CHARACTER_DIGIT;
}

/* Reads the word that begins at start, without + or # at its end. Connectors and ignored
 * characters belong to it only when more of it follows. */
static struct word read_word(const struct tokens *tokens, size_t start)
{
    struct word word = { .start = start, .end = start };
    enum character_class last = CHARACTER_OTHER;
    size_t bytes;
    for (size_t at = start; at < tokens->length; at += bytes) {
        enum character_class class = class_at(tokens, at, &bytes);
        switch (class) {
        case CHARACTER_LETTER:
        case CHARACTER_DIGIT:
            last = class;
            word.letters += word.letters < 2;
            word.end = at + bytes;
            break;
        case CHARACTER_MARK:
            word.end = at + bytes;
            break;
        case CHARACTER_CONNECTOR:
            last = class;
            break;
        case CHARACTER_IGNORED:
            break;
        case CHARACTER_JOINS_LETTERS:
            if (last != CHARACTER_LETTER || !letter_at(tokens, at + bytes))
                goto done;
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

/* Where + and # after a word's end stop, or that end if they do not belong to it: in a+b and 1+1
 * they stand between words, in c++17 and c#9 not. */
static size_t suffix_end(const struct tokens *tokens, const struct word *word)
{
    size_t at = word->end, bytes, count = 0;
    if (!word->ends_in_letter)
        return word->end;
    while (class_at(tokens, at, &bytes) == CHARACTER_SUFFIX) {
        at += bytes;
        if (++count > SUFFIX_MAX)
            return word->end;
    }
    switch (class_at(tokens, at, &bytes)) {
    case CHARACTER_LETTER:
    case CHARACTER_CONNECTOR:
        return word->end;
    case CHARACTER_DIGIT:
        return count == 1 && tokens->text[at - 1] == '+' ? word->end : at;
    default:
        return at;
    }
}

/* Where the word after a single letter and a hyphen ends; 0 if that is not what follows. */
static size_t hyphenated_end(const struct tokens *tokens, size_t at)
{
    if (at >= tokens->length)
        return 0;
    int32_t code;
    size_t bytes = character_decode(tokens->text + at, tokens->length - at, &code);
    if (!character_is_hyphen(code))
        return 0;
    at += bytes;
    return letter_at(tokens, at) || digit_at(tokens, at) ? read_word(tokens, at).end : 0;
}

/* A dot right before start, that is not the last of several. */
static bool dot_before(const struct tokens *tokens, size_t start)
{
    return start > 0 && tokens->text[start - 1] == '.' &&
           (start == 1 || tokens->text[start - 2] != '.');
}

static bool is_single_letter(const struct word *word)
{
    return word->letters == 1 && word->ends_in_letter;
}

/* Where the single letter after another that ends at at, and a dot, ends; 0 if none follows. */
static size_t next_initial(const struct tokens *tokens, size_t at)
{
    if (at + 1 >= tokens->length || tokens->text[at] != '.' || !letter_at(tokens, at + 1))
        return 0;
    struct word word = read_word(tokens, at + 1);
    return is_single_letter(&word) ? word.end : 0;
}

/* The character at start with its marks, of a script without spaces. */
static size_t character_end(const struct tokens *tokens, size_t start)
{
    size_t bytes, at = start;
    class_at(tokens, at, &bytes);
    for (;;) {
        at += bytes;
        enum character_class class = class_at(tokens, at, &bytes);
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
    struct word word = read_word(tokens, start);
    size_t end = word.end;
    size_t suffixed = suffix_end(tokens, &word);
    bool dot = dot_before(tokens, start);
    if (is_single_letter(&word)) {
        end = suffixed; /* c++ is no kind of c */
        if (hyphenated_end(tokens, end))
            tokens->owed |= OWED_HYPHEN;
        if (end == word.end && !(dot && tokens->in_initials) && next_initial(tokens, end))
            tokens->owed |= OWED_INITIALS;
        tokens->in_initials = true;
    } else {
        if (suffixed > end)
            tokens->owed |= OWED_SUFFIX;
        if (dot && letter_at(tokens, start))
            tokens->owed |= OWED_DOT;
        tokens->in_initials = false;
    }
    tokens->start = start;
    tokens->at = end;
    fold(tokens, start, end);
    tokens->position += tokens->folded.length > 0;
    return give(tokens, token, TOKEN_WORD, start, end);
}

static bool give_character(struct tokens *tokens, struct token *token, size_t start)
{
    size_t end = character_end(tokens, start), bytes;
    tokens->in_initials = false;
    if (class_at(tokens, end, &bytes) == CHARACTER_UNSPACED)
        tokens->owed |= OWED_PAIR;
    tokens->start = start;
    tokens->at = end;
    fold(tokens, start, end);
    tokens->position += tokens->folded.length > 0;
    return give(tokens, token, TOKEN_UNIGRAM, start, end);
}

static size_t fold_suffixed(struct tokens *tokens)
{
    struct word word = { .end = tokens->at, .ends_in_letter = true };
    size_t end = suffix_end(tokens, &word);
    fold(tokens, tokens->start, end);
    return end;
}

static size_t fold_hyphenated(struct tokens *tokens)
{
    int32_t hyphen;
    size_t second = tokens->at + character_decode(tokens->text + tokens->at,
                                                  tokens->length - tokens->at, &hyphen);
    size_t end = hyphenated_end(tokens, tokens->at);
    fold(tokens, tokens->start, tokens->at);
    text_fold(&tokens->folded, tokens->text + second, end - second);
    return end;
}

static size_t fold_initials(struct tokens *tokens)
{
    size_t end = tokens->at, next;
    fold(tokens, tokens->start, end);
    while ((next = next_initial(tokens, end)) > 0) {
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

/* One of what the last word or character owes. */
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
        enum character_class class = class_at(tokens, tokens->at, &bytes);
        bool given = false;
        if (class == CHARACTER_LETTER || class == CHARACTER_DIGIT)
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
