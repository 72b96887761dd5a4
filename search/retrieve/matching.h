/* SPDX-License-Identifier: GPL-2.0-or-later */
/* matching.h: the rows of one match_run (match.h), found segment by segment. */
#ifndef NEWSSEARCH_MATCHING_H
#define NEWSSEARCH_MATCHING_H

#include <stdbool.h>
#include <stdint.h>

#include "buffer.h"
#include "error.h"
#include "match_plan.h"
#include "order.h"
#include "regex/docset.h"

#define MATCHING_ALL UINT32_MAX

/* Matches sorted by one key; the matches without that key come last in either direction, which may
 * take a segment of their own. */
struct segment {
    struct engine_query *query; /* owned */
    int slot;                   /* -1: by weight */
    bool descending;
};

struct matching {
    const struct match_plan *plan;
    struct engine_scoring scoring;
    struct segment segments[2];
    size_t segment_count;
    uint32_t want; /* rows from the first on, MATCHING_ALL: all */
    bool remote;
    bool by_keys;        /* all rows are sorted at the end (row_sort.h) */
    bool by_all;         /* the page is known only after all rows */
    struct docset found; /* with bits: the matches, found before the rows */
    bool collected;      /* the collectors have seen all matches: their number is the total */
    bool filtered;       /* queries find more than is in found, which has passed filters */
    bool all_rows;       /* all matches are rows, found before the segments were set */
    bool unweighed;      /* the rows have no weights */
    struct row_list rows;
    uint32_t *collapsed; /* as in struct match_list */
    size_t collapsed_count;
    uint64_t lower, estimated, upper;
    struct buffer strategy; /* what was done to find the rows, in order */
    struct error *err;
};

void matching_release(struct matching *matching);

/* Sets the segments: of the plan's queries, by the first sort key. */
int matching_set_segments(struct matching *matching);

/* All rows of a segment; borrows its query. */
struct engine_request matching_request(const struct matching *matching,
                                       const struct segment *segment);

/* Adds the rows that the page needs from the segment, and its totals. */
int matching_run_segment(struct matching *matching, const struct segment *segment);

/* Finds all matches before the segments are set: as rows, or, where that is faster, as documents in
 * found. */
int matching_find_all(struct matching *matching);

/* Adds the rows that one search found, in their order: only those in passed (NULL: all). */
void matching_add_rows(struct matching *matching, const struct engine_matches *found,
                       const struct docset *passed);

/* Makes rows of all that was found, by document, for matching_weigh_rows later. */
void matching_add_found(struct matching *matching);

/* Computes the weights of the rows. */
int matching_weigh_rows(struct matching *matching);

/* Adds to what was done, if the last was something else. */
void matching_note_strategy(struct matching *matching, const char *strategy);

#endif
