/* SPDX-License-Identifier: GPL-2.0-or-later */
/* phrase_check.h: candidates of phrases: documents with all words, whose positions are still to be
 * checked. */
#ifndef NEWSSEARCH_ENGINE_PHRASE_CHECK_H
#define NEWSSEARCH_ENGINE_PHRASE_CHECK_H

#include <algorithm>
#include <utility>
#include <vector>

#include "engine_limits.h"
#include "positions.h"
#include "top_k.h"

namespace engine
{

/* Checks positions in batches: first those of the candidates to count, which are also the sample
 * for the estimate; then those of candidates that could be rows, the best first, until no other one
 * can be a row. */
class phrase_check
{
  public:
    /* All are borrowed. */
    phrase_check(const std::vector<phrase> &sought, const Xapian::Database &searched,
                 top_k &best_of_all, shared_threshold &search)
        : phrases(sought), database(searched), best(best_of_all), common(search)
    {
    }

    /* The largest number of documents in the sample. */
    void spread(Xapian::doccount documents)
    {
        sampled_step += documents / ENGINE_PHRASE_SAMPLE;
    }

    /* counted: the number of candidates of all parts that are checked in any case. */
    void add(const matched &row, Xapian::doccount counted)
    {
        if (!passes && common.has_counted(seen, published, counted)) {
            passes = true;
            verify_batch(); /* from now on only the competitive count */
        }
        if (passes)
            best.refresh();
        if (!passes || seen % sampled_step == 0)
            batch.push_back(row);
        else if (best.is_competitive(row.max_score))
            competitive.push_back(row);
        seen++;
        if (batch.size() == ENGINE_PHRASE_BATCH)
            verify_batch();
    }

    void verify_rest()
    {
        verify_batch();
        best.refresh();
        const size_t size =
            std::clamp<size_t>(best.size_limit(), ENGINE_PHRASE_BATCH_MIN, ENGINE_PHRASE_BATCH);
        std::sort(competitive.begin(), competitive.end(), is_better);
        for (auto at = competitive.begin();
             at != competitive.end() && best.may_be_competitive(at->max_score);) {
            const size_t left = static_cast<size_t>(competitive.end() - at);
            const auto end = at + static_cast<std::ptrdiff_t>(std::min(left, size));
            std::vector<matched> rows(at, end);
            std::sort(rows.begin(), rows.end(),
                      [](const matched &a, const matched &b) { return a.docid < b.docid; });
            verify(rows);
            at = end;
        }
    }

    match_counts counts() const
    {
        const Xapian::doccount most = found + seen - looked;
        double all = found;
        if (sampled > 0)
            all = std::max(all, static_cast<double>(seen) * verified / sampled);
        return { found, std::min(static_cast<Xapian::doccount>(all), most), most };
    }

    /* Removes candidates without all phrases. */
    void keep_verified(std::vector<Xapian::docid> &docids) const
    {
        for (const phrase &sought : phrases)
            docids = find_verified(sought, std::move(docids), database);
    }

  private:
    const std::vector<phrase> &phrases;
    const Xapian::Database &database;
    top_k &best;
    shared_threshold &common;
    /* All; those looked at, and of these the matches; those in the sample, and of these the
     * matches. */
    Xapian::doccount seen = 0, looked = 0, found = 0, sampled = 0, verified = 0;
    Xapian::doccount sampled_step = 1;
    Xapian::doccount published = 0; /* to other parts */
    bool passes = false;            /* enough were counted */
    std::vector<matched> batch, competitive;

    void verify(std::vector<matched> &rows)
    {
        looked += static_cast<Xapian::doccount>(rows.size());
        engine::keep_verified(rows, phrases, database);
        found += static_cast<Xapian::doccount>(rows.size());
        for (const matched &row : rows)
            best.add(row);
    }

    void verify_batch()
    {
        sampled += static_cast<Xapian::doccount>(batch.size());
        verify(batch);
        verified += static_cast<Xapian::doccount>(batch.size());
        batch.clear();
    }
};

} // namespace engine

#endif
