/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posting_lists.h: the posting lists of a query's words, side by side. */
#ifndef NEWSSEARCH_ENGINE_POSTING_LISTS_H
#define NEWSSEARCH_ENGINE_POSTING_LISTS_H

#include <algorithm>
#include <vector>

#include "posting_iterator.h"

namespace engine
{

struct posting_lists {
    std::vector<posting_iterator> required; /* the rarest first */
    std::vector<posting_iterator> optional; /* the lowest weight first */
    std::vector<posting_iterator> excluded;

    /* query must outlive it. */
    posting_lists(const Xapian::Database &database, const flat_query &query, double c)
    {
        open(required, database, query.required, c);
        open(optional, database, query.optional, c);
        open(excluded, database, query.excluded, c);
        std::sort(required.begin(), required.end(),
                  [](const posting_iterator &a, const posting_iterator &b) {
                      return a.documents() < b.documents();
                  });
        leave_out_frequent(database.get_doccount(), query.phrases);
        std::sort(optional.begin(), optional.end(),
                  [](const posting_iterator &a, const posting_iterator &b) {
                      return a.weight().upper_bound() < b.weight().upper_bound();
                  });
    }

    /* The estimated number of postings to read. */
    size_t postings_to_read() const
    {
        size_t sum = 0;
        const Xapian::doccount most =
            required.empty() ? ~Xapian::doccount{ 0 } : required[0].documents();
        for (const auto *list : { &required, &optional })
            for (const posting_iterator &each : *list)
                sum += std::min(each.documents(), most);
        return sum;
    }

    /* The first required or optional list with these terms; nullptr: there is none. */
    const posting_iterator *find(const std::vector<std::string> &terms, bool weighs) const
    {
        for (const auto *list : { &required, &optional })
            for (const posting_iterator &each : *list)
                if (each.term().terms == terms && (!weighs || each.term().factor > 0))
                    return &each;
        return nullptr;
    }

    /* Whether any of them has weight. */
    bool weigh() const
    {
        for (const auto *list : { &required, &optional })
            for (const posting_iterator &each : *list)
                if (each.weight().upper_bound() > 0)
                    return true;
        return false;
    }

    void seek(Xapian::docid docid)
    {
        for (auto *list : { &required, &optional })
            for (posting_iterator &each : *list)
                each.seek(docid);
    }

    /* The next document with all required words, from the position of the rarest list. */
    Xapian::docid next_common()
    {
        posting_iterator &rarest = required.front(), *const end = required.data() + required.size();
        Xapian::docid docid = rarest.docid;
        for (posting_iterator *each = &rarest + 1; docid != no_docid && each != end;) {
            each->seek(docid);
            if (each->docid == docid) {
                each++;
                continue;
            }
            rarest.seek(each->docid);
            docid = rarest.docid;
            each = &rarest + 1;
        }
        return docid;
    }

    /* The sum of the words' weights, by weigh_list, in the document of the required lists. */
    template <typename Weigh> double sum(Xapian::docid docid, Weigh weigh_list) const
    {
        double weight = 0;
        for (const posting_iterator &each : required)
            weight += weigh_list(each);
        for (const posting_iterator &each : optional)
            if (each.has(docid))
                weight += weigh_list(each);
        return weight;
    }

  private:
    /* Of the words of phrases without weight, the markers of fields among them, those that most
     * documents have narrow little: reading their lists costs more than it saves when positions are
     * checked. */
    void leave_out_frequent(Xapian::doccount documents, const std::vector<phrase> &phrases)
    {
        const auto is_of_phrase = [&](const flat_term &term) {
            return std::any_of(phrases.begin(), phrases.end(), [&](const phrase &each) {
                return std::find(each.words.begin(), each.words.end(), term.terms) !=
                       each.words.end();
            });
        };
        const auto narrows_little = [&](const posting_iterator &list) {
            return list.documents() > documents / 2 && list.term().factor == 0 &&
                   is_of_phrase(list.term());
        };
        if (!required.empty()) /* the rarest stays */
            required.erase(std::remove_if(required.begin() + 1, required.end(), narrows_little),
                           required.end());
    }

    static void open(std::vector<posting_iterator> &list, const Xapian::Database &database,
                     const std::vector<flat_term> &terms, double c)
    {
        list.reserve(terms.size());
        for (const flat_term &term : terms)
            list.emplace_back(database, term, c);
    }
};

} // namespace engine

#endif
