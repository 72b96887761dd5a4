/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lookup.h: documents that are looked up before a search, where its posting lists do not tell
 * whether a document matches. */
#ifndef NEWSSEARCH_ENGINE_LOOKUP_H
#define NEWSSEARCH_ENGINE_LOOKUP_H

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <xapian.h>

#include "query.h"

namespace engine
{

/* Shared by all queries that have it as a part. */
class lookup
{
  public:
    virtual ~lookup() = default;

    /* The documents of one index, ascending. Indexes are told apart by their UUID: a caller that
     * searches several with the same one (copies) does not let them be kept. */
    shared_docids in(const Xapian::Database &index, bool keeps);

    virtual std::string description() const = 0;

  private:
    struct found {
        Xapian::rev revision;
        shared_docids docids;
    };
    std::mutex lock;
    std::map<std::string, found> by_uuid;

    virtual std::vector<Xapian::docid> find(const Xapian::Database &index) const = 0;
};

/* The documents that query matches in one index, ascending. */
std::vector<Xapian::docid> find_matches(const Xapian::Query &query, const Xapian::Database &index);

/* Looks up the documents that a query matches. */
std::shared_ptr<lookup> make_match_lookup(const Xapian::Query &query);

/* Those documents without weight, as a query. keeps: as above. */
Xapian::Query lookup_query(const std::shared_ptr<lookup> &matches, bool keeps);

} // namespace engine

#endif
