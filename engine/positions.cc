/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "positions.h"

#include <algorithm>
#include <utility>

#include "docid_set.h"

namespace engine
{

namespace
{

Xapian::Query phrase_query(const phrase &sought)
{
    std::vector<Xapian::Query> words;
    for (const std::vector<std::string> &terms : sought.words)
        words.emplace_back(Xapian::Query::OP_OR, terms.begin(), terms.end());
    return Xapian::Query(Xapian::Query::OP_PHRASE, words.begin(), words.end(),
                         static_cast<Xapian::termcount>(sought.window));
}

} // namespace

std::vector<Xapian::docid> find_verified(const phrase &sought, std::vector<Xapian::docid> docids,
                                         const Xapian::Database &database)
{
    if (docids.empty())
        return docids;
    const auto count = static_cast<Xapian::doccount>(docids.size());
    auto candidates = std::make_shared<std::vector<Xapian::docid>>(std::move(docids));
    std::vector<Xapian::docid> verified;
    Xapian::Enquire enquire(database);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, phrase_query(sought),
                                    docid_set_query(std::move(candidates))));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet found = enquire.get_mset(0, count);
    for (Xapian::MSetIterator at = found.begin(); at != found.end(); ++at)
        verified.push_back(*at);
    return verified;
}

void keep_verified(std::vector<matched> &rows, const std::vector<phrase> &phrases,
                   const Xapian::Database &database)
{
    for (const phrase &sought : phrases) {
        if (rows.empty())
            return;
        std::vector<Xapian::docid> docids;
        docids.reserve(rows.size());
        for (const matched &row : rows)
            docids.push_back(row.docid);
        const std::vector<Xapian::docid> verified =
            find_verified(sought, std::move(docids), database);
        auto fails = [&](const matched &row) {
            return !std::binary_search(verified.begin(), verified.end(), row.docid);
        };
        rows.erase(std::remove_if(rows.begin(), rows.end(), fails), rows.end());
    }
}

} // namespace engine
