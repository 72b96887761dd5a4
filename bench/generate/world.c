/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "world.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words.h"

const char *world_word(const struct world *world, uint32_t rank)
{
    return world->letters.bytes + world->word[rank];
}

static void add_word(struct world *world, const char *word, size_t length)
{
    world->word[world->words++] = (uint32_t)world->letters.length;
    for (size_t i = 0; i < length; i++)
        text_add(&world->letters, word[i] == '_' ? " " : word + i, 1);
    text_add(&world->letters, "", 1);
}

/* A pronounceable word of its own for each number: consonants and vowels take turns, so that no two
 * rows of syllables read alike, and the odd factor permutes the numbers. */
static void invent_word(struct world *world, uint32_t number)
{
    static const char *const onsets[32] = { "b",  "c",  "d",  "f",  "g",  "h",  "j",  "k",
                                            "l",  "m",  "n",  "p",  "r",  "s",  "t",  "v",
                                            "w",  "z",  "br", "ch", "cl", "cr", "dr", "fl",
                                            "gr", "pl", "pr", "sh", "sl", "st", "th", "tr" };
    static const char *const nuclei[8] = { "a", "e", "i", "o", "u", "ai", "ea", "io" };
    static const char *const codas[8] = { "", "n", "r", "l", "s", "x", "m", "nd" };
    unsigned syllables = number % 4 == 0 ? 3 : 2, bits = syllables * 8 + 3;
    uint32_t code = (number * 2654435761U) & ((1U << bits) - 1);
    char word[32] = "";
    for (unsigned i = 0; i < syllables; i++, code >>= 8) {
        strcat(word, onsets[code & 31]);
        strcat(word, nuclei[(code >> 5) & 7]);
    }
    strcat(word, codas[code]);
    add_word(world, word, strlen(word));
}

static void make_words(struct world *world)
{
    for (size_t i = 0; i < sizeof(common_words) / sizeof(*common_words); i++)
        for (const char *word = common_words[i]; *word;) {
            size_t length = strcspn(word, " ");
            add_word(world, word, length);
            word += length + strspn(word + length, " ");
        }
    for (uint32_t number = 0; world->words < VOCABULARY; number++)
        invent_word(world, number);
    world->stop_words = STOP_WORDS;
    zipf_init(&world->word_zipf, VOCABULARY, 2.7, 1.18);
}

/* A theme's words lie between the first that is not grammar and rank 20,000, as many in each
 * order of magnitude. */
static void make_topics(struct world *world, struct chance *chance)
{
    static const char *const heads[20] = { "",          "Microsoft ", "Google ",   "Amazon ",
                                           "Facebook ", "Azure ",     "Open ",     "Mobile ",
                                           "Business ", "Applied ",   "Health ",   "Industry ",
                                           "Public ",   "Quantum ",   "European ", "Asian ",
                                           "Retail ",   "Energy ",    "Medical ",  "Financial " };
    static const char *const tails[15] = { "AI",       "Power Apps", "Cloud",    "Machine Learning",
                                           "PyTorch",  "Security",   "Data",     "Robots",
                                           "Research", "DevOps",     "Low Code", "Policy",
                                           "Vision",   "Education",  "IoT" };
    for (int i = 0; i < TOPICS; i++) {
        struct topic *topic = &world->topics[i];
        snprintf(topic->name, sizeof(topic->name), "%s%s", heads[i / 15], tails[i % 15]);
        for (int j = 0; j < THEME; j++)
            topic->theme[j] = (uint32_t)(STOP_WORDS * pow(20000.0 / STOP_WORDS,
                                                          chance_below(chance, 10000) / 10000.0));
    }
    zipf_init(&world->topic_zipf, TOPICS, 1, 1);
}

static void make_providers(struct world *world, struct chance *chance)
{
    static const struct provider known[] = { { "Microsoft", "microsoft.com" },
                                             { "Forbes", "forbes.com" },
                                             { "TechCrunch", "techcrunch.com" },
                                             { "Azure Blog", "azure.microsoft.com" },
                                             { "Digital Journal", "digitaljournal.com" },
                                             { "Wired", "wired.com" } };
    static const char *const tails[] = { "",       " News",    " Daily",  " Times",
                                         " Today", " Journal", " Weekly", " Tech" };
    memcpy(world->providers, known, sizeof(known));
    for (size_t i = sizeof(known) / sizeof(*known); i < PROVIDERS; i++) {
        struct provider *provider = &world->providers[i];
        const char *word = world_word(world, 2000 + (uint32_t)i * 7),
                   *tail = tails[chance_below(chance, 8)];
        snprintf(provider->name, sizeof(provider->name), "%c%s%s", toupper(*word), word + 1, tail);
        snprintf(provider->domain, sizeof(provider->domain), "%s%s%s.%s",
                 chance_percent(chance, 10) ? "blog." : "", word, *tail ? tail + 1 : "",
                 chance_percent(chance, 70) ? "com" : "org");
        for (char *c = provider->domain; *c; c++)
            *c = (char)tolower(*c);
    }
    zipf_init(&world->provider_zipf, PROVIDERS, 3, 1);
}

struct world *world_new(uint64_t seed)
{
    struct world *world = allocate(sizeof(*world));
    struct chance chance = { seed };
    memset(world, 0, sizeof(*world));
    make_words(world);
    make_topics(world, &chance);
    make_providers(world, &chance);
    return world;
}

void world_free(struct world *world)
{
    zipf_release(&world->word_zipf);
    zipf_release(&world->topic_zipf);
    zipf_release(&world->provider_zipf);
    free(world->letters.bytes);
    free(world);
}
