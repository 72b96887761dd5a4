/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "article.h"

#include <ctype.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

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
        related->provider = world->kind->provider(world, chance);
        related->date = article->date + chance_between(chance, -90000, 90000);
        related->quality = chance_between(chance, 0, 150);
        world->kind->title(world, chance, article->topics[0], &related->title);
        world->kind->prose(world, chance, article->topics[0], chance_between(chance, 20, 50), false,
                           &related->excerpt);
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

void article_make(struct article *article, const struct world *world, uint64_t seed,
                  uint64_t number, uint64_t per_folder)
{
    struct chance chance = { seed ^ ((number + 1) * 0xd6e8feb86659fd93U) };
    const struct world_kind *kind = world->kind;
    article->number = number;
    article->provider = kind->provider(world, &chance);
    int topics = chance_between(&chance, 0, 2) + chance_between(&chance, 1, 3);
    article->topic_count = kind->topics(world, &chance, article->topics, topics);
    make_numbers(article, &chance);
    kind->title(world, &chance, article->topics[0], &article->title);
    kind->prose(world, &chance, article->topics[0], chance_between(&chance, 25, 65), false,
                &article->excerpt);
    make_url(&article->url, article->provider, &article->title, article->date, number);
    make_name(&article->name, article, per_folder);
    text_clear(&article->author);
    if (chance_percent(&chance, 12))
        kind->author(world, &chance, &article->author);
    make_related(article, world, &chance);
    make_secured(&article->secured, &chance);
    if (chance_percent(&chance, 10))
        kind->prose(world, &chance, article->topics[0], chance_between(&chance, 50, 300), true,
                    &article->body);
    else
        text_clear(&article->body);
}

void article_edit(struct article *article, const struct world *world, enum edit edit)
{
    uint32_t number = (uint32_t)article->number;
    if (edit == EDIT_HEAT && article->heat != ABSENT)
        article->heat ^= 1;
    if (edit == EDIT_TEXT)
        world->kind->correction(world, number, &article->excerpt);
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
