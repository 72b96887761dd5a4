/* SPDX-License-Identifier: GPL-2.0-or-later */
/* world.h: what articles are made of: topics, providers, authors and text; the same for a seed. */
#ifndef NEWSSEARCH_BENCH_WORLD_H
#define NEWSSEARCH_BENCH_WORLD_H

#include "chance.h"
#include "text.h"

struct topic {
    char name[64];
    uint32_t number; /* from 0 in its world */
};

struct provider {
    char name[64], domain[64];
};

/* A world begins with its kind. What is drawn belongs to the world; text replaces what was there.
 */
struct world {
    const struct world_kind *kind;
};

struct world_kind {
    const char *name;
    struct world *(*create)(uint64_t seed);
    void (*destroy)(struct world *world);
    /* At most count different topics; returns how many, at least one. */
    int (*topics)(const struct world *world, struct chance *chance, const struct topic **topics,
                  int count);
    const struct provider *(*provider)(const struct world *world, struct chance *chance);
    void (*author)(const struct world *world, struct chance *chance, struct text *author);
    void (*title)(const struct world *world, struct chance *chance, const struct topic *topic,
                  struct text *title);
    /* Sentences on a topic, of about so many words; with lines, in short lines and paragraphs. */
    void (*prose)(const struct world *world, struct chance *chance, const struct topic *topic,
                  int words, bool lines, struct text *prose);
    /* Appends a sentence that an editor adds to article `number`. */
    void (*correction)(const struct world *world, uint32_t number, struct text *text);
};

extern const struct world_kind generated_world; /* invented words by Zipf's law, for any number */
extern const struct world_kind packages_world;  /* descriptions of this machine's Debian packages */

/* NULL: there is none of that name. */
const struct world_kind *world_kind_by_name(const char *name);

#endif
