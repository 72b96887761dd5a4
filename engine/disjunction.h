/* SPDX-License-Identifier: GPL-2.0-or-later */
/* disjunction.h: the documents with any of several words (MaxScore). */
#ifndef NEWSSEARCH_ENGINE_DISJUNCTION_H
#define NEWSSEARCH_ENGINE_DISJUNCTION_H

#include <algorithm>
#include <array>

#include "match_collector.h"
#include "match_tests.h"

namespace engine
{

class disjunction
{
  public:
    /* All are borrowed. lists: no word is required. */
    disjunction(posting_lists &lists, const scorer &weights, match_tests &further_tests,
                top_k &best_of_all)
        : optional(lists.optional), score(weights), tests(further_tests), best(best_of_all)
    {
    }

    /* Gives the collector the matches from first to end - 1, and prunes once it has counted enough.
     */
    void run(Xapian::docid first, Xapian::docid end, match_collector &collector)
    {
        const auto take = [&](Xapian::docid docid, double most, unsigned bits) {
            const bool ranks = best.is_competitive(most + more[bits]);
            if ((ranks || pruned_from == 0) && tests.pass(docid, non_essential))
                collector.take(docid, ranks);
        };
        note_bits();
        while (read_window(end)) {
            read.each(take);
            if (pruned_from > 0 || collector.has_counted_enough())
                update_non_essential(first, collector.matches());
        }
    }

    /* Visits all matches below end. */
    template <typename Visit> void each(Xapian::docid end, Visit visit)
    {
        while (read_window(end))
            read.each([&](Xapian::docid docid, double, unsigned) {
                if (tests.pass(docid, 0))
                    visit(docid);
            });
    }

    /* The first document after which some were pruned; 0: none was. */
    Xapian::docid first_pruned() const
    {
        return pruned_from;
    }

    /* The number of matches until then. */
    Xapian::doccount matches_before_pruning() const
    {
        return matched_before_pruning;
    }

  private:
    std::vector<posting_iterator> &optional;
    const scorer &score;
    match_tests &tests;
    top_k &best;
    union_window read;                                 /* what the essential lists have */
    std::array<double, 1 << union_window::kinds> more; /* by the lists' bits: what may be added */
    /* After pruning began: how many lists in front are non-essential (a document with only these
     * cannot be a row), the upper bound of their weights, the number of matches until then, and the
     * first document after it. */
    size_t non_essential = 0;
    double non_essential_bound = 0, last_threshold = -1;
    Xapian::doccount matched_before_pruning = 0;
    Xapian::docid pruned_from = 0;

    /* The bit of a list that is read in windows; the lists with the lowest weights share one. */
    unsigned bit_of(size_t list) const
    {
        return static_cast<unsigned>(std::min(optional.size() - 1 - list, union_window::kinds - 1));
    }

    /* The next candidates below end. */
    bool read_window(Xapian::docid end)
    {
        Xapian::docid least = no_docid;
        for (size_t i = non_essential; tests.may_pass() && i < optional.size(); i++)
            least = std::min(least, optional[i].docid);
        if (least >= end)
            return false;
        read.begin(least, end);
        for (size_t i = non_essential; i < optional.size(); i++)
            optional[i].read(read, bit_of(i));
        return true;
    }

    /* Computes what may be added to the weight of the lists that are read. */
    void note_bits()
    {
        for (unsigned bits = 0; bits < 1U << std::min(optional.size(), union_window::kinds); bits++)
            more[bits] =
                non_essential_bound + score.bound_besides([&](const posting_iterator *list) {
                    const auto number = static_cast<size_t>(list - optional.data());
                    return number < non_essential || (bits >> bit_of(number) & 1) != 0;
                });
    }

    /* Makes lists non-essential if a document with only these cannot be a row: from the next window
     * they are only asked about documents of other lists. */
    void update_non_essential(Xapian::docid first, Xapian::doccount found)
    {
        if (pruned_from == 0) {
            matched_before_pruning = found;
            pruned_from = std::max(read.end(), first);
        }
        best.refresh();
        if (best.threshold() == last_threshold) /* the same bounds */
            return;
        last_threshold = best.threshold();
        const size_t non_essential_before = non_essential;
        while (non_essential < optional.size()) {
            const posting_iterator *end = optional.data() + non_essential + 1;
            const double most =
                non_essential_bound + optional[non_essential].weight().upper_bound();
            if (best.is_competitive(most + score.bound_besides([end](const posting_iterator *list) {
                    return list < end;
                })))
                break;
            non_essential_bound = most;
            optional[non_essential++].leave_window();
        }
        if (non_essential > non_essential_before)
            note_bits();
    }
};

} // namespace engine

#endif
