/* SPDX-License-Identifier: GPL-2.0-or-later */
/* matcher.h: the loop over the posting lists of a flat query, for a part of the documents. */
#ifndef NEWSSEARCH_ENGINE_MATCHER_H
#define NEWSSEARCH_ENGINE_MATCHER_H

#include <algorithm>
#include <memory>
#include <vector>

#include "conjunction.h"
#include "disjunction.h"

namespace engine
{

class matcher
{
  public:
    /* All are borrowed. */
    matcher(const Xapian::Database &searched, const flat_search &search, top_k &best,
            shared_threshold &shared)
        : database(searched), has_phrases(!search.query.phrases.empty()),
          lists(searched, search.query, search.c), records(search.lengths, searched),
          score(searched, search, lists, records, best),
          tests(searched, search.query, lists, records),
          collector(searched, search, score, best, shared), all(lists, score, tests)
    {
        if (lists.required.empty())
            any = std::make_unique<disjunction>(lists, score, tests, best);
        else if (!has_phrases && all.pays_by_records(searched.get_lastdocid()))
            by_records = true;
        else
            collector.expect(lists.required.front().documents());
    }

    size_t postings_to_read() const
    {
        return lists.postings_to_read();
    }

    /* Whether run() counts no matches, because all documents of one list match. */
    bool knows_count() const
    {
        return by_records;
    }

    /* Then: how many they are in all parts. */
    Xapian::doccount known_count() const
    {
        return lists.required.front().documents();
    }

    /* The matches among the document numbers that were read before any was pruned, to estimate the
     * total. */
    struct sample {
        Xapian::docid numbers;
        Xapian::doccount matched;
    };

    sample before_pruning() const
    {
        if (!has_pruned())
            return { range_end - range_first, collector.matches() };
        return { any->first_pruned() - range_first, any->matches_before_pruning() };
    }

    /* Matches the documents from first to end - 1 and prunes none before enough matched in all
     * parts. If some were pruned, the caller estimates the total. */
    match_counts run(Xapian::docid first, Xapian::docid end)
    {
        begin(first, end);
        if (any)
            any->run(first, end, collector);
        else if (by_records)
            all.run_by_records(end);
        else if (!has_phrases && score.is_of_one_list())
            all.run_one_list(end, collector);
        else
            all.run(end, collector);
        collector.finish();
        return collector.counts(has_pruned() ? std::min(database.get_doccount(), end - first)
                                             : collector.matches());
    }

    /* How many of them match, and which. */
    Xapian::doccount list(Xapian::docid first, Xapian::docid end, bool only_count,
                          std::vector<Xapian::docid> &docids)
    {
        const bool keeps = !only_count || has_phrases;
        const auto take = [&](Xapian::docid docid) {
            collector.count();
            if (keeps)
                docids.push_back(docid);
        };
        begin(first, end);
        if (any)
            any->each(end, take);
        else
            all.each(end, take);
        if (!has_phrases)
            return collector.matches();
        collector.keep_verified(docids);
        return static_cast<Xapian::doccount>(docids.size());
    }

  private:
    const Xapian::Database &database;
    const bool has_phrases;
    posting_lists lists;
    column_reader records;
    scorer score;
    match_tests tests;
    match_collector collector;
    conjunction all;                  /* if some word is required */
    std::unique_ptr<disjunction> any; /* else */
    bool by_records = false;          /* looks through the records, not the list */
    Xapian::docid range_first = 1, range_end = no_docid;

    bool has_pruned() const
    {
        return any && any->first_pruned() > 0;
    }

    void begin(Xapian::docid first, Xapian::docid end)
    {
        range_first = first;
        range_end = end;
        lists.seek(first);
    }
};

} // namespace engine

#endif
