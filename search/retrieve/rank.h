/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rank.h: what a score is made of, as queries that Xapian can bound: the text's part, and what
 * quality, heat and recency add to it.
 *
 *   score = text + quality weight * static_rank_saturating(quality)
 *                + heat weight    * static_rank_saturating(heat)
 *                + recency weight * 2 ^ ((date - now) / half life), at most the weight itself
 *
 * An absent or negative value adds nothing.
 */
#ifndef NEWSSEARCH_RANK_H
#define NEWSSEARCH_RANK_H

#include <stdbool.h>
#include <stdint.h>

#include "engine.h"
#include "error.h"
#include "request/request.h"
#include "xapian_shim.h"

#define RANK_PARTS 256

struct rank {
    struct request_rank weights;
    int64_t now;
    double recency_factor; /* of the value in SLOT_RECENCY_RANK */
    bool has_future;       /* some article may be dated after now */
    double most;           /* that values can add */
    double most_undated;   /* the same without recency */
    bool remote;           /* a server takes part in the search */
    /* What the usual values add, so that nothing is divided for each match. */
    double quality_parts[RANK_PARTS], heat_parts[RANK_PARTS];
    /* By day, what recency adds; 0: not computed yet. The threads of a search share it. */
    double *recency_parts;
};

struct score_parts {
    double text, quality, heat, recency; /* their sum is the score */
};

/* Looks up whether the database may hold articles dated after now. rank_release after a failure,
 * too. */
int rank_init(struct rank *rank, const struct request_rank *weights, int64_t now,
              struct shim_database *database, struct error *err);
void rank_release(struct rank *rank);
bool rank_adds(const struct rank *rank); /* some weight is not 0 */

/* How terms are weighed. */
extern const struct engine_scoring rank_scoring;

/* text, owned, with what the article's values add. rank has to outlive the query. */
struct engine_query *rank_blend(struct engine_query *text, const struct rank *rank,
                                struct error *err);

/* The parts of a score, from the same numbers that Xapian added. */
int rank_parts(struct score_parts *parts, const struct rank *rank, double score,
               struct shim_document *document, struct error *err);

#endif
