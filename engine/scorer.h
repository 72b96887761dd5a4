/* SPDX-License-Identifier: GPL-2.0-or-later */
/* scorer.h: what a document weighs, and what it can weigh at most. */
#ifndef NEWSSEARCH_ENGINE_SCORER_H
#define NEWSSEARCH_ENGINE_SCORER_H

#include <algorithm>
#include <utility>
#include <vector>

#include "column.h"
#include "length_norm.h"
#include "posting_lists.h"
#include "proximity_bounds.h"
#include "top_k.h"

namespace engine
{

/* Documents are asked about by ascending numbers, while the required lists stand at them. */
class scorer
{
  public:
    /* All are borrowed. */
    scorer(const Xapian::Database &searched, const flat_search &search,
           const posting_lists &of_words, column_reader &of_records, top_k &best_of_all)
        : lists(of_words), best(best_of_all), rank(search.query.static_rank), records(of_records),
          logarithm(search.c * searched.get_average_length())
    {
        for (const flat_term &each : search.query.all_terms_boost)
            add_all_terms_boost(each);
        for (const proximity_pair &each : search.wanted.proximity_pairs)
            proximity.add(each, lists.find({ each.terms[0] }, false),
                          lists.find({ each.terms[1] }, false));
        weighs = !search.wanted.proximity_pairs.empty() || lists.weigh();
    }

    /* Whether matches weigh what one list and their records say, and nothing else. */
    bool is_of_one_list() const
    {
        return lists.required.size() == 1 && lists.optional.empty() && all_terms_boost.empty() &&
               proximity.empty() && rank.weigh;
    }

    /* If that is so: adds the document that the list is at to the best. The record goes first: with
     * what it adds, few matches need the weight of the word. */
    void add_of_one_list(const posting_iterator &list)
    {
        best.refresh();
        const char *record = records.record(list.docid);
        const double added = rank.weigh(rank.context, record);
        const Xapian::termcount wdf = weighs ? list.wdf(list.docid) : 0;
        if (!best.is_competitive(list.weight().upper_bound(wdf) + added))
            return;
        const double factor = weighs ? logarithm.of(records.length(record, list.docid)) : 0;
        const double weight = list.weight().of(wdf, factor) + added;
        best.add({ list.docid, weight, weight });
    }

    /* Whether records can tell which documents of one list may be rows. */
    bool finds_records() const
    {
        return rank.find && is_of_one_list();
    }

    /* The first document from docid on that may be a row, if list has it; end: there is none. */
    Xapian::docid next_competitive(const posting_iterator &list, Xapian::docid docid,
                                   Xapian::docid end)
    {
        best.refresh();
        const double least =
            best.threshold() - list.weight().upper_bound() - ENGINE_SCORE_QUANTUM; /* rounding */
        if (least <= 0)
            return docid;
        while (docid < end) {
            const column_reader::record_run run = records.run_from(docid);
            const size_t found = rank.find(rank.context, &run.records, least);
            if (found < run.records.count)
                return std::min(docid + static_cast<Xapian::docid>(found), end);
            if (run.end <= docid)
                return end;
            docid = run.end;
        }
        return end;
    }

    /* The most that a document weighs by proximity, the boost of all terms and its record. may_have
     * says which lists may have it. */
    template <typename Lists> double bound_besides(Lists may_have) const
    {
        const double most = proximity.upper_bound(may_have) + rank.upper_bound;
        const auto all = [&](const auto &each) { return may_have(each.first); };
        return std::all_of(all_terms_boost.begin(), all_terms_boost.end(), all)
                   ? most + all_terms_boost_bound
                   : most;
    }

    /* Whether a match may be a row: by its words, each alone, proximity, and its record. */
    bool may_rank(Xapian::docid docid)
    {
        const double most = bound_of_words(docid) + all_terms_boost_bound;
        return best.is_competitive(most + rank.upper_bound) &&
               (!rank.weigh ||
                best.is_competitive(most + rank.weigh(rank.context, records.record(docid))));
    }

    /* Without the record's addition, if that cannot make the document a row. */
    matched weigh(Xapian::docid docid)
    {
        best.refresh();
        const char *record = records.record(docid);
        const Xapian::termcount length = weighs ? records.length(record, docid) : 0;
        const double factor = weighs ? logarithm.of(length) : 0;
        const double more = proximity.upper_bound(docid, factor);
        double weight =
            all_terms_boost_of(docid, factor) + lists.sum(docid, [&](const posting_iterator &list) {
                return list.weight_of(docid, factor);
            });
        if (rank.weigh && best.is_competitive(weight + more + rank.upper_bound))
            weight += rank.weigh(rank.context, record);
        return { docid, weight, weight + more, length };
    }

  private:
    const posting_lists &lists;
    top_k &best;
    const struct static_rank &rank;
    column_reader &records;
    length_norm logarithm;
    bool weighs = false; /* words or proximity have weight */
    /* Lists, with what part of its weight each adds where all are there. */
    std::vector<std::pair<const posting_iterator *, double>> all_terms_boost;
    double all_terms_boost_bound = 0;
    proximity_bounds proximity;

    void add_all_terms_boost(const flat_term &added)
    {
        if (const posting_iterator *list = lists.find(added.terms, true)) {
            all_terms_boost.emplace_back(list, added.factor / list->term().factor);
            all_terms_boost_bound += list->weight().upper_bound() * all_terms_boost.back().second;
        }
    }

    double bound_of_words(Xapian::docid docid) const
    {
        return proximity.upper_bound(docid) +
               lists.sum(docid, [docid](const posting_iterator &list) {
                   return list.weight().upper_bound(list.wdf(docid));
               });
    }

    /* The addition to a document with all of all_terms_boost. */
    double all_terms_boost_of(Xapian::docid docid, double factor) const
    {
        double weight = 0;
        for (const auto &[each, part] : all_terms_boost) {
            if (!each->has(docid))
                return 0;
            weight += each->weight_of(docid, factor) * part;
        }
        return weight;
    }
};

} // namespace engine

#endif
