/* SPDX-License-Identifier: GPL-2.0-or-later */
/* story_graph.h: which articles belong to one story.
 *
 * Two articles are similar if the cosine of their words, weighted by rarity, is high enough and
 * their dates are near each other. Very similar articles belong to one story; less similar ones do
 * if a third article is similar to both. A story is a set of articles that are linked in this way,
 * directly or through others. Words of more than STORY_DAY_MAX articles of a day are ignored on
 * that day.
 */
#ifndef NEWSSEARCH_STORY_GRAPH_H
#define NEWSSEARCH_STORY_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "story_links.h"
#include "story_weights.h"
#include "story_words.h"

#define STORY_DAY 86400
#define STORY_DAYS 5 /* dates are near each other up to this */
#define STORY_DAY_MAX 64

struct story_article {
    uint32_t docid;
    uint32_t provider; /* hash of its name, 0: none */
    int64_t date;
    uint32_t words, word_count; /* in the graph's words */
    uint32_t numbers, number_count;
    double norm;
    uint32_t story; /* the result: the smallest docid of its story; 0: it belongs to none */
};

struct story_graph {
    const struct story_weights *weights; /* borrowed */
    struct story_article *articles;
    size_t count, capacity;
    uint32_t *words, *numbers;
    size_t word_count, word_capacity, number_count, number_capacity;
};

/* Adds a dated article; graph must be all zero but for the weights. */
void story_graph_add(struct story_graph *graph, uint32_t docid, int64_t date, uint32_t provider,
                     const struct story_words *words);
/* Sorts the articles by date and sets their stories. */
void story_graph_solve(struct story_graph *graph);
/* Sorts the articles by date and adds the links of those from number `from` on to the articles
 * before them. In links, number 0 is number `base`. */
void story_graph_link(struct story_graph *graph, size_t from, uint32_t base,
                      struct story_links *links);
/* Removes all articles and keeps the weights. */
void story_graph_clear(struct story_graph *graph);
void story_graph_release(struct story_graph *graph);

/* The day of a date, rounded down. */
int64_t story_day(int64_t date);

#endif
