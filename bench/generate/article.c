/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "article.h"

#include <ctype.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint32_t draw_rank(const struct world *world, const struct topic *topic,
                          struct chance *chance)
{
    if (chance_percent(chance, 12)) {
        uint32_t a = chance_below(chance, THEME), b = chance_below(chance, THEME);
        return topic->theme[a < b ? a : b];
    }
    return zipf_draw(&world->word_zipf, chance);
}

/* Of grammar a title has less than half of what a sentence has. */
static uint32_t draw_title_rank(const struct world *world, const struct topic *topic,
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

static void make_title(struct text *title, const struct world *world, const struct topic *topic,
                       struct chance *chance)
{
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
static void make_prose(struct text *prose, const struct world *world, const struct topic *topic,
                       struct chance *chance, int count, bool lines)
{
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

static void make_url(struct text *url, const struct provider *provider, const struct text *title,
                     time_t date, uint64_t number)
{
    struct tm day;
    int words = 0;
    gmtime_r(&date, &day);
    text_clear(url);
    text_printf(url, "https://%s/%04d/%02d/", provider->domain, day.tm_year + 1900, day.tm_mon + 1);
    for (const char *c = title->bytes; *c && words < 8; c++) {
        char letter = (char)tolower((unsigned char)*c);
        if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'))
            text_add(url, &letter, 1);
        else if (*c == ' ' && ++words < 8 && url->bytes[url->length - 1] != '-')
            text_puts(url, "-");
    }
    text_printf(url, "-%" PRIu64 "/", number);
}

/* FOLDER/, the day, and the address's last part. */
static void make_name(struct text *name, const struct article *article, uint64_t per_folder)
{
    const char *slug =
        article->url.bytes + strlen("https:///0000/00/") + strlen(article->provider->domain);
    struct tm day;
    gmtime_r(&article->date, &day);
    text_clear(name);
    text_printf(name, "%04" PRIu64 "/%04d-%02d-%02d-%s", article->number / per_folder,
                day.tm_year + 1900, day.tm_mon + 1, day.tm_mday, slug);
    name->bytes[--name->length] = '\0';
}

/* From 2015 to 2025, more of them late than early. */
static time_t make_date(struct chance *chance)
{
    const double first = 1420070400, last = 1767225600;
    return (time_t)(first +
                    sqrt(chance_below(chance, 1U << 31) / (double)(1U << 31)) * (last - first));
}

static void make_secured(struct text *secured, struct chance *chance)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char block[10];
    text_clear(secured);
    for (int blocks = chance_between(chance, 36, 64); blocks > 0; blocks--) {
        uint64_t bits = chance_next(chance);
        for (size_t i = 0; i < sizeof(block); i++, bits >>= 6)
            block[i] = digits[bits & 63];
        text_add(secured, block, sizeof(block));
    }
    text_puts(secured, "==");
}

static void make_related(struct article *article, const struct world *world, struct chance *chance)
{
    static const int counts[10] = { 0, 0, 0, 0, 0, 1, 1, 1, 2, RELATED_MAX };
    article->related_count = counts[chance_below(chance, 10)];
    for (int i = 0; i < article->related_count; i++) {
        struct related *related = &article->related[i];
        related->provider = &world->providers[zipf_draw(&world->provider_zipf, chance)];
        related->date = article->date + chance_between(chance, -90000, 90000);
        related->quality = chance_between(chance, 0, 150);
        make_title(&related->title, world, article->topics[0], chance);
        make_prose(&related->excerpt, world, article->topics[0], chance,
                   chance_between(chance, 20, 50), false);
        make_url(&related->url, related->provider, &related->title, related->date, article->number);
    }
}

static void make_numbers(struct article *article, struct chance *chance)
{
    int heat = chance_between(chance, -20, 20);
    article->quality = chance_between(chance, 0, 150);
    heat += article->quality;
    article->heat = heat > 150 ? 150 : heat < -8 ? -8 : heat;
    if (chance_percent(chance, 2))
        article->quality = chance_between(chance, -9, -1);
    if (chance_percent(chance, 5))
        article->quality = ABSENT;
    if (article->number % 20 == 7) /* known which, so that edits of the heat can be sure of one */
        article->heat = ABSENT;
    article->date = make_date(chance);
    article->type = chance_percent(chance, 90) ? "article" : "video";
    article->category = chance_percent(chance, 90) ? "news" : "blog";
    article->published = !chance_percent(chance, 2);
    article->image = chance_percent(chance, 70);
    article->amp = chance_percent(chance, 50);
}

/* One to five; the steps between them keep them apart. */
static void make_topics(struct article *article, const struct world *world, struct chance *chance)
{
    article->topic_count = chance_between(chance, 0, 2) + chance_between(chance, 1, 3);
    uint32_t topic = zipf_draw(&world->topic_zipf, chance);
    for (int i = 0; i < article->topic_count;
         i++, topic += 1 + zipf_draw(&world->topic_zipf, chance) % 50)
        article->topics[i] = &world->topics[topic % TOPICS];
}

static void make_author(struct text *author, const struct world *world, struct chance *chance)
{
    text_clear(author);
    if (chance_percent(chance, 12)) {
        add_word(author, world_word(world, 2000 + chance_below(chance, 3000)), true);
        text_puts(author, " ");
        add_word(author, world_word(world, 5000 + chance_below(chance, 20000)), true);
    }
}

void article_make(struct article *article, const struct world *world, uint64_t seed,
                  uint64_t number, uint64_t per_folder)
{
    struct chance chance = { seed ^ ((number + 1) * 0xd6e8feb86659fd93U) };
    article->number = number;
    article->provider = &world->providers[zipf_draw(&world->provider_zipf, &chance)];
    make_topics(article, world, &chance);
    make_numbers(article, &chance);
    make_title(&article->title, world, article->topics[0], &chance);
    make_prose(&article->excerpt, world, article->topics[0], &chance,
               chance_between(&chance, 25, 65), false);
    make_url(&article->url, article->provider, &article->title, article->date, number);
    make_name(&article->name, article, per_folder);
    make_author(&article->author, world, &chance);
    make_related(article, world, &chance);
    make_secured(&article->secured, &chance);
    if (chance_percent(&chance, 10))
        make_prose(&article->body, world, article->topics[0], &chance,
                   chance_between(&chance, 50, 300), true);
    else
        text_clear(&article->body);
}

void article_edit(struct article *article, const struct world *world, enum edit edit)
{
    uint32_t number = (uint32_t)article->number;
    if (edit == EDIT_HEAT && article->heat != ABSENT)
        article->heat ^= 1;
    if (edit == EDIT_TEXT)
        text_printf(&article->excerpt, " Corrected %s %s.", world_word(world, 900 + number % 600),
                    world_word(world, 3000 + number % 9000));
}

void article_release(struct article *article)
{
    struct text *texts[] = { &article->title, &article->excerpt, &article->body,   &article->url,
                             &article->name,  &article->author,  &article->secured };
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        free(texts[i]->bytes);
    for (int i = 0; i < RELATED_MAX; i++) {
        free(article->related[i].title.bytes);
        free(article->related[i].excerpt.bytes);
        free(article->related[i].url.bytes);
    }
}
