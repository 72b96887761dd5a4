/* SPDX-License-Identifier: GPL-2.0-or-later */
/* world.h: what articles are made of: words, topics, providers; the same for a seed. */
#ifndef NEWSSEARCH_BENCH_WORLD_H
#define NEWSSEARCH_BENCH_WORLD_H

#include "chance.h"
#include "text.h"

enum {
    VOCABULARY = 250000,
    TOPICS = 300,
    PROVIDERS = 2000,
    THEME = 24 /* the words that articles on one topic prefer */
};

struct topic {
    char name[64];
    uint32_t theme[THEME]; /* ranks */
};

struct provider {
    char name[64], domain[64];
};

struct world {
    struct text letters;
    uint32_t word[VOCABULARY]; /* where in letters the word of a rank begins */
    uint32_t words, stop_words;
    struct zipf word_zipf, topic_zipf, provider_zipf;
    struct topic topics[TOPICS];
    struct provider providers[PROVIDERS];
};

struct world *world_new(uint64_t seed);
void world_free(struct world *world);

/* The word of a rank, 0 the commonest, as it looks inside a sentence. */
const char *world_word(const struct world *world, uint32_t rank);

#endif
