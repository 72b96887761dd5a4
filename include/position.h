/* SPDX-License-Identifier: GPL-2.0-or-later */
/* position.h: which positions the words of a field have among those of free words.
 *
 * Excerpt and body have no terms of their own: a free word belongs to the field that its position
 * is in. Each of the two has a marker, a term that stands right before the field's first word, so
 * that "the word is in the field" is "the word follows the marker within POSITION_WINDOW": a phrase
 * to Xapian, on servers too. The low ranges hold what honest articles have, since a position costs
 * a byte for each seven bits; what does not fit goes on in a high range, where markers are
 * repeated.
 */
#ifndef NEWSSEARCH_POSITION_H
#define NEWSSEARCH_POSITION_H

#include <stdbool.h>
#include <stdint.h>

#include "schema.h"

/* Between two values of a field, so that no phrase spans them. */
#define POSITION_GAP 100

struct position_range {
    uint32_t first, last;           /* ends included */
    uint32_t high_first, high_last; /* of the words after those; 0: there is no more room */
    uint32_t window;                /* from a marker to the last word that it stands for */
    const char *marker;             /* a term, or NULL: the range belongs to several fields */
};

/* The range of a field's words; that of all other fields than excerpt and body is one. */
const struct position_range *position_range_of(enum field_id id);

/* The prefix of the field's terms that have no positions: symbols and names of several parts. */
const char *position_field_prefix(const struct field *field);

/* Where word number `word` (from 0) of the range stands, gaps counted. */
struct position {
    uint32_t word;   /* 0: it does not fit, and has no position */
    uint32_t marker; /* of the marker that stands for it; 0: the range has none */
};
struct position position_of(const struct position_range *range, uint64_t word);

#endif
