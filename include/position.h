/* SPDX-License-Identifier: GPL-2.0-or-later */
/* position.h: the positions of the words of each field.
 *
 * Excerpt and body have no terms of their own: the position of a free word tells its field. Each of
 * the two has a marker, a term at the position before the field's first word, so that "the word is
 * in the field" is "the word follows the marker within the window": a phrase for Xapian, on servers
 * too. The low ranges have room for usual articles, because a position costs a byte for each seven
 * bits. More words continue in a high range, where markers are repeated.
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
    uint32_t high_first, high_last; /* of the words that do not fit; 0: there is no high range */
    uint32_t window;                /* from a marker to the last word that it is for */
    const char *marker;             /* a term, or NULL: several fields share the range */
};

/* The range of a field's words. All fields except excerpt and body share one range. */
const struct position_range *position_range_of(enum field_id id);

/* The prefix of the field's terms that have no positions: symbols and names of several parts. */
const char *position_field_prefix(const struct field *field);

/* The position of word number `word` (from 0, gaps included) of the range. */
struct position {
    uint32_t word;   /* 0: it does not fit, and has no position */
    uint32_t marker; /* position of its marker; 0: the range has none */
};
struct position position_of(const struct position_range *range, uint64_t word);

#endif
