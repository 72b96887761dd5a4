/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sliced_search.h: runs flat queries (flat_query.h).
 *
 * A loop over the posting lists finds the same rows with the same weights as Xapian's matcher, and
 * the exact number of matches if wanted, with a fraction of the instructions: the document's length
 * is in the record that is read anyway, the record is weighed only if the document can then become
 * a row, and positions are checked after the whole weight is known.
 */
#ifndef NEWSSEARCH_ENGINE_SLICED_SEARCH_H
#define NEWSSEARCH_ENGINE_SLICED_SEARCH_H

#include <atomic>
#include <vector>

#include "engine_limits.h"
#include "flat_query.h"
#include "ineb2.h"

namespace engine
{

struct matched {
    Xapian::docid docid;
    double weight;
    double max_score;             /* with the largest possible proximity */
    Xapian::termcount length = 0; /* of the document; 0: not known */
};

/* The largest addition to a document with both of terms: weights[i] of how often it has terms[i],
 * summed. */
struct proximity_pair {
    std::string terms[2];
    ineb2_weight weights[2];

    double upper_bound() const
    {
        return weights[0].upper_bound() + weights[1].upper_bound();
    }
};

/* Which rows are wanted. */
struct wanted_rows {
    Xapian::doccount limit;
    double lowest; /* their weight, at least */
    /* A row may be left out if its weight with bonuses is more than `within` below the weight of
     * row `sure` without bonuses; sure == 0: none may be left out. */
    Xapian::doccount sure;
    double within;
    std::vector<proximity_pair> proximity_pairs;
    double least_max_score = 0; /* rows with a lower one may be left out */
};

/* The number of matching documents; exact if lower equals upper. */
struct match_counts {
    Xapian::doccount lower, estimated, upper;
    size_t threads = 1; /* that searched */
};

/* State that threads share while each searches a part of the documents. */
struct shared_threshold {
    alignas(64) std::atomic<double> value{ 0 }; /* the threshold: no row weighs less */
    /* Matches, or candidates of phrases, of all parts; some may not be published yet. It has a
     * cache line of its own, because each write makes the other threads wait. */
    alignas(64) std::atomic<Xapian::doccount> counted{ 0 };

    /* Whether all parts together counted `enough`. seen: matches of this part; published: how many
     * of them the other parts know. */
    bool has_counted(Xapian::doccount seen, Xapian::doccount &published, Xapian::doccount enough)
    {
        if (seen - published >= ENGINE_PUBLISH_EVERY) {
            counted.fetch_add(seen - published, std::memory_order_relaxed);
            published = seen;
        }
        return counted.load(std::memory_order_relaxed) >= enough;
    }
};

/* A search by weight. All is borrowed but for the rows that are wanted. */
struct flat_search {
    const flat_query &query;
    const struct shim_table &lengths; /* the database's */
    double c;                         /* of IneB2Weight */
    wanted_rows wanted;
    Xapian::doccount count_up_to;   /* then documents that cannot become rows are pruned */
    size_t min_postings_per_thread; /* 0: what pays on most machines */
};

/* The best rows of the matches, by max_score, then by number. If documents were pruned, the total
 * is an estimate. database is one local index; its documents are divided among threads. */
match_counts search_flat_query(std::vector<matched> &rows, struct shim_database &database,
                               const flat_search &search);

/* The matching documents, ascending; or only their number. */
struct listed_matches {
    Xapian::doccount count = 0;
    std::vector<Xapian::docid> docids;
};
listed_matches list_flat_query(struct shim_database &database, const flat_query &query,
                               bool only_count);

} // namespace engine

#endif
