/* SPDX-License-Identifier: GPL-2.0-or-later */
/* matcher.h: the loop over the posting lists of a query's words. */
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

namespace shim
{

class matcher
{
  public:
    /* All are borrowed. */
    matcher(const Xapian::Database &searched, const words &matched_query, double c,
            const struct shim_table &lengths, const wanted_rows &wanted, best_rows &best_of_all,
            common_search &search)
        : database(searched), query(matched_query), best(best_of_all), common(search),
          candidates(query.phrases, database, best, common), records(lengths, database),
          logarithm(c * database.get_average_length()), lists(database, query, c),
          required(lists.required), optional(lists.optional)
    {
        for (const range &each : query.ranges) {
            ranges.emplace_back(each, database);
            possible = possible && ranges.back().may_pass();
        }
        for (const word &each : query.together)
            add_together(each);
        for (const bonus &each : wanted.bonuses)
            bonuses.add(each, lists.find({ each.terms[0] }, false),
                        lists.find({ each.terms[1] }, false), database, c);
        weighs = !wanted.bonuses.empty() || lists.weigh();
        tests =
            !ranges.empty() || !lists.excluded.empty() || (!required.empty() && !optional.empty());
        if (required.empty())
            chosen = std::make_unique<choice>();
        else
            candidates.spread(required[0].documents());
    }

    size_t postings_to_read() const
    {
        return lists.postings_to_read();
    }

    /* What was seen of the documents, before any was passed over: of so many numbers so many
     * matched. */
    struct sample {
        Xapian::docid numbers;
        Xapian::doccount matched;
    };

    sample before_passing() const
    {
        if (passing_since == 0)
            return { range_end - range_first, found };
        return { passing_since - range_first, matched_before };
    }

    /* The documents from first to end - 1, of which none is passed over before so many matched in
     * all parts. Without an estimate where some were. */
    match_counts run(Xapian::docid first, Xapian::docid end, Xapian::doccount counted_anyway)
    {
        counted = counted_anyway;
        begin(first, end);
        if (required.empty())
            run_choice();
        else
            run_required();
        if (!query.phrases.empty())
            candidates.look_at_rest();
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
                chosen->read.each(take);
        else
            for (Xapian::docid docid = after(0); docid != no_docid; docid = after(docid))
                take(docid, 0, 0);
        if (query.phrases.empty())
            return found;
        candidates.keep_standing(docids);
        return static_cast<Xapian::doccount>(docids.size());
    }

  private:
    const Xapian::Database &database;
    const words &query;
    best_rows &best;
    common_search &common;
    Xapian::docid range_first = 1, range_end = no_docid;
    Xapian::doccount counted = 0; /* before any is passed over */
    phrase_candidates candidates;
    table_reader records;
    logarithms logarithm;
    word_lists lists;
    std::vector<postings> &required, &optional; /* of these */
    std::vector<range_tester> ranges;
    bool possible = true; /* some document may be in all ranges */
    bool weighs = false;  /* some of the words have weight, or bonuses */
    bool tests =
        false; /* a document with the lists that are read has to be looked at more closely */
    static constexpr double hopeless = -1; /* weighs what cannot be a row */
    struct choice {
        window read;                                 /* what the lists have that are not idle */
        std::array<double, 1 << window::kinds> more; /* by the lists' bits: what may be added */
    };
    std::unique_ptr<choice> chosen; /* where no word is required */
    /* Of those above, with what part of its weight each adds where all are there. */
    std::vector<std::pair<const postings *, double>> together;
    double most_together = 0;
    bonus_bounds bonuses;

    Xapian::doccount found = 0, told = 0; /* to the others */
    /* Once documents are passed over: the lists in front that no document is worth looking at for,
     * what they weigh at most, and how many had matched before which document. */
    size_t idle = 0;
    double most_idle = 0, floor_before = -1;
    Xapian::doccount matched_before = 0;
    Xapian::docid passing_since = 0;

    void add_together(const word &added)
    {
        if (const postings *list = lists.find(added.terms, true)) {
            together.emplace_back(list, added.factor / list->word_of().factor);
            most_together += list->weight().most() * together.back().second;
        }
    }

    void begin(Xapian::docid first, Xapian::docid end)
    {
        range_first = first;
        range_end = end;
        lists.reach(first);
    }

    /* What a document weighs at most by bonuses, all the words together, and its record, of which
     * lists may_have says that they may have it. */
    template <typename Lists> double most_besides(Lists may_have) const
    {
        const double most = bonuses.most(may_have) + query.added.most;
        const auto all = [&](const auto &each) { return may_have(each.first); };
        return std::all_of(together.begin(), together.end(), all) ? most + most_together : most;
    }

    static double weight_in(const postings &list, Xapian::docid docid, double factor)
    {
        return list.weight().of(list.wdf(docid), factor);
    }

