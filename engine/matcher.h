/* SPDX-License-Identifier: GPL-2.0-or-later */
/* matcher.h: the loop over the posting lists of a flat query. */
#ifndef NEWSSEARCH_ENGINE_MATCHER_H
#define NEWSSEARCH_ENGINE_MATCHER_H

#include <algorithm>
#include <array>
#include <utility>

#include "column.h"
#include "length_norm.h"
#include "phrase_check.h"
#include "posting_lists.h"
#include "proximity_bounds.h"
#include "range_filter.h"
#include "top_k.h"

namespace engine
{

class matcher
{
  public:
    /* All are borrowed. */
    matcher(const Xapian::Database &searched, const flat_search &search, top_k &best_of_all,
            shared_threshold &shared)
        : database(searched), query(search.query), best(best_of_all), common(shared),
          counted(search.count_up_to), candidates(query.phrases, database, best, common),
          records(search.lengths, database), logarithm(search.c * database.get_average_length()),
          lists(database, query, search.c), required(lists.required), optional(lists.optional)
    {
        for (const column_range &each : query.ranges) {
            ranges.emplace_back(each, database);
            possible = possible && ranges.back().may_pass();
        }
        for (const flat_term &each : query.all_terms_boost)
            add_all_terms_boost(each);
        for (const proximity_pair &each : search.wanted.proximity_pairs)
            proximity.add(each, lists.find({ each.terms[0] }, false),
                          lists.find({ each.terms[1] }, false), database, search.c);
        weighs = !search.wanted.proximity_pairs.empty() || lists.weigh();
        tests =
            !ranges.empty() || !lists.excluded.empty() || (!required.empty() && !optional.empty());
        if (required.empty())
            disjunction = std::make_unique<disjunction_window>();
        else
            candidates.spread(required[0].documents());
    }

    size_t postings_to_read() const
    {
        return lists.postings_to_read();
    }

    /* The matches among the document numbers that were read before any was pruned, to estimate the
     * total. */
    struct sample {
        Xapian::docid numbers;
        Xapian::doccount matched;
    };

    sample before_pruning() const
    {
        if (pruned_from == 0)
            return { range_end - range_first, found };
        return { pruned_from - range_first, matched_before_pruning };
    }

    /* Matches the documents from first to end - 1 and prunes none before enough matched in all
     * parts. If some were pruned, the caller estimates the total. */
    match_counts run(Xapian::docid first, Xapian::docid end)
    {
        begin(first, end);
        if (required.empty())
            run_disjunction();
        else if (is_one_list())
            run_one_list();
        else
            run_conjunction();
        if (!query.phrases.empty())
            candidates.verify_rest();
        return counts();
    }

    /* How many of them match, and which. */
    Xapian::doccount list(Xapian::docid first, Xapian::docid end, bool only_count,
                          std::vector<Xapian::docid> &docids)
    {
        const bool keeps = !only_count || !query.phrases.empty();
        const auto take = [&](Xapian::docid docid, double, unsigned) {
            if (is_match(docid)) {
                found++;
                if (keeps)
                    docids.push_back(docid);
            }
        };
        begin(first, end);
        if (required.empty())
            while (read_window())
                disjunction->read.each(take);
        else
            for (Xapian::docid docid = after(0); docid != no_docid; docid = after(docid))
                take(docid, 0, 0);
        if (query.phrases.empty())
            return found;
        candidates.keep_verified(docids);
        return static_cast<Xapian::doccount>(docids.size());
    }

  private:
    const Xapian::Database &database;
    const flat_query &query;
    top_k &best;
    shared_threshold &common;
    Xapian::docid range_first = 1, range_end = no_docid;
    const Xapian::doccount counted; /* before any is pruned */
    phrase_check candidates;
    column_reader records;
    length_norm logarithm;
    posting_lists lists;
    std::vector<posting_iterator> &required, &optional; /* of these */
    std::vector<range_filter> ranges;
    bool possible = true; /* a document may be in all ranges */
    bool weighs = false;  /* words or proximity have weight */
    bool tests =
        false; /* a document with the lists that are read has to be looked at more closely */
    static constexpr double not_competitive = -1; /* the weight of what cannot be a row */
    struct disjunction_window {
        union_window read; /* what the essential lists have */
        std::array<double, 1 << union_window::kinds>
            more; /* by the lists' bits: what may be added */
    };
    std::unique_ptr<disjunction_window> disjunction; /* if no word is required */
    /* Of those above, with what part of its weight each adds where all are there. */
    std::vector<std::pair<const posting_iterator *, double>> all_terms_boost;
    double all_terms_boost_bound = 0;
    proximity_bounds proximity;

