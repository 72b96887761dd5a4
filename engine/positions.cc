/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "positions.h"

#include <algorithm>

#include "docid_set.h"

namespace shim
{

namespace
{

/* By ascending numbers. */
std::vector<Xapian::docid> find_standing(const phrase &sought, const std::vector<matched> &rows,
                                         const Xapian::Database &database)
{
    std::vector<Xapian::docid> among, standing;
    for (const matched &row : rows)
        among.push_back(row.docid);
    Xapian::Enquire enquire(database);
    enquire.set_query(Xapian::Query(
        Xapian::Query::OP_FILTER,
        Xapian::Query(Xapian::Query::OP_PHRASE, sought.terms.begin(), sought.terms.end(),
                      static_cast<Xapian::termcount>(sought.window)),
        Xapian::Query((new among_source(std::move(among)))->release())));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(rows.size()));
    for (Xapian::MSetIterator at = found.begin(); at != found.end(); ++at)
        standing.push_back(*at);
    return standing;
}

} // namespace

void keep_standing(std::vector<matched> &rows, const std::vector<phrase> &phrases,
                   const Xapian::Database &database)
{
    for (const phrase &sought : phrases) {
        if (rows.empty())
            return;
        const std::vector<Xapian::docid> standing = find_standing(sought, rows, database);
        auto fails = [&](const matched &row) {
            return !std::binary_search(standing.begin(), standing.end(), row.docid);
        };
        rows.erase(std::remove_if(rows.begin(), rows.end(), fails), rows.end());
    }
}

} // namespace shim
