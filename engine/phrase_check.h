/* SPDX-License-Identifier: GPL-2.0-or-later */
/* phrase_check.h: documents with the words of phrases, of which is still to be seen whether
 * the phrases stand in them. */
#ifndef NEWSSEARCH_ENGINE_PHRASE_CHECK_H
#define NEWSSEARCH_ENGINE_PHRASE_CHECK_H

#include <algorithm>
#include <vector>

#include "positions.h"
#include "top_k.h"

namespace shim
{

/* Their positions are looked at together: of those that count, and are a sample of the others, in
 * batches; then of those that could be rows, from the best on, until no other can be one. */
class phrase_candidates
{
  public:
    /* All are borrowed. */
    phrase_candidates(const std::vector<phrase> &sought, const Xapian::Database &searched,
                      best_rows &best_of_all, common_search &search)
        : phrases(sought), database(searched), best(best_of_all), common(search)
    {
    }

    /* The sample is of so many documents at most. */
    void spread(Xapian::doccount documents)
    {
        sampled_step += documents / most_sampled;
    }

    /* counted: so many, of all parts, are looked at in any case. */
    void add(const matched &row, Xapian::doccount counted)
    {
        if (!passes && common.has_counted(seen, told, counted)) {
            passes = true;
            look_at_batch(); /* from now on the best tell what is hopeful */
        }
        if (passes)
            best.learn();
        if (!passes || seen % sampled_step == 0)
            batch.push_back(row);
        else if (best.wants(row.most))
            hopeful.push_back(row);
        seen++;
        if (batch.size() == batch_size)
            look_at_batch();
    }

    void look_at_rest()
    {
        look_at_batch();
        best.learn();
        const size_t size = std::clamp(best.most(), least_together, batch_size);
        std::sort(hopeful.begin(), hopeful.end(), is_better);
        for (auto at = hopeful.begin(); at != hopeful.end() && best.may_want(at->most);) {
            const size_t left = static_cast<size_t>(hopeful.end() - at);
            const auto end = at + static_cast<std::ptrdiff_t>(std::min(left, size));
            std::vector<matched> rows(at, end);
            std::sort(rows.begin(), rows.end(),
                      [](const matched &a, const matched &b) { return a.docid < b.docid; });
            look_at(rows);
            at = end;
        }
    }

    match_counts counts() const
    {
        const Xapian::doccount most = found + seen - looked;
        double all = found;
        if (sampled > 0)
            all = std::max(all, static_cast<double>(seen) * stood / sampled);
        return { found, std::min(static_cast<Xapian::doccount>(all), most), most };
    }

    /* Leaves those where all phrases stand. */
    void keep_standing(std::vector<Xapian::docid> &docids) const
    {
        std::vector<matched> rows;
        rows.reserve(docids.size());
        for (Xapian::docid docid : docids)
            rows.push_back({ docid, 0, 0 });
        shim::keep_standing(rows, phrases, database);
        docids.clear();
        for (const matched &row : rows)
            docids.push_back(row.docid);
    }

  private:
    static const Xapian::doccount most_sampled = 256;
    static constexpr size_t batch_size = 4096, least_together = 16;
    const std::vector<phrase> &phrases;
    const Xapian::Database &database;
    best_rows &best;
    common_search &common;
    /* All; those looked at, and of these the matches; those in the sample, and of these the
     * matches. */
    Xapian::doccount seen = 0, looked = 0, found = 0, sampled = 0, stood = 0;
    Xapian::doccount sampled_step = 1;
    Xapian::doccount told = 0; /* to other parts */
    bool passes = false;       /* so many were counted */
    std::vector<matched> batch, hopeful;

    void look_at(std::vector<matched> &rows)
    {
        looked += static_cast<Xapian::doccount>(rows.size());
        shim::keep_standing(rows, phrases, database);
        found += static_cast<Xapian::doccount>(rows.size());
        for (const matched &row : rows)
            best.add(row);
    }

    void look_at_batch()
    {
        sampled += static_cast<Xapian::doccount>(batch.size());
        look_at(batch);
        stood += static_cast<Xapian::doccount>(batch.size());
        batch.clear();
    }
};

} // namespace shim

#endif
