/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "boolean_search.h"

namespace engine
{

Xapian::Query without_weights(const Xapian::Query &query)
{
    return Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query(std::string()), query);
}

std::vector<Xapian::docid> find_matches(const Xapian::Query &query, const Xapian::Database &index)
{
    std::vector<Xapian::docid> docids;
    Xapian::Enquire enquire(index);
    enquire.set_query(without_weights(query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    const Xapian::MSet found = enquire.get_mset(0, index.get_doccount());
    docids.reserve(found.size());
    for (Xapian::MSetIterator row = found.begin(); row != found.end(); ++row)
        docids.push_back(*row);
    return docids;
}

} // namespace engine
