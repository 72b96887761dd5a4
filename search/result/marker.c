/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "marker.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "retrieve/counter.h"
#include "term.h"
#include "tokens.h"

#define REGEX_MARKS_MAX 256
#define FIRST_ITEMS 32

/* A place of a term in a query word; the uses of one term are chained. */
struct use {
    size_t word, index; /* index: of word->terms */
    size_t next;        /* COUNTER_NONE: the last */
};

/* A token that is a term of a word: a mark, or a piece of a phrase. */
struct hit {
    size_t word, index;
    uint32_t position;
    size_t start, end;
};

struct hit_list {
    struct hit *items;
    size_t count, capacity;
};

struct marker {
    const struct query *query;
    struct shim_stemmer *stemmer;
    struct counter terms; /* stems behind TERM_STEM_PREFIX */
    struct use *uses;
    size_t use_count, use_capacity;
    size_t *first_uses; /* of each term */
    size_t first_capacity;
    bool stems; /* some word is stemmed */
    /* By the first letter, a bit for each second one (modulo 64) with which a term, or a word that
     * may have a stem's term, begins. */
    uint64_t starts[UCHAR_MAX + 1];
    struct buffer term;
    struct hit_list hits; /* scratch */
};

static uint64_t start_bit(char second)
{
    return UINT64_C(1) << ((unsigned char)second & 63);
}

/* certain: how many of the term's first letters begin all words that have the term. */
static void add_start(struct marker *marker, const struct list_item *item, size_t certain)
{
    if (item->length > 0 && certain == 0)
        memset(marker->starts, 0xFF, sizeof marker->starts);
    else if (item->length > 0)
        marker->starts[(unsigned char)item->data[0]] |=
            certain > 1 ? start_bit(item->data[1]) : UINT64_MAX;
}

static bool may_be_hit(const struct marker *marker, const struct token *token)
{
    return token->length == 0 ||
           (marker->starts[(unsigned char)token->term[0]] &
            (token->length > 1 ? start_bit(token->term[1]) : UINT64_MAX)) != 0;
}

static void add_use(struct marker *marker, const char *prefix, const struct list_item *item,
                    size_t word, size_t index)
{
    add_start(marker, item,
              *prefix ? shim_stem_common(marker->stemmer, item->length) : item->length);
    term_of_word(&marker->term, prefix, item->data, item->length);
    size_t known = marker->terms.count;
    size_t term = counter_add(&marker->terms, marker->term.data, marker->term.length, 1);
    if (marker->use_count == marker->use_capacity) {
        marker->use_capacity = marker->use_capacity ? marker->use_capacity * 2 : FIRST_ITEMS;
        marker->uses = memory_resize(marker->uses, marker->use_capacity, sizeof *marker->uses);
    }
    if (term >= marker->first_capacity) {
        marker->first_capacity = marker->first_capacity ? marker->first_capacity * 2 : FIRST_ITEMS;
        marker->first_uses =
            memory_resize(marker->first_uses, marker->first_capacity, sizeof *marker->first_uses);
    }
    size_t next = term < known ? marker->first_uses[term] : COUNTER_NONE;
    marker->uses[marker->use_count] = (struct use){ word, index, next };
    marker->first_uses[term] = marker->use_count++;
}

static void add_word(struct marker *marker, size_t number)
{
    const struct query_word *word = &marker->query->words[number];
    if (word->stemmed && !word->phrase && word->terms.count > 1) {
        marker->stems = true;
        add_use(marker, TERM_STEM_PREFIX, &word->terms.items[1], number, 0);
        return;
    }
    for (size_t i = 0; i < word->terms.count; i++)
        add_use(marker, "", &word->terms.items[i], number, i);
}

static bool looks_in(const struct query_word *word, enum field_id field)
{
    return word->field == field || (word->field == FIELD_COUNT && schema_field(field)->free_word);
}

static void add_hit(struct hit_list *hits, const struct hit *hit)
{
    if (hits->count == hits->capacity) {
        hits->capacity = hits->capacity ? hits->capacity * 2 : FIRST_ITEMS;
        hits->items = memory_resize(hits->items, hits->capacity, sizeof *hits->items);
    }
    hits->items[hits->count++] = *hit;
}

static void add_hits(struct marker *marker, enum field_id field, const struct token *token,
                     const char *term, size_t length)
{
    size_t entry = counter_find(&marker->terms, term, length);
    if (entry == COUNTER_NONE)
        return;
    for (size_t i = marker->first_uses[entry]; i != COUNTER_NONE; i = marker->uses[i].next) {
        const struct use *use = &marker->uses[i];
        if (!looks_in(&marker->query->words[use->word], field))
            continue;
        struct hit hit = { use->word, use->index, token->position, token->start, token->end };
        add_hit(&marker->hits, &hit);
    }
}