    /* What a document with all of together weighs more. */
    double together_weight(Xapian::docid docid, double factor) const
    {
        double weight = 0;
        for (const auto &[each, part] : together) {
            if (!each->has(docid))
                return 0;
            weight += weight_in(*each, docid, factor) * part;
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
        const Xapian::docid next = lists.agree();
        return next < range_end ? next : no_docid;
    }

    /* The bit of a list that is read in windows: those that weigh least share one. */
    unsigned bit_of(size_t list) const
    {
        return static_cast<unsigned>(std::min(optional.size() - 1 - list, window::kinds - 1));
    }

    /* The next candidates of a choice. */
    bool read_window()
    {
        Xapian::docid least = no_docid;
        for (size_t i = idle; possible && i < optional.size(); i++)
            least = std::min(least, optional[i].docid);
        if (least >= range_end)
            return false;
        chosen->read.begin(least, range_end);
        for (size_t i = idle; i < optional.size(); i++)
            optional[i].read(chosen->read, bit_of(i));
        return true;
    }

    void run_required()
    {
        const double besides = most_together + query.added.most;
        for (Xapian::docid docid = after(0); docid != no_docid; docid = after(docid))
            if (is_match(docid))
                consider(docid, best.wants(most_of_words(docid) + besides));
    }

    void run_choice()
    {
        const auto take = [&](Xapian::docid docid, double most, unsigned bits) {
            const bool ranks = best.wants(most + chosen->more[bits]);
            if ((ranks || passing_since == 0) && is_match(docid))
                consider(docid, ranks);
        };
        note_bits();
        while (read_window()) {
            chosen->read.each(take);
            if (passing_since > 0 || common.has_counted(found, told, counted))
                leave_idle();
        }
    }

    /* Works out what may be added to the weight of the lists that are read. */
    void note_bits()
    {
        for (unsigned bits = 0; bits < 1U << std::min(optional.size(), window::kinds); bits++)
            chosen->more[bits] = most_idle + most_besides([&](const postings *list) {
                                     const auto number =
                                         static_cast<size_t>(list - optional.data());
                                     return number < idle || (bits >> bit_of(number) & 1) != 0;
                                 });
    }

    /* From the next window on, lists that alone bring no document among the rows are only asked
     * about those of others. */
    void leave_idle()
    {
        if (passing_since == 0) {
            matched_before = found;
            passing_since = std::max(chosen->read.end(), range_first);
        }
        best.learn();
        if (best.floor() == floor_before) /* the same bounds */
            return;
        floor_before = best.floor();
        const size_t idle_before = idle;
        while (idle < optional.size()) {
            const postings *end = optional.data() + idle + 1;
            const double most = most_idle + optional[idle].weight().most();
            if (best.wants(most + most_besides([end](const postings *list) { return list < end; })))
                break;
            most_idle = most;
            optional[idle++].leave_window();
        }
        if (idle > idle_before)
            note_bits();
    }

    bool is_match(Xapian::docid docid)
    {
        return (!tests && idle == 0) || passes_tests(docid);
    }

    bool passes_tests(Xapian::docid docid)
    {
        bool is_choice = required.empty(), has_optional = is_choice;
        for (size_t i = 0; i < (is_choice ? idle : optional.size());
             i++) { /* the others of a choice are there */
            optional[i].reach(docid);
            has_optional = has_optional || optional[i].docid == docid;
        }
        if (query.one_of && !has_optional)
            return false;
        for (postings &each : lists.excluded) {
            each.reach(docid);
            if (each.docid == docid)
                return false;
        }
        const char *record = ranges.empty() ? nullptr : records.record(docid);
        return std::all_of(ranges.begin(), ranges.end(),
                           [&](range_tester &each) { return each.passes(docid, record); });
    }

    Xapian::termcount length_of(const char *record, Xapian::docid docid) const
    {
        Xapian::termcount length = record ? records.length(record) : 0;
        if (length == 0)
            length = database.get_doclength(docid);
        return length > 0 ? length : 1;
    }

    /* Without what the record adds, where that cannot bring it among the rows. */
    matched weigh(Xapian::docid docid)
    {
        best.learn();
        const char *record = records.record(docid);
        const double factor = weighs ? logarithm.of(length_of(record, docid)) : 0;
        const double more = bonuses.most(docid, factor);
        double weight =
            together_weight(docid, factor) +
            lists.sum(docid, [&](const postings &list) { return weight_in(list, docid, factor); });
        if (query.added.weigh && best.wants(weight + more + query.added.most))
            weight += query.added.weigh(query.added.context, record);
        return { docid, weight, weight + more };
    }

    /* Of a match, by its words, each alone, and bonuses. */
    double most_of_words(Xapian::docid docid) const
    {
        return bonuses.most(docid) + lists.sum(docid, [docid](const postings &list) {
            return list.weight().most(list.wdf(docid));
        });
    }

    /* ranks: whether a match may come among the rows. */
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
        const matched row = ranks ? weigh(docid) : matched{ docid, 0, hopeless };
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
        return { found, found,
                 passing_since > 0 ? std::min(database.get_doccount(), size) : found };
    }
};

} // namespace shim

#endif
