/* SPDX-License-Identifier: GPL-2.0-or-later */
/* marker.h: finds the words of a query in a text: exact, stemmed, in phrases, by wildcards and
 * by the patterns of its regex filters. */
#ifndef NEWSSEARCH_MARKER_H
#define NEWSSEARCH_MARKER_H

#include <stddef.h>

#include "query/query.h"
#include "schema.h"
#include "xapian_shim.h"

struct marker; /* opaque; borrows the query and the stemmer until marker_free */

struct mark {
    size_t start, end; /* bytes of the text */
    size_t word;       /* which of query->words; query->word_count: a regex filter */
};

struct mark_list {
    struct mark *items;
    size_t count, capacity;
};

struct marker *marker_new(const struct query *query, struct shim_stemmer *stemmer);
void marker_free(struct marker *marker);

/* The number of different words that could be marked in the text of a field. */
size_t marker_words(const struct marker *marker, enum field_id field);

/* Replaces *marks by the matches in the text of a field, sorted by their starts; they may overlap.
 */
void marker_find(struct marker *marker, enum field_id field, const char *text, size_t length,
                 struct mark_list *marks);
size_t mark_list_words(const struct mark_list *marks); /* how many different words */
void mark_list_release(struct mark_list *marks);

/* How often a word occurs in the text. */
size_t marker_count(struct marker *marker, enum field_id field, const char *text, size_t length,
                    size_t word);

#endif