    Xapian::doccount found = 0, published = 0; /* published: to the other parts */
    /* After pruning began: how many lists in front are non-essential (a document with only these
     * cannot be a row), the upper bound of their weights, the number of matches until then, and the
     * first document after it. */
    size_t non_essential = 0;
    double non_essential_bound = 0, last_threshold = -1;
    Xapian::doccount matched_before_pruning = 0;
    Xapian::docid pruned_from = 0;

    void add_all_terms_boost(const flat_term &added)
    {
        if (const posting_iterator *list = lists.find(added.terms, true)) {
            all_terms_boost.emplace_back(list, added.factor / list->term().factor);
            all_terms_boost_bound += list->weight().upper_bound() * all_terms_boost.back().second;
        }
    }

    void begin(Xapian::docid first, Xapian::docid end)
    {
        range_first = first;
        range_end = end;
        lists.seek(first);
    }

    /* The most that a document weighs by proximity, the boost of all terms and its record. may_have
     * says which lists may have it. */
    template <typename Lists> double bound_besides(Lists may_have) const
    {
        const double most = proximity.upper_bound(may_have) + query.static_rank.upper_bound;
        const auto all = [&](const auto &each) { return may_have(each.first); };
        return std::all_of(all_terms_boost.begin(), all_terms_boost.end(), all)
                   ? most + all_terms_boost_bound
                   : most;
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

    /* The next candidate with all required words; 0: the first. */
    Xapian::docid after(Xapian::docid docid)
    {
        if (!possible)
            return no_docid;
        if (docid > 0)
            required.front().next();
        const Xapian::docid next = lists.next_common();
        return next < range_end ? next : no_docid;
    }

    /* The bit of a list that is read in windows; the lists with the lowest weights share one. */
    unsigned bit_of(size_t list) const
    {
        return static_cast<unsigned>(std::min(optional.size() - 1 - list, union_window::kinds - 1));
    }

    /* The next candidates of a disjunction. */
    bool read_window()
    {
        Xapian::docid least = no_docid;
        for (size_t i = non_essential; possible && i < optional.size(); i++)
            least = std::min(least, optional[i].docid);
        if (least >= range_end)
            return false;
        disjunction->read.begin(least, range_end);
        for (size_t i = non_essential; i < optional.size(); i++)
            optional[i].read(disjunction->read, bit_of(i));
        return true;
    }

    void run_conjunction()
    {
        for (Xapian::docid docid = after(0); docid != no_docid; docid = after(docid))
            if (is_match(docid))
                consider(docid, may_rank(docid, bound_of_terms(docid) + all_terms_boost_bound));
    }

    /* Whether a document that weighs at most so much without its record may be a row. */
    bool may_rank(Xapian::docid docid, double most)
    {
        const static_rank &rank = query.static_rank;
        return best.is_competitive(most + rank.upper_bound) &&
               (!rank.weigh ||
                best.is_competitive(most + rank.weigh(rank.context, records.record(docid))));
    }

    /* Whether the matches weigh what one list and their records say, and nothing else. */
    bool is_one_list() const
    {
        return required.size() == 1 && optional.empty() && all_terms_boost.empty() &&
               proximity.empty() && query.static_rank.weigh && query.phrases.empty();
    }

    /* As run_conjunction, in half of the instructions. The record goes first: with what it adds,
     * few matches need the weight of the word. */
    void run_one_list()
    {
        posting_iterator &list = required.front();
        for (; possible && list.docid < range_end; list.next()) {
            if (!is_match(list.docid))
                continue;
            found++;
            best.refresh();
            const char *record = records.record(list.docid);
            const double rank = query.static_rank.weigh(query.static_rank.context, record);
            const Xapian::termcount wdf = weighs ? list.wdf(list.docid) : 0;
            if (!best.is_competitive(list.weight().upper_bound(wdf) + rank))
                continue;
            const double factor = weighs ? logarithm.of(records.length(record, list.docid)) : 0;
            const double weight = list.weight().of(wdf, factor) + rank;
            best.add({ list.docid, weight, weight });
        }
    }

    void run_disjunction()
    {
        const auto take = [&](Xapian::docid docid, double most, unsigned bits) {
            const bool ranks = best.is_competitive(most + disjunction->more[bits]);
            if ((ranks || pruned_from == 0) && is_match(docid))
                consider(docid, ranks);
        };
        note_bits();
        while (read_window()) {
            disjunction->read.each(take);
            if (pruned_from > 0 || common.has_counted(found, published, counted))
                update_non_essential();
        }
    }

    /* Computes what may be added to the weight of the lists that are read. */
    void note_bits()
    {
        for (unsigned bits = 0; bits < 1U << std::min(optional.size(), union_window::kinds); bits++)
            disjunction->more[bits] =
                non_essential_bound + bound_besides([&](const posting_iterator *list) {
                    const auto number = static_cast<size_t>(list - optional.data());
                    return number < non_essential || (bits >> bit_of(number) & 1) != 0;
                });
    }

    /* Makes lists non-essential if a document with only these cannot be a row: from the next window
     * they are only asked about documents of other lists. */
    void update_non_essential()
    {
        if (pruned_from == 0) {
            matched_before_pruning = found;
            pruned_from = std::max(disjunction->read.end(), range_first);
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
            if (best.is_competitive(most + bound_besides([end](const posting_iterator *list) {
                                        return list < end;
                                    })))
                break;
            non_essential_bound = most;
            optional[non_essential++].leave_window();
        }
        if (non_essential > non_essential_before)
            note_bits();
    }

    bool is_match(Xapian::docid docid)
    {
        return (!tests && non_essential == 0) || passes_tests(docid);
    }

    bool passes_tests(Xapian::docid docid)
    {
        bool has_no_required = required.empty(), has_optional = has_no_required;
        for (size_t i = 0; i < (has_no_required ? non_essential : optional.size());
             i++) { /* the other lists of a disjunction have it, or not */
            optional[i].seek(docid);
            has_optional = has_optional || optional[i].docid == docid;
        }
        if (query.minimum_should_match && !has_optional)
            return false;
        for (posting_iterator &each : lists.excluded) {
            each.seek(docid);
            if (each.docid == docid)
                return false;
        }
        const char *record = ranges.empty() ? nullptr : records.record(docid);
        return std::all_of(ranges.begin(), ranges.end(),
                           [&](range_filter &each) { return each.passes(docid, record); });
    }

    /* Without the record's addition, if that cannot make the document a row. */
    matched weigh(Xapian::docid docid)
    {
        best.refresh();
        const char *record = records.record(docid);
        const double factor = weighs ? logarithm.of(records.length(record, docid)) : 0;
        const double more = proximity.upper_bound(docid, factor);
        double weight =
            all_terms_boost_of(docid, factor) + lists.sum(docid, [&](const posting_iterator &list) {
                return list.weight_of(docid, factor);
            });
        if (query.static_rank.weigh &&
            best.is_competitive(weight + more + query.static_rank.upper_bound))
            weight += query.static_rank.weigh(query.static_rank.context, record);
        return { docid, weight, weight + more };
    }

    /* Of a match, by its words, each alone, and proximity. */
    double bound_of_terms(Xapian::docid docid) const
    {
        return proximity.upper_bound(docid) +
               lists.sum(docid, [docid](const posting_iterator &list) {
                   return list.weight().upper_bound(list.wdf(docid));
               });
    }

    /* ranks: whether a match may become a row. */
    void consider(Xapian::docid docid, bool ranks)
    {
        if (ranks || !query.phrases.empty())
            add(docid, ranks);
        else
            found++;
    }

    /* By itself, so that the others pay no registers for it. */
    [[gnu::noinline]] void add(Xapian::docid docid, bool ranks)
    {
        const matched row = ranks ? weigh(docid) : matched{ docid, 0, not_competitive };
        if (!query.phrases.empty()) {
            candidates.add(row, counted);
            return;
        }
        found++;
        best.add(row);
    }

    match_counts counts() const
    {
        if (!query.phrases.empty())
            return candidates.counts();
        const Xapian::docid size = range_end - range_first;
        return { found, found, pruned_from > 0 ? std::min(database.get_doccount(), size) : found };
    }
};

} // namespace engine

#endif
