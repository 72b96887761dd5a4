/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "story_weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

#define SAMPLE_MIN 1024
/* A word of more articles than this, and of more than one in COMMON_PART, says nothing. */
#define COMMON_MIN 16
#define COMMON_PART 32
/* Added to the number of articles: in a small archive a word of several articles, which may be the
 * whole of a story, does not weigh much less than a word of one. */
#define ARTICLES_MORE 40

uint32_t story_weights_mask(uint32_t articles)
{
    uint32_t mask = 0;
    while (articles / (mask + 1) >= 2 * SAMPLE_MIN)
        mask = mask * 2 + 1;
    return mask;
}

static struct story_frequency *find(const struct story_weights *weights, uint32_t word)
{
    size_t at = word * UINT32_C(2654435769) & (weights->place_count - 1);
    while (weights->places[at].frequency > 0 && weights->places[at].word != word)
        at = (at + 1) & (weights->place_count - 1);
    return &weights->places[at];
}

static void add(struct story_weights *weights, uint32_t word, uint32_t frequency)
{
    if (weights->used * 2 >= weights->place_count) {
        struct story_weights larger = { .place_count = weights->place_count
                                                           ? weights->place_count * 2
                                                           : 4096 };
        larger.places = memory_allocate(larger.place_count * sizeof *larger.places);
        for (size_t i = 0; i < weights->place_count; i++)
            if (weights->places[i].frequency > 0)
                *find(&larger, weights->places[i].word) = weights->places[i];
        free(weights->places);
        weights->places = larger.places;
        weights->place_count = larger.place_count;
    }
    struct story_frequency *place = find(weights, word);
    weights->used += place->frequency == 0;
    place->word = word;
    place->frequency += frequency;
}

void story_weights_add(struct story_weights *weights, const struct story_words *words)
{
    weights->articles++;
    for (size_t i = 0; i < words->count; i++)
        add(weights, words->words[i] & ~STORY_IN_TITLE, 1);
}

void story_weights_release(struct story_weights *weights)
{
    free(weights->places);
    *weights = (struct story_weights){ 0 };
}

double story_weight(const struct story_weights *weights, uint32_t word)
{
    uint32_t common = weights->articles / COMMON_PART, frequency = 0;
    if (weights->place_count > 0)
        frequency = find(weights, word & ~STORY_IN_TITLE)->frequency;
    if (frequency > (common > COMMON_MIN ? common : COMMON_MIN))
        return 0;
    return log2(((double)weights->articles + ARTICLES_MORE) / (frequency + 1.0));
}

static void put(struct buffer *out, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buffer_add_byte(out, (int)(number >> shift & 0xFF));
}

static uint32_t get(const char *in)
{
    uint32_t number = 0;
    for (int i = 0; i < 4; i++)
        number = number << 8 | (unsigned char)in[i];
    return number;
}

void story_weights_pack(const struct story_weights *weights, struct buffer *out)
{
    put(out, weights->mask);
    put(out, weights->articles);
    for (size_t i = 0; i < weights->place_count; i++) {
        if (weights->places[i].frequency == 0)
            continue;
        put(out, weights->places[i].word);
        put(out, weights->places[i].frequency);
    }
}

bool story_weights_unpack(struct story_weights *weights, const char *packed, size_t length)
{
    *weights = (struct story_weights){ 0 };
    if (length < 8)
        return false;
    weights->mask = get(packed);
    for (size_t at = 8; at + 8 <= length; at += 8)
        add(weights, get(packed + at), get(packed + at + 4));
    weights->articles = get(packed + 4);
    return true;
}
