/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "story_graph.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "story_links.h"

#define TITLE_FACTOR 1.5
/* The least cosine of articles of one story, and how many words they share at least; and when no
 * third article is needed. Any three articles with one word would be like each other by that. */
#define LIKE 0.13
#define LIKE_WORDS 3
#define MUCH_ALIKE 0.28
#define MUCH_ALIKE_WORDS 2

#define NONE UINT32_MAX

static uint32_t *reserve(uint32_t *items, size_t *capacity, size_t count)
{
    if (count <= *capacity)
        return items;
    while (*capacity < count)
        *capacity = *capacity ? *capacity * 2 : 1024;
    return memory_resize(items, *capacity, sizeof *items);
}

void story_graph_add(struct story_graph *graph, uint32_t docid, int64_t date, uint32_t provider,
                     const struct story_words *words)
{
    struct story_article article = { .docid = docid,
                                     .provider = provider,
                                     .date = date,
                                     .words = (uint32_t)graph->word_count,
                                     .numbers = (uint32_t)graph->number_count };
    graph->words = reserve(graph->words, &graph->word_capacity, graph->word_count + words->count);
    for (size_t i = 0; i < words->count; i++)
        if (story_weight(graph->weights, words->words[i]) > 0)
            graph->words[graph->word_count++] = words->words[i];
    graph->numbers =
        reserve(graph->numbers, &graph->number_capacity, graph->number_count + words->number_count);
    for (size_t i = 0; i < words->number_count; i++)
        graph->numbers[graph->number_count++] = words->numbers[i];
    article.word_count = (uint32_t)graph->word_count - article.words;
    article.number_count = (uint32_t)graph->number_count - article.numbers;
    if (graph->count == graph->capacity) {
        graph->capacity = graph->capacity ? graph->capacity * 2 : 256;
        graph->articles = memory_resize(graph->articles, graph->capacity, sizeof *graph->articles);
    }
    graph->articles[graph->count++] = article;
}

void story_graph_clear(struct story_graph *graph)
{
    graph->count = graph->word_count = graph->number_count = 0;
}

void story_graph_release(struct story_graph *graph)
{
    free(graph->articles);
    free(graph->words);
    free(graph->numbers);
    *graph = (struct story_graph){ 0 };
}

int64_t story_day(int64_t date)
{
    int64_t day = date / STORY_DAY;
    return day - (date % STORY_DAY < 0);
}

static int compare_dates(const void *left, const void *right)
{
    const struct story_article *a = left, *b = right;
    if (a->date != b->date)
        return a->date < b->date ? -1 : 1;
    return (a->docid > b->docid) - (a->docid < b->docid);
}

