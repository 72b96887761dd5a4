/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "story_words.h"

#include <stdlib.h>
#include <string.h>

#include "ascii.h"
#include "list.h"
#include "text.h"
#define XXH_INLINE_ALL
#include <xxhash.h>

/* Only this many letters of longer words are compared: exposes, exposed, exposure. */
#define LETTERS 5
#define LETTERS_MIN 3

/* English words that say nothing about an event, up to LETTERS. In a large archive, such words of
 * any language are known by their frequency. Sorted. */
static const char *const empty_words[] = {
    "about", "after", "again", "all",   "also", "and",   "any",  "are",  "been",  "befor",
    "being", "betwe", "both",  "but",   "can",  "could", "did",  "does", "down",  "durin",
    "each",  "every", "first", "for",   "from", "get",   "had",  "has",  "have",  "her",
    "here",  "his",   "how",   "into",  "its",  "just",  "like", "made", "make",  "many",
    "more",  "most",  "much",  "must",  "need", "new",   "not",  "now",  "off",   "one",
    "only",  "other", "our",   "out",   "over", "own",   "said", "same", "says",  "shoul",
    "some",  "such",  "than",  "that",  "the",  "their", "them", "then", "there", "these",
    "they",  "this",  "those", "throu", "time", "today", "too",  "two",  "under", "until",
    "use",   "very",  "want",  "was",   "way",  "week",  "well", "were", "what",  "when",
    "where", "which", "while", "who",   "whom", "why",   "will", "with", "would", "year",
    "yet",   "you",   "your",
};

enum kind { KIND_NONE, KIND_LETTER, KIND_DIGIT, KIND_IDEOGRAPH };

/* Of a text that is being read. */
struct reader {
    struct story_words *words;
    const char *at, *end;
    uint32_t flag; /* of the words */
    size_t limit;  /* of words->count */
};

uint32_t story_hash(const char *bytes, size_t length)
{
    uint32_t hash = (uint32_t)XXH3_64bits(bytes, length);
    return hash ? hash : 1;
}

static size_t character_length(const char *at, const char *end)
{
    size_t length = 1;
    while (at + length < end && ((unsigned char)at[length] & 0xC0) == 0x80 && length < 4)
        length++;
    return length;
}

/* By the first bytes of UTF-8: of E2 80 to E2 8F and E3 80 all are punctuation and symbols. */
static enum kind kind_of(const char *at, const char *end)
{
    unsigned char byte = (unsigned char)*at;
    if (byte < 0x80) {
        if (ascii_is_digit(*at))
            return KIND_DIGIT;
        return ascii_is_letter(*at) ? KIND_LETTER : KIND_NONE;
    }
    unsigned char next = at + 1 < end ? (unsigned char)at[1] : 0;
    if (byte == 0xC2 || (byte == 0xE2 && next < 0xB0) || (byte == 0xE3 && next == 0x80) ||
        byte == 0xEF)
        return KIND_NONE;
    return byte >= 0xE3 && byte <= 0xED ? KIND_IDEOGRAPH : KIND_LETTER;
}

static void add_word(struct reader *reader, const char *word, size_t length)
{
    struct story_words *words = reader->words;
    if (words->count < reader->limit)
        words->words[words->count++] = (story_hash(word, length) & ~STORY_IN_TITLE) | reader->flag;
}

static int compare_empty(const void *left, const void *right)
{
    const struct list_item *word = left;
    const char *const *empty = right;
    int order = strncmp(word->data, *empty, word->length);
    return order != 0 ? order : -(int)(strlen(*empty) > word->length);
}

static bool is_empty_word(const char *word, size_t length)
{
    const struct list_item key = { (char *)word, length };
    return bsearch(&key, empty_words, sizeof empty_words / sizeof *empty_words, sizeof *empty_words,
                   compare_empty);
}

static void read_letters(struct reader *reader)
{
    const char *word = reader->at, *stop = NULL;
    size_t letters = 0;
    while (reader->at < reader->end && kind_of(reader->at, reader->end) == KIND_LETTER) {
        reader->at += character_length(reader->at, reader->end);
        if (++letters == LETTERS)
            stop = reader->at;
    }
    size_t length = (size_t)((stop ? stop : reader->at) - word);
    if (letters >= LETTERS_MIN && !is_empty_word(word, length))
        add_word(reader, word, length);
}

static bool is_digit(const struct reader *reader, const char *at)
{
    return at < reader->end && ascii_is_digit(*at);
}

/* 3.2.1 is the words 3, 2 and 1 and one number. */
static void read_digits(struct reader *reader)
{
    struct story_words *words = reader->words;
    const char *number = reader->at;
    while (is_digit(reader, reader->at)) {
        const char *digits = reader->at;
        while (is_digit(reader, reader->at))
            reader->at++;
        add_word(reader, digits, (size_t)(reader->at - digits));
        bool goes_on = reader->at < reader->end && strchr(".,-:/", *reader->at) && *reader->at &&
                       is_digit(reader, reader->at + 1);
        if (!goes_on)
            break;
        reader->at++;
    }
    const char *stop = reader->at;
    if (reader->flag && words->number_count < STORY_NUMBERS_MAX)
        words->numbers[words->number_count++] = story_hash(number, (size_t)(stop - number));
}

static void read_ideographs(struct reader *reader)
{
    const char *former = NULL;
    while (reader->at < reader->end && kind_of(reader->at, reader->end) == KIND_IDEOGRAPH) {
        const char *next = reader->at + character_length(reader->at, reader->end);
        if (former)
            add_word(reader, former, (size_t)(next - former));
        former = reader->at;
        reader->at = next;
    }
}

static void read_text(struct story_words *words, const char *text, size_t length, uint32_t flag,
                      size_t most)
{
    buffer_clear(&words->folded);
    text_fold(&words->folded, text, length);
    const char *folded = buffer_text(&words->folded);
    struct reader reader = { words, folded, folded + words->folded.length, flag,
                             words->count + most };
    while (reader.at < reader.end && words->count < reader.limit) {
        switch (kind_of(reader.at, reader.end)) {
        case KIND_LETTER:
            read_letters(&reader);
            break;
        case KIND_DIGIT:
            read_digits(&reader);
            break;
        case KIND_IDEOGRAPH:
            read_ideographs(&reader);
            break;
        case KIND_NONE:
            reader.at++;
            break;
        }
    }
}

/* A word of the title before the same one of the excerpt. */
static int compare_words(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left ^ STORY_IN_TITLE,
             b = *(const uint32_t *)right ^ STORY_IN_TITLE;
    return (a > b) - (a < b);
}

void story_words_read(struct story_words *words, const char *title, size_t title_length,
                      const char *excerpt, size_t excerpt_length)
{
    size_t kept = 0;
    words->count = words->number_count = 0;
    read_text(words, title, title_length, STORY_IN_TITLE, STORY_TITLE_WORDS);
    read_text(words, excerpt, excerpt_length, 0, STORY_EXCERPT_WORDS);
    qsort(words->words, words->count, sizeof *words->words, compare_words);
    for (size_t i = 0; i < words->count; i++)
        if (kept == 0 ||
            (words->words[kept - 1] | STORY_IN_TITLE) != (words->words[i] | STORY_IN_TITLE))
            words->words[kept++] = words->words[i];
    words->count = kept;
}

void story_words_release(struct story_words *words)
{
    buffer_release(&words->folded);
}
