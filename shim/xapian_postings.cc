#include "xapian_postings.h"

#include <algorithm>
#include <cmath>

#include "xapian_listed.h"

namespace shim
{

merged_postings::merged_postings(const Xapian::Database &database,
                                 const std::vector<std::string> &terms)
{
    for (const std::string &term : terms) {
        Xapian::PostingIterator list = database.postlist_begin(term);
        if (list != Xapian::PostingIterator())
            lists.emplace_back(*list, list);
    }
    fill(1);
}

/* The window begins with the first posting from least on. */
void merged_postings::fill(Xapian::docid least)
{
    docid = no_docid;
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
            held.add(place, list.get_wdf() + (held.has(place) ? held.wdf(place) : 0));
            ++list;
            place = list == Xapian::PostingIterator() ? no_docid : *list;
        }
    auto ended = [](const auto &each) { return each.first == no_docid; };
    lists.erase(std::remove_if(lists.begin(), lists.end(), ended), lists.end());
}

postings::postings(const Xapian::Database &database, const word &of, double c) : held(of)
{
    if (of.terms.size() == 1)
        open_term(database, c);
    else
        open_terms(database, c);
}

void postings::open_term(const Xapian::Database &database, double c)
{
    const word &of = held;
    frequency = database.get_termfreq(of.terms[0]);
    if (frequency == 0)
        return;
    if (of.terms[0].empty() && frequency == database.get_lastdocid()) {
        last = frequency;
        docid = 1;
        return;
    }
    at = database.postlist_begin(of.terms[0]);
    weights = term_weight(database, of.terms[0], c, of.factor);
    settle();
}

namespace
{

/* What Xapian has the terms weigh together in this document. */
double synonym_weight(const Xapian::Database &database, const std::vector<std::string> &terms,
                      double c, Xapian::docid docid)
{
    Xapian::Enquire enquire(database);
    enquire.set_query(
        Xapian::Query(Xapian::Query::OP_FILTER,
                      Xapian::Query(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end()),
                      Xapian::Query((new among_source({ docid }))->release())));
    enquire.set_weighting_scheme(Xapian::IneB2Weight(c));
    const Xapian::MSet found = enquire.get_mset(0, 1);
    return found.empty() ? 0 : found.begin().get_weight();
}

} // namespace

/* How frequent they are together Xapian guesses in a way of its own, which is taken from one
 * weight: all others differ from it by the wdf and the length alone. */
void postings::open_terms(const Xapian::Database &database, double c)
{
    const word &of = held;
    for (const std::string &term : of.terms)
        frequency += database.get_termfreq(term);
    merged = std::make_unique<merged_postings>(database, of.terms);
    settle();
    if (of.factor == 0)
        return;
    while (merged->docid != no_docid && merged->wdf() == 0)
        merged->next(); /* to one that has a weight */
    if (merged->docid != no_docid) {
        const double length = database.get_doclength(merged->docid);
        weights = term_weight(database, c);
        weights.scale_by(
            of.factor * synonym_weight(database, of.terms, c, merged->docid) /
            weights.of(read_wdf(), log2(1 + c * database.get_average_length() / length)));
    }
    if (merged->docid != docid)
        merged = std::make_unique<merged_postings>(database, of.terms);
}

} // namespace shim
