/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "posting_iterator.h"
#include "engine_limits.h"

#include <algorithm>

namespace engine
{

template <typename Posting> static bool is_before(const Posting &left, const Posting &right)
{
    return left.docid < right.docid;
}

synonym_iterator::synonym_iterator(const Xapian::Database &database,
                                   const std::vector<std::string> &terms)
{
    const Xapian::PostingIterator end;
    for (const std::string &term : terms) {
        const bool is_short = database.get_termfreq(term) <= ENGINE_READ_WHOLE;
        Xapian::PostingIterator list = database.postlist_begin(term);
        for (; is_short && list != end; ++list)
            whole.push_back({ *list, list.get_wdf() });
        if (list != end)
            lists.emplace_back(*list, list);
    }
    std::sort(whole.begin(), whole.end(), is_before<posting>);
    fill(1);
}

/* The window begins with the first posting from least on. */
void synonym_iterator::fill(Xapian::docid least)
{
    docid = no_docid;
    const auto first = std::lower_bound(whole.begin() + static_cast<ptrdiff_t>(next_whole),
                                        whole.end(), posting{ least, 0 }, is_before<posting>);
    next_whole = static_cast<size_t>(first - whole.begin());
    if (next_whole < whole.size())
        docid = whole[next_whole].docid;
    for (auto &[place, list] : lists) {
        if (place < least) {
            list.skip_to(least);
            place = list == Xapian::PostingIterator() ? no_docid : *list;
        }
        docid = std::min(docid, place);
    }
    if (docid == no_docid)
        return;
    held.begin(docid);
    for (auto &[place, list] : lists)
        while (place != no_docid && held.covers(place)) {
            add(place, list.get_wdf());
            ++list;
            place = list == Xapian::PostingIterator() ? no_docid : *list;
        }
    for (; next_whole < whole.size() && held.covers(whole[next_whole].docid); next_whole++)
        add(whole[next_whole].docid, whole[next_whole].wdf);
    auto ended = [](const auto &each) { return each.first == no_docid; };
    lists.erase(std::remove_if(lists.begin(), lists.end(), ended), lists.end());
}

posting_iterator::posting_iterator(const Xapian::Database &database, const flat_term &of, double c)
    : held(of)
{
    if (of.terms.size() == 1)
        open_term(database, c);
    else
        open_terms(database, c);
}

void posting_iterator::open_term(const Xapian::Database &database, double c)
{
    const flat_term &of = held;
    frequency = database.get_termfreq(of.terms[0]);
    if (frequency == 0)
        return;
    if (of.terms[0].empty() && frequency == database.get_lastdocid()) {
        last = frequency;
        docid = 1;
        return;
    }
    at = database.postlist_begin(of.terms[0]);
    weights = ineb2_weight(database, of.terms, c, of.factor);
    update_docid();
}

void posting_iterator::open_terms(const Xapian::Database &database, double c)
{
    const flat_term &of = held;
    for (const std::string &term : of.terms)
        frequency += database.get_termfreq(term);
    merged = std::make_unique<synonym_iterator>(database, of.terms);
    weights = ineb2_weight(database, of.terms, c, of.factor);
    update_docid();
}

} // namespace engine
