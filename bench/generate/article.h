/* SPDX-License-Identifier: GPL-2.0-or-later */
/* article.h: one article, made from a world, a seed and its number. */
#ifndef NEWSSEARCH_BENCH_ARTICLE_H
#define NEWSSEARCH_BENCH_ARTICLE_H

#include <stdbool.h>
#include <time.h>

#include "text.h"
#include "world.h"

enum { TOPICS_MAX = 5, RELATED_MAX = 4, ABSENT = -1000 };

/* The right single quotation mark, which stands in files as a character reference. */
#define APOSTROPHE "\xe2\x80\x99"

struct related {
    struct text title, excerpt, url;
    const struct provider *provider;
    time_t date;
    int quality;
};

/* Zeroed before its first use; used again for the next article, with its memory. */
struct article {
    uint64_t number;
    struct text title, excerpt, body, url, author, secured;
    struct text name; /* FOLDER/DATE-SLUG-NUMBER, without a suffix */
    const struct topic *topics[TOPICS_MAX];
    int topic_count, related_count;
    const struct provider *provider;
    const char *category, *type;
    time_t date;
    int quality, heat; /* ABSENT where there is none */
    bool published, image, amp;
    struct related related[RELATED_MAX];
};

enum edit { EDIT_NONE, EDIT_HEAT, EDIT_TEXT };

void article_make(struct article *article, const struct world *world, uint64_t seed,
                  uint64_t number, uint64_t per_folder);

/* What a bot does (the heat's last digit, the size kept) or an editor (words at the excerpt's end).
 */
void article_edit(struct article *article, const struct world *world, enum edit edit);

void article_release(struct article *article);

#endif
