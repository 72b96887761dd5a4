/* SPDX-License-Identifier: GPL-2.0-or-later */
/* story_words.h: the words of an article's title and excerpt, as numbers that can be compared. */
#ifndef NEWSSEARCH_STORY_WORDS_H
#define NEWSSEARCH_STORY_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"

#define STORY_TITLE_WORDS 48
#define STORY_EXCERPT_WORDS 40
#define STORY_WORDS_MAX (STORY_TITLE_WORDS + STORY_EXCERPT_WORDS)
#define STORY_NUMBERS_MAX 4

/* A word is a hash of its first five letters, folded, of two neighbouring characters of Chinese,
 * Japanese or Korean, or of digits. The lowest bit is set for a word of the title. */
#define STORY_IN_TITLE UINT32_C(1)

struct story_words {
    uint32_t words[STORY_WORDS_MAX]; /* ascending, each once */
    size_t count;
    uint32_t numbers[STORY_NUMBERS_MAX]; /* hashes of the title's numbers, as "3.2.1" */
    size_t number_count;
    struct buffer folded; /* memory kept from article to article */
};

/* words: all zero, or filled before. */
void story_words_read(struct story_words *words, const char *title, size_t title_length,
                      const char *excerpt, size_t excerpt_length);
void story_words_release(struct story_words *words);

/* Of any bytes; never 0. */
uint32_t story_hash(const char *bytes, size_t length);

#endif
