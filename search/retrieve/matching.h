/* SPDX-License-Identifier: GPL-2.0-or-later */
/* matching.h: the state of one match_run (match.h), shared by match.c and its parts. */
#ifndef NEWSSEARCH_MATCHING_H
#define NEWSSEARCH_MATCHING_H

#include "buffer.h"
#include "match.h"

#define MATCHING_ALL UINT32_MAX

/* A run of matches sorted by one key; the matches without that key come last in either
 * direction, which may take a run of their own. */
struct segment {
    struct shim_query *query; /* owned */
    int slot;                 /* -1: by weight */
    bool descending;
};

struct matching {
    const struct match_plan *plan;
    struct segment segments[2];
    size_t segment_count;
    uint32_t want; /* rows from the first on, MATCHING_ALL: all */
    bool remote;
    bool by_keys;       /* all rows are sorted at the end (row_sort.h) */
    bool by_all;        /* the page cannot be told without all rows */
    bool tallied_ahead; /* every match was seen by the tally before the rows are found */
    bool newest;        /* the one segment is narrowed to articles that are new enough */
    bool settled;       /* the rows hold whole groups of those that tie */
    struct row_list rows;
    size_t segment_first;   /* where the rows of the segment begin */
    struct buffer last_key; /* of the last row, where the segment is sorted by a slot */
    uint64_t lower, estimated, upper;
    struct buffer strategy; /* what was done to find the rows, in order */
    struct error *err;
};

/* Adds the best limit rows of the segment, and its totals. */
int matching_run_segment(struct matching *matching, const struct segment *segment, uint32_t limit);

struct shim_request matching_request(const struct matching *matching, const struct segment *segment,
                                     uint32_t limit);

/* Adds row `number` of those found as the next of the segment. key: its value in the segment's
 * slot, not used where the segment is sorted by weight. */
void matching_add_row(struct matching *matching, const struct segment *segment,
                      const struct shim_matches *found, size_t number, const struct buffer *key);

/* Adds to what was done, if the last was something else. */
void matching_note_strategy(struct matching *matching, const char *strategy);

/* The rows that are needed from a segment: all, or up to one past the page. */
uint32_t matching_rows_needed(const struct matching *matching);

#endif
