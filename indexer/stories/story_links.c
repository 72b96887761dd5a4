/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "story_links.h"

#include <stdlib.h>

#include "memory.h"

/* The articles linked to each, ascending: those of article i are from starts[i] on. */
struct neighbours {
    size_t *starts;
    uint32_t *items;
};

void story_links_init(struct story_links *links, uint32_t articles)
{
    *links = (struct story_links){ .articles = articles };
    links->parents = memory_allocate(((size_t)articles + 1) * sizeof *links->parents);
    links->joined = memory_allocate((size_t)articles + 1);
    for (uint32_t i = 0; i < articles; i++)
        links->parents[i] = i;
}

void story_links_release(struct story_links *links)
{
    free(links->items);
    free(links->parents);
    free(links->joined);
}

void story_links_add(struct story_links *links, uint32_t a, uint32_t b, bool strong)
{
    if (links->count == links->capacity) {
        links->capacity = links->capacity ? links->capacity * 2 : 256;
        links->items = memory_resize(links->items, links->capacity, sizeof *links->items);
    }
    links->items[links->count++] = (struct story_link){ a, b, strong };
}

static int compare(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static struct neighbours find_neighbours(const struct story_links *links)
{
    struct neighbours found;
    size_t articles = links->articles;
    found.starts = memory_allocate((articles + 2) * sizeof *found.starts);
    found.items = memory_allocate((links->count * 2 + 1) * sizeof *found.items);
    for (size_t i = 0; i < links->count; i++) {
        found.starts[links->items[i].a + 2]++;
        found.starts[links->items[i].b + 2]++;
    }
    for (size_t i = 2; i < articles + 2; i++)
        found.starts[i] += found.starts[i - 1];
    for (size_t i = 0; i < links->count; i++) { /* starts[i + 1] moves on to the end of i */
        found.items[found.starts[links->items[i].a + 1]++] = links->items[i].b;
        found.items[found.starts[links->items[i].b + 1]++] = links->items[i].a;
    }
    for (size_t i = 0; i < articles; i++)
        qsort(found.items + found.starts[i], found.starts[i + 1] - found.starts[i],
              sizeof *found.items, compare);
    return found;
}

static bool have_common(const struct neighbours *neighbours, uint32_t a, uint32_t b)
{
    size_t i = neighbours->starts[a], j = neighbours->starts[b];
    while (i < neighbours->starts[a + 1] && j < neighbours->starts[b + 1]) {
        if (neighbours->items[i] == neighbours->items[j])
            return true;
        if (neighbours->items[i] < neighbours->items[j])
            i++;
        else
            j++;
    }
    return false;
}

uint32_t story_links_root(struct story_links *links, uint32_t article)
{
    while (links->parents[article] != article) {
        links->parents[article] = links->parents[links->parents[article]];
        article = links->parents[article];
    }
    return article;
}

bool story_links_is_alone(const struct story_links *links, uint32_t article)
{
    return !links->joined[article];
}

void story_links_join(struct story_links *links)
{
    struct neighbours neighbours = find_neighbours(links);
    for (size_t i = 0; i < links->count; i++) {
        const struct story_link *link = &links->items[i];
        if (!link->strong && !have_common(&neighbours, link->a, link->b))
            continue;
        links->joined[link->a] = links->joined[link->b] = true;
        links->parents[story_links_root(links, link->b)] = story_links_root(links, link->a);
    }
    free(neighbours.starts);
    free(neighbours.items);
}
