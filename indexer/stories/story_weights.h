/* SPDX-License-Identifier: GPL-2.0-or-later */
/* story_weights.h: how rare words are in the archive, by a sample of its articles.
 *
 * An article is in the sample if the hash of its path has zeros where the mask has ones. The mask
 * grows with the archive, so that the sample has 1,024 to 2,047 articles, or all articles of a
 * smaller archive. A change of an article outside the sample changes no weight.
 */
#ifndef NEWSSEARCH_STORY_WEIGHTS_H
#define NEWSSEARCH_STORY_WEIGHTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "story_words.h"

struct story_weights {
    uint32_t mask;
    uint32_t articles; /* in the sample */
    struct story_frequency {
        uint32_t word; /* without STORY_IN_TITLE; 0 with frequency 0: a free place */
        uint32_t frequency;
    } * places; /* a hash table */
    size_t place_count, used;
};

/* The mask for an archive of this number of articles. */
uint32_t story_weights_mask(uint32_t articles);

/* weights must be all zero but for the mask. */
void story_weights_add(struct story_weights *weights, const struct story_words *words);
void story_weights_release(struct story_weights *weights);

/* The weight of a word; 0: it is too common to say anything about a story. */
double story_weight(const struct story_weights *weights, uint32_t word);

void story_weights_pack(const struct story_weights *weights, struct buffer *out);
/* false: there are none. */
bool story_weights_unpack(struct story_weights *weights, const char *packed, size_t length);

#endif