static void find_hits(struct marker *marker, enum field_id field, const char *text, size_t length)
{
    struct tokens tokens;
    struct token token;
    marker->hits.count = 0;
    if (marker->terms.count == 0)
        return;
    tokens_init(&tokens, text, length);
    while (tokens_next(&tokens, &token)) {
        if (!may_be_hit(marker, &token))
            continue;
        term_of_word(&marker->term, "", token.term, token.length);
        add_hits(marker, field, &token, marker->term.data, marker->term.length);
        if (!marker->stems || token.kind != TOKEN_WORD)
            continue;
        size_t stem_length;
        const char *stem = shim_stem(marker->stemmer, token.term, token.length, &stem_length);
        term_of_word(&marker->term, TERM_STEM_PREFIX, stem, stem_length);
        add_hits(marker, field, &token, marker->term.data, marker->term.length);
    }
    tokens_release(&tokens);
}

/* The last token of the phrase that begins with hit number first; NULL if the phrase is incomplete.
 */
static const struct hit *end_of_phrase(const struct hit_list *hits, size_t first, size_t pieces)
{
    const struct hit *last = &hits->items[first];
    for (size_t i = first; i < hits->count && last->index + 1 < pieces; i++) {
        const struct hit *hit = &hits->items[i];
        if (hit->position > last->position + 1)
            return NULL;
        if (hit->word == last->word && hit->index == last->index + 1 &&
            hit->position == last->position + 1)
            last = hit;
    }
    return last->index + 1 == pieces ? last : NULL;
}

static void add_mark(struct mark_list *marks, size_t start, size_t end, size_t word)
{
    if (marks->count == marks->capacity) {
        marks->capacity = marks->capacity ? marks->capacity * 2 : FIRST_ITEMS;
        marks->items = memory_resize(marks->items, marks->capacity, sizeof *marks->items);
    }
    marks->items[marks->count++] = (struct mark){ start, end, word };
}

static void add_word_marks(const struct marker *marker, struct mark_list *marks)
{
    const struct hit_list *hits = &marker->hits;
    for (size_t i = 0; i < hits->count; i++) {
        const struct hit *hit = &hits->items[i];
        const struct query_word *word = &marker->query->words[hit->word];
        if (!word->phrase) {
            add_mark(marks, hit->start, hit->end, hit->word);
        } else if (hit->index == 0) {
            const struct hit *last = end_of_phrase(hits, i, word->terms.count);
            if (last)
                add_mark(marks, hit->start, last->end, hit->word);
        }
    }
}

static void add_regex_marks(const struct marker *marker, enum field_id field, const char *text,
                            size_t length, struct mark_list *marks)
{
    size_t places[REGEX_MARKS_MAX][2];
    if (marker->query->filters.count == 0)
        return;
    size_t count =
        regex_filters_mark(&marker->query->filters, field, text, length, places, REGEX_MARKS_MAX);
    for (size_t i = 0; i < count; i++)
        add_mark(marks, places[i][0], places[i][1], marker->query->word_count);
}

static int compare_marks(const void *left, const void *right)
{
    const struct mark *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->end < b->end) - (a->end > b->end);
}

struct marker *marker_new(const struct query *query, struct shim_stemmer *stemmer)
{
    struct marker *marker = memory_allocate(sizeof *marker);
    marker->query = query;
    marker->stemmer = stemmer;
    for (size_t i = 0; i < query->word_count; i++)
        add_word(marker, i);
    return marker;
}

void marker_free(struct marker *marker)
{
    if (!marker)
        return;
    counter_release(&marker->terms);
    buffer_release(&marker->term);
    free(marker->uses);
    free(marker->first_uses);
    free(marker->hits.items);
    free(marker);
}

size_t marker_words(const struct marker *marker, enum field_id field)
{
    size_t count = marker->query->filters.count > 0;
    for (size_t i = 0; i < marker->query->word_count; i++)
        count += looks_in(&marker->query->words[i], field);
    return count;
}

void marker_find(struct marker *marker, enum field_id field, const char *text, size_t length,
                 struct mark_list *marks)
{
    marks->count = 0;
    find_hits(marker, field, text, length);
    add_word_marks(marker, marks);
    add_regex_marks(marker, field, text, length, marks);
    if (marks->count > 1)
        qsort(marks->items, marks->count, sizeof *marks->items, compare_marks);
}

size_t marker_count(struct marker *marker, enum field_id field, const char *text, size_t length,
                    size_t word)
{
    struct mark_list marks = { 0 };
    size_t count = 0;
    find_hits(marker, field, text, length);
    add_word_marks(marker, &marks);
    for (size_t i = 0; i < marks.count; i++)
        count += marks.items[i].word == word;
    mark_list_release(&marks);
    return count;
}

size_t mark_list_words(const struct mark_list *marks)
{
    size_t most = 0, count = 0;
    for (size_t i = 0; i < marks->count; i++)
        most = marks->items[i].word > most ? marks->items[i].word : most;
    bool *seen = memory_allocate(most + 1);
    for (size_t i = 0; i < marks->count; i++) {
        count += !seen[marks->items[i].word];
        seen[marks->items[i].word] = true;
    }
    free(seen);
    return count;
}

void mark_list_release(struct mark_list *marks)
{
    free(marks->items);
    *marks = (struct mark_list){ 0 };
}
