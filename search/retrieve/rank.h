/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rank.h: what a score is made of, as queries that Xapian can bound: the text's part, and what
 * quality, heat and recency add to it.
 *
 *   score = text + quality weight * prior_saturating(quality)
 *                + heat weight    * prior_saturating(heat)
 *                + recency weight * 2 ^ ((date - now) / half life), at most the weight itself
 *
 * An absent or negative value adds nothing.
 */
#ifndef NEWSSEARCH_RANK_H
#define NEWSSEARCH_RANK_H

#include <stdbool.h>
#include <stdint.h>

#include "error.h"
#include "query/query.h"
#include "refine.h"
#include "request/request.h"
#include "xapian_shim.h"

/* Scores are rounded to a billionth, because Xapian adds weights in an order that depends on the
 * frequency of the words in each part of an index. A step far above the last digit makes equal
 * scores equal, so that ties are found, and shards give the scores of one index. */
#define SCORE_STEP 0x1p-30

#define RANK_PARTS 256

struct rank {
    struct request_rank weights;
    int64_t now;
    double recency_factor; /* what the stored prior is scaled by */
    bool has_future;       /* some article may be dated after now */
    double most;           /* that values can add */
    bool remote;           /* a server takes part in the search */
    double score_scale;    /* what a weight of 1 counts in a score */
    /* What the usual values add, so that nothing is divided for each match. */
    double quality_parts[RANK_PARTS], heat_parts[RANK_PARTS];
};

struct score_parts {
    double text, quality, heat, recency; /* their sum is the score */
};

/* Looks up whether the database may hold articles dated after now. */
int rank_init(struct rank *rank, const struct request_rank *weights, int64_t now,
              struct shim_database *database, struct error *err);
bool rank_adds(const struct rank *rank); /* some weight is not 0 */

/* How terms are weighed. */
struct shim_weighting rank_weighting(void);

/* matching (owned) with more weight for free words that are side by side in the query and in the
 * article, and with --any for articles that have all words. */
struct shim_query *rank_text(struct shim_query *matching, const struct query *query,
                             struct error *err);
/* Whether rank_text adds anything. */
bool rank_has_bonuses(const struct query *query);
/* The first alone, for refine.h: one for each two words; each to be released, and the array freed.
 * NULL among their queries: it failed. */
struct refine_bonus *rank_neighbours(size_t *count, const struct query *query, struct error *err);
/* matching, owned, with the second. */
struct shim_query *rank_all_words(struct shim_query *matching, const struct query *query,
                                  struct error *err);
/* The score of a weight at this scale, rounded to a multiple of SCORE_STEP. */
double rank_score(double weight, double score_scale);
/* text, owned, with what the article's values add. rank has to outlive the query. */
struct shim_query *rank_blend(struct shim_query *text, const struct rank *rank, struct error *err);

/* The parts of a score, from the same numbers that Xapian added. */
int rank_parts(struct score_parts *parts, const struct rank *rank, double score,
               struct shim_document *document, struct error *err);

#endif
