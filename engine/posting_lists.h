/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posting_lists.h: the posting lists of a query's words, side by side. */
#ifndef NEWSSEARCH_ENGINE_POSTING_LISTS_H
#define NEWSSEARCH_ENGINE_POSTING_LISTS_H

#include <algorithm>
#include <vector>

#include "posting_iterator.h"

namespace shim
{

struct word_lists {
    std::vector<postings> required; /* the rarest first */
    std::vector<postings> optional; /* those first that weigh least */
    std::vector<postings> excluded;

    /* query has to outlive it. */
    word_lists(const Xapian::Database &database, const words &query, double c)
    {
        open(required, database, query.required, c);
        open(optional, database, query.optional, c);
        open(excluded, database, query.excluded, c);
        std::sort(required.begin(), required.end(), [](const postings &a, const postings &b) {
            return a.documents() < b.documents();
        });
        std::sort(optional.begin(), optional.end(), [](const postings &a, const postings &b) {
            return a.weight().most() < b.weight().most();
        });
    }

    /* How many postings there are to look at, about. */
    size_t postings_to_read() const
    {
        size_t sum = 0;
        const Xapian::doccount most =
            required.empty() ? ~Xapian::doccount{ 0 } : required[0].documents();
        for (const auto *list : { &required, &optional })
            for (const postings &each : *list)
                sum += std::min(each.documents(), most);
        return sum;
    }

    /* Of the required and optional the first with these terms; nullptr: there is none. */
    const postings *find(const std::vector<std::string> &terms, bool weighs) const
    {
        for (const auto *list : { &required, &optional })
            for (const postings &each : *list)
                if (each.word_of().terms == terms && (!weighs || each.word_of().factor > 0))
                    return &each;
        return nullptr;
    }

    /* Whether any of them has weight. */
    bool weigh() const
    {
        for (const auto *list : { &required, &optional })
            for (const postings &each : *list)
                if (each.weight().most() > 0)
                    return true;
        return false;
    }

    void reach(Xapian::docid docid)
    {
        for (auto *list : { &required, &optional })
            for (postings &each : *list)
                each.reach(docid);
    }

    /* The next document with all required words, none before those that the rarest is at. */
    Xapian::docid agree()
    {
        postings &rarest = required.front(), *const end = required.data() + required.size();
        Xapian::docid docid = rarest.docid;
        for (postings *each = &rarest + 1; docid != no_docid && each != end;) {
            each->reach(docid);
            if (each->docid == docid) {
                each++;
                continue;
            }
            rarest.reach(each->docid);
            docid = rarest.docid;
            each = &rarest + 1;
        }
        return docid;
    }

    /* What the words weigh in a document that the required are at, each alone, by weigh_list. */
    template <typename Weigh> double sum(Xapian::docid docid, Weigh weigh_list) const
    {
        double weight = 0;
        for (const postings &each : required)
            weight += weigh_list(each);
        for (const postings &each : optional)
            if (each.has(docid))
                weight += weigh_list(each);
        return weight;
    }

  private:
    static void open(std::vector<postings> &list, const Xapian::Database &database,
                     const std::vector<word> &terms, double c)
    {
        list.reserve(terms.size());
        for (const word &term : terms)
            list.emplace_back(database, term, c);
    }
};

} // namespace shim

#endif
