/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sliced_search.h: matching of queries that are nothing but words.
 *
 * A loop over the posting lists gives the rows of Xapian's own matcher, with the same weights, and
 * the exact number of matches if wanted, for a fraction of the instructions: a document's length
 * stands in the record that is read for it anyway, the record is weighed only where it can bring
 * the document among the rows, and positions are looked at once the whole weight is known.
 */
#ifndef NEWSSEARCH_ENGINE_SLICED_SEARCH_H
#define NEWSSEARCH_ENGINE_SLICED_SEARCH_H

#include <atomic>
#include <vector>

#include "engine_limits.h"
#include "flat_query.h"

namespace engine
{

struct matched {
    Xapian::docid docid;
    double weight;
    double max_score; /* with all proximity that there can be */
};

/* To a document with both of terms at most the weights of both of others, times factor, are added.
 * These occur in no document more often than those. */
struct proximity_pair {
    std::string terms[2], others[2];
    double factor;
};

/* Which rows are wanted. */
struct wanted_rows {
    Xapian::doccount limit;
    double lowest; /* that they weigh */
    /* Those may be left out that, with bonuses, weigh more than within less than row number sure
     * without; 0: none. */
    Xapian::doccount sure;
    double within;
    std::vector<proximity_pair> proximity_pairs;
};

/* How many documents match: exact where the ends meet. */
struct match_counts {
    Xapian::doccount lower, estimated, upper;
    size_t threads = 1; /* that looked for them */
};

/* What is looked for at once by several, each in a part of the documents. */
struct shared_threshold {
    alignas(64) std::atomic<double> value{ 0 }; /* no row weighs less */
    /* Matches, or candidates of phrases, of all parts; at times some of them are not told yet. On a
     * line of the processors' caches of its own, since each write makes the others wait. */
    alignas(64) std::atomic<Xapian::doccount> counted{ 0 };

    /* Whether so many were counted by all. seen: by this part, of which it has told so many. */
    bool has_counted(Xapian::doccount seen, Xapian::doccount &told, Xapian::doccount enough)
    {
        if (seen - told >= ENGINE_TELL_EVERY) {
            counted.fetch_add(seen - told, std::memory_order_relaxed);
            told = seen;
        }
        return counted.load(std::memory_order_relaxed) >= enough;
    }
};

/* The best rows of the matches, by weight with bonuses, then number. Terms are weighed
 * as by Xapian::IneB2Weight(c). Once so many have been counted, documents that cannot come among
 * the rows are passed over, and the total is estimated. database is one local part; lengths is its
 * table. The documents are divided among threads, so many postings to each at least. */
match_counts search_flat_query(std::vector<matched> &rows, struct shim_database &database,
                               const flat_query &query, double c, const struct shim_table &lengths,
                               const wanted_rows &wanted, Xapian::doccount counted,
                               size_t min_postings_per_thread);

/* The documents that match, in one or several lists, ascending, or only how many. */
struct match_lists {
    Xapian::doccount count = 0;
    std::vector<std::vector<Xapian::docid>> docids;
};
match_lists list_flat_query(struct shim_database &database, const flat_query &query,
                            const struct shim_table &table, bool only_count,
                            size_t min_postings_per_thread);

} // namespace engine

#endif