static int compare_words(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* The words of more than STORY_DAY_MAX of the articles first to end - 1, ascending. */
static size_t find_common(const struct story_graph *graph, size_t first, size_t end,
                          uint32_t **common)
{
    size_t count = 0, found = 0;
    for (size_t i = first; i < end; i++)
        count += graph->articles[i].word_count;
    uint32_t *words = memory_allocate((count + 1) * sizeof *words);
    count = 0;
    for (size_t i = first; i < end; i++)
        for (uint32_t j = 0; j < graph->articles[i].word_count; j++)
            words[count++] = graph->words[graph->articles[i].words + j] & ~STORY_IN_TITLE;
    qsort(words, count, sizeof *words, compare_words);
    for (size_t i = 0, run; i < count; i += run) {
        for (run = 1; i + run < count && words[i + run] == words[i];)
            run++;
        if (run > STORY_DAY_MAX)
            words[found++] = words[i];
    }
    *common = words;
    return found;
}

/* Takes the words that are too common on a day from its articles. */
static void filter_day(struct story_graph *graph, size_t first, size_t end)
{
    uint32_t *common;
    size_t count = find_common(graph, first, end, &common);
    for (size_t i = first; count > 0 && i < end; i++) {
        struct story_article *article = &graph->articles[i];
        uint32_t kept = 0;
        for (uint32_t j = 0; j < article->word_count; j++) {
            uint32_t word = graph->words[article->words + j], plain = word & ~STORY_IN_TITLE;
            if (!bsearch(&plain, common, count, sizeof *common, compare_words))
                graph->words[article->words + kept++] = word;
        }
        article->word_count = kept;
    }
    free(common);
}

static void filter_days(struct story_graph *graph)
{
    for (size_t first = 0, end; first < graph->count; first = end) {
        int64_t day = story_day(graph->articles[first].date);
        for (end = first + 1; end < graph->count && story_day(graph->articles[end].date) == day;)
            end++;
        if (end - first > STORY_DAY_MAX)
            filter_day(graph, first, end);
    }
}

static double factor(uint32_t word)
{
    return word & STORY_IN_TITLE ? TITLE_FACTOR : 1;
}

static void set_norm(const struct story_graph *graph, struct story_article *article)
{
    double sum = 0;
    for (uint32_t i = 0; i < article->word_count; i++) {
        uint32_t word = graph->words[article->words + i];
        double value = story_weight(graph->weights, word) * factor(word);
        sum += value * value;
    }
    article->norm = sqrt(sum);
}

/* Whether both titles have numbers and none in common, of one provider: two of a series, such as
 * releases of a program, and not one story. */
static bool is_series(const struct story_graph *graph, const struct story_article *a,
                      const struct story_article *b)
{
    if (a->provider != b->provider || a->number_count == 0 || b->number_count == 0)
        return false;
    for (uint32_t i = 0; i < a->number_count; i++)
        for (uint32_t j = 0; j < b->number_count; j++)
            if (graph->numbers[a->numbers + i] == graph->numbers[b->numbers + j])
                return false;
    return true;
}

/* Finds the pairs: articles come by date, and each looks back along the earlier places of its
 * words. */
struct pairing {
    struct story_graph *graph;
    struct story_links *links;
    size_t from;   /* the first article whose links are added */
    uint32_t base; /* the number of the graph's first article in links */
    struct place {
        uint32_t word; /* 0: free */
        uint32_t last; /* place of the word in graph->words */
    } * places;
    size_t place_count;
    uint32_t *former;  /* by place in graph->words: the place before with the same word */
    uint32_t *article; /* by place in graph->words */
    double *products;  /* by article */
    uint32_t *shared;  /* by article: words */
    uint32_t *touched; /* articles with a product */
    size_t touched_count;
};

static struct place *place_of(const struct pairing *pairing, uint32_t word)
{
    word &= ~STORY_IN_TITLE;
    size_t at = (size_t)(word * UINT32_C(2654435769)) & (pairing->place_count - 1);
    while (pairing->places[at].word != 0 && pairing->places[at].word != (word | 1))
        at = (at + 1) & (pairing->place_count - 1);
    return &pairing->places[at];
}

static void look_back(struct pairing *pairing, uint32_t number, uint32_t at)
{
    const struct story_graph *graph = pairing->graph;
    uint32_t word = graph->words[at];
    int64_t earliest = graph->articles[number].date - (int64_t)STORY_DAYS * STORY_DAY;
    double weight = story_weight(graph->weights, word);
    double value = weight * weight * factor(word);
    struct place *place = place_of(pairing, word);
    uint32_t before = place->word ? place->last : NONE;
    pairing->former[at] = before;
    pairing->article[at] = number;
    place->word = word | 1;
    place->last = at;
    for (; before != NONE; before = pairing->former[before]) {
        uint32_t other = pairing->article[before];
        if (graph->articles[other].date < earliest)
            break;
        if (pairing->products[other] == 0)
            pairing->touched[pairing->touched_count++] = other;
        pairing->products[other] += value * factor(graph->words[before]);
        pairing->shared[other]++;
    }
}

static void link_article(struct pairing *pairing, uint32_t number)
{
    const struct story_graph *graph = pairing->graph;
    const struct story_article *article = &graph->articles[number];
    pairing->touched_count = 0;
    for (uint32_t i = 0; i < article->word_count; i++)
        look_back(pairing, number, article->words + i);
    for (size_t i = 0; i < pairing->touched_count; i++) {
        uint32_t other = pairing->touched[i];
        const struct story_article *earlier = &graph->articles[other];
        double likeness = pairing->products[other] / (article->norm * earlier->norm);
        uint32_t shared = pairing->shared[other];
        bool strong = likeness >= MUCH_ALIKE && shared >= MUCH_ALIKE_WORDS;
        bool alike = strong || (likeness >= LIKE && shared >= LIKE_WORDS);
        pairing->products[other] = 0;
        pairing->shared[other] = 0;
        if (alike && number >= pairing->from && !is_series(graph, article, earlier))
            story_links_add(pairing->links, pairing->base + other, pairing->base + number, strong);
    }
}

static void find_pairs(struct story_graph *graph, size_t from, uint32_t base,
                       struct story_links *links)
{
    size_t words = graph->word_count + 1, places = 1024;
    while (places < words * 2)
        places *= 2;
    struct pairing pairing = {
        .graph = graph, .links = links, .from = from, .base = base, .place_count = places
    };
    pairing.places = memory_allocate(places * sizeof *pairing.places);
    pairing.former = memory_allocate(words * sizeof *pairing.former);
    pairing.article = memory_allocate(words * sizeof *pairing.article);
    pairing.products = memory_allocate((graph->count + 1) * sizeof *pairing.products);
    pairing.shared = memory_allocate((graph->count + 1) * sizeof *pairing.shared);
    pairing.touched = memory_allocate((graph->count + 1) * sizeof *pairing.touched);
    for (uint32_t i = 0; i < graph->count; i++)
        link_article(&pairing, i);
    free(pairing.places);
    free(pairing.former);
    free(pairing.article);
    free(pairing.products);
    free(pairing.shared);
    free(pairing.touched);
}

static void set_stories(struct story_graph *graph, struct story_links *links)
{
    for (uint32_t i = 0; i < graph->count; i++) {
        struct story_article *first = &graph->articles[story_links_root(links, i)];
        uint32_t docid = graph->articles[i].docid;
        first->story = first->story == 0 || docid < first->story ? docid : first->story;
    }
    for (uint32_t i = 0; i < graph->count; i++) {
        uint32_t root = story_links_root(links, i);
        if (root != i)
            graph->articles[i].story = graph->articles[root].story;
    }
    for (uint32_t i = 0; i < graph->count; i++)
        if (story_links_is_alone(links, i))
            graph->articles[i].story = 0;
}

void story_graph_link(struct story_graph *graph, size_t from, uint32_t base,
                      struct story_links *links)
{
    if (graph->count > 0)
        qsort(graph->articles, graph->count, sizeof *graph->articles, compare_dates);
    filter_days(graph);
    for (size_t i = 0; i < graph->count; i++)
        set_norm(graph, &graph->articles[i]);
    find_pairs(graph, from, base, links);
}

void story_graph_solve(struct story_graph *graph)
{
    struct story_links links;
    story_links_init(&links, (uint32_t)graph->count);
    story_graph_link(graph, 0, 0, &links);
    story_links_join(&links);
    set_stories(graph, &links);
    story_links_release(&links);
}
