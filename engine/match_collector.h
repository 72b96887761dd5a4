/* SPDX-License-Identifier: GPL-2.0-or-later */
/* match_collector.h: counts matches, weighs those that may become rows, and keeps the best. */
#ifndef NEWSSEARCH_ENGINE_MATCH_COLLECTOR_H
#define NEWSSEARCH_ENGINE_MATCH_COLLECTOR_H

#include <vector>

#include "phrase_check.h"
#include "scorer.h"

namespace engine
{

/* Of documents that match but for phrases, which are verified in batches. */
class match_collector
{
  public:
    /* All are borrowed. */
    match_collector(const Xapian::Database &database, const flat_search &search, scorer &weights,
                    top_k &best_of_all, shared_threshold &shared)
        : score(weights), best(best_of_all), common(shared), counted(search.count_up_to),
          has_phrases(!search.query.phrases.empty()),
          candidates(search.query.phrases, database, best_of_all, shared)
    {
    }

    /* The largest number of documents that can come. */
    void expect(Xapian::doccount documents)
    {
        candidates.spread(documents);
    }

    /* ranks: whether a match may become a row. */
    void take(Xapian::docid docid, bool ranks)
    {
        if (ranks || has_phrases)
            add(docid, ranks);
        else
            found++;
    }

    void count()
    {
        found++;
    }

    /* Whether all parts of the documents together have counted enough to prune. */
    bool has_counted_enough()
    {
        return common.has_counted(found, published, counted);
    }

    Xapian::doccount matches() const
    {
        return found;
    }

    /* After the last document. */
    void finish()
    {
        if (has_phrases)
            candidates.verify_rest();
    }

    /* most: the number of matches, at most. */
    match_counts counts(Xapian::doccount most) const
    {
        return has_phrases ? candidates.counts() : match_counts{ found, found, most };
    }

    /* Removes documents without all phrases. */
    void keep_verified(std::vector<Xapian::docid> &docids) const
    {
        if (has_phrases)
            candidates.keep_verified(docids);
    }

  private:
    static constexpr double not_competitive = -1; /* the weight of what cannot be a row */

    scorer &score;
    top_k &best;
    shared_threshold &common;
    const Xapian::doccount counted; /* before any is pruned */
    const bool has_phrases;
    phrase_check candidates;
    Xapian::doccount found = 0, published = 0; /* published: to the other parts */

    /* By itself, so that the others pay no registers for it. */
    [[gnu::noinline]] void add(Xapian::docid docid, bool ranks)
    {
        const matched row = ranks ? score.weigh(docid) : matched{ docid, 0, not_competitive };
        if (has_phrases) {
            candidates.add(row, counted);
            return;
        }
        found++;
        best.add(row);
    }
};

} // namespace engine

#endif
