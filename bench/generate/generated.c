/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Invented text: words come by Zipf's law from a vocabulary of 250,000, and an article prefers the
 * words of its first topic. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article.h"
#include "words.h"
#include "world.h"

enum {
    VOCABULARY = 250000,
    TOPICS = 300,
    PROVIDERS = 2000,
    THEME = 24 /* the words that articles on one topic prefer */
};

struct generated {
    struct world world;
    struct text letters;
    uint32_t word[VOCABULARY]; /* where in letters the word of a rank begins */
    uint32_t words, stop_words;
    struct zipf word_zipf, topic_zipf, provider_zipf;
    struct topic topics[TOPICS];
    uint32_t themes[TOPICS][THEME]; /* ranks */
    struct provider providers[PROVIDERS];
};

static const struct generated *generated_of(const struct world *world)
{
    return (const struct generated *)world;
}

/* The word of a rank, 0 the commonest, as it looks inside a sentence. */
static const char *world_word(const struct generated *world, uint32_t rank)
{
    return world->letters.bytes + world->word[rank];
}

static void keep_word(struct generated *world, const char *word, size_t length)
{
    world->word[world->words++] = (uint32_t)world->letters.length;
    for (size_t i = 0; i < length; i++)
        text_add(&world->letters, word[i] == '_' ? " " : word + i, 1);
    text_add(&world->letters, "", 1);
}

/* A pronounceable word of its own for each number: consonants and vowels take turns, so that no two
 * rows of syllables read alike, and the odd factor permutes the numbers. */
static void invent_word(struct generated *world, uint32_t number)
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
    keep_word(world, word, strlen(word));
}

static void make_words(struct generated *world)
{
    for (size_t i = 0; i < sizeof(common_words) / sizeof(*common_words); i++)
        for (const char *word = common_words[i]; *word;) {
            size_t length = strcspn(word, " ");
            keep_word(world, word, length);
            word += length + strspn(word + length, " ");
        }
    for (uint32_t number = 0; world->words < VOCABULARY; number++)
        invent_word(world, number);
    world->stop_words = STOP_WORDS;
    zipf_init(&world->word_zipf, VOCABULARY, 2.7, 1.18);
}

/* A theme's words lie between the first that is not grammar and rank 20,000, as many in each
 * order of magnitude. */
static void make_topics(struct generated *world, struct chance *chance)
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
        topic->number = (uint32_t)i;
        snprintf(topic->name, sizeof(topic->name), "%s%s", heads[i / 15], tails[i % 15]);
        for (int j = 0; j < THEME; j++)
            world->themes[i][j] =
                (uint32_t)(STOP_WORDS *
                           pow(20000.0 / STOP_WORDS, chance_below(chance, 10000) / 10000.0));
    }
    zipf_init(&world->topic_zipf, TOPICS, 1, 1);
}

static void make_providers(struct generated *world, struct chance *chance)
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

static struct world *generated_create(uint64_t seed)
{
    struct generated *world = allocate(sizeof(*world));
    struct chance chance = { seed };
    memset(world, 0, sizeof(*world));
    world->world.kind = &generated_world;
    make_words(world);
    make_topics(world, &chance);
    make_providers(world, &chance);
    return &world->world;
}

static void generated_destroy(struct world *world)
{
    struct generated *generated = (struct generated *)world;
    zipf_release(&generated->word_zipf);
    zipf_release(&generated->topic_zipf);
    zipf_release(&generated->provider_zipf);
    free(generated->letters.bytes);
    free(generated);
}

/* The steps between them keep topics apart. */
static int generated_topics(const struct world *base, struct chance *chance,
                            const struct topic **topics, int count)
{
    const struct generated *world = generated_of(base);
    uint32_t topic = zipf_draw(&world->topic_zipf, chance);
    for (int i = 0; i < count; i++, topic += 1 + zipf_draw(&world->topic_zipf, chance) % 50)
        topics[i] = &world->topics[topic % TOPICS];
    return count;
}

static const struct provider *generated_provider(const struct world *base, struct chance *chance)
{
    const struct generated *world = generated_of(base);
    return &world->providers[zipf_draw(&world->provider_zipf, chance)];
}

static uint32_t draw_rank(const struct generated *world, const struct topic *topic,
                          struct chance *chance)
{
    if (chance_percent(chance, 12)) {
        uint32_t a = chance_below(chance, THEME), b = chance_below(chance, THEME);
        return world->themes[topic->number][a < b ? a : b];
    }
    return zipf_draw(&world->word_zipf, chance);
}

/* Of grammar a title has less than half of what a sentence has. */
static uint32_t draw_title_rank(const struct generated *world, const struct topic *topic,
                                struct chance *chance)
{
    uint32_t rank = draw_rank(world, topic, chance);
    return rank < world->stop_words && chance_percent(chance, 80) ? draw_rank(world, topic, chance)
                                                                  : rank;
}

static void add_word(struct text *text, const char *word, bool capital)
{
    char first = capital && islower((unsigned char)*word) ? (char)toupper(*word) : *word;
    text_add(text, &first, 1);
    text_puts(text, word + 1);
}

static void generated_title(const struct world *base, struct chance *chance,
                            const struct topic *topic, struct text *title)
{
    const struct generated *world = generated_of(base);
    int count = chance_between(chance, 7, 13);
    text_clear(title);
    for (int i = 0; i < count; i++) {
        if (i > 0)
            text_puts(title, chance_percent(chance, 4)   ? ": "
                             : chance_percent(chance, 1) ? " & "
                                                         : " ");
        add_word(title, world_word(world, draw_title_rank(world, topic, chance)), true);
        if (chance_percent(chance, 2))
            text_puts(title, APOSTROPHE "s");
    }
}

/* Sentences of some 14 words; with lines, one ends every 14 words. */
static void generated_prose(const struct world *base, struct chance *chance,
                            const struct topic *topic, int count, bool lines, struct text *prose)
{
    const struct generated *world = generated_of(base);
    bool begin = true;
    text_clear(prose);
    for (int i = 1; i <= count; i++) {
        add_word(prose, world_word(world, draw_rank(world, topic, chance)), begin);
        begin = i == count || chance_percent(chance, 7);
        text_puts(prose, chance_percent(chance, 1) ? APOSTROPHE "s" : "");
        text_puts(prose, begin ? "." : chance_percent(chance, 5) ? "," : "");
        if (i < count)
            text_puts(prose, lines && i % 14 == 0 ? (begin ? "\n\n" : "\n") : " ");
    }
}

static void generated_author(const struct world *base, struct chance *chance, struct text *author)
{
    const struct generated *world = generated_of(base);
    text_clear(author);
    add_word(author, world_word(world, 2000 + chance_below(chance, 3000)), true);
    text_puts(author, " ");
    add_word(author, world_word(world, 5000 + chance_below(chance, 20000)), true);
}

static void generated_correction(const struct world *base, uint32_t number, struct text *text)
{
    const struct generated *world = generated_of(base);
    text_printf(text, " Corrected %s %s.", world_word(world, 900 + number % 600),
                world_word(world, 3000 + number % 9000));
}

const struct world_kind generated_world = {
    .name = "generated",
    .create = generated_create,
    .destroy = generated_destroy,
    .topics = generated_topics,
    .provider = generated_provider,
    .author = generated_author,
    .title = generated_title,
    .prose = generated_prose,
    .correction = generated_correction,
};
