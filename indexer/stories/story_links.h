/* SPDX-License-Identifier: GPL-2.0-or-later */
/* story_links.h: links between articles, and the groups that they form. */
#ifndef NEWSSEARCH_STORY_LINKS_H
#define NEWSSEARCH_STORY_LINKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct story_links {
    struct story_link {
        uint32_t a, b;
        bool strong;
    } * items;
    size_t count, capacity;
    uint32_t articles;
    uint32_t *parents; /* by article: another one of its set, or itself */
    bool *joined;      /* by article: with another one */
};

void story_links_init(struct story_links *links, uint32_t articles);
void story_links_release(struct story_links *links);
/* Each pair is added once. */
void story_links_add(struct story_links *links, uint32_t a, uint32_t b, bool strong);
/* Joins what strong links connect, and weak ones whose two ends have a third article linked to
 * both. */
void story_links_join(struct story_links *links);
/* After story_links_join: one article of the set, the same for all its articles. */
uint32_t story_links_root(struct story_links *links, uint32_t article);
bool story_links_is_alone(const struct story_links *links, uint32_t article);

#endif
