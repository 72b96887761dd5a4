/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lookup.h: documents that are looked up before a search, where its posting lists do not tell
 * whether a document matches. */
#ifndef NEWSSEARCH_ENGINE_LOOKUP_H
#define NEWSSEARCH_ENGINE_LOOKUP_H

#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "docid_cache.h"
#include "query.h"

namespace engine
{

/* Shared by all queries that have it as a part. */
class lookup
{
  public:
    virtual ~lookup() = default;

    /* The documents of one index, ascending. keeps: they may be kept for the next search. */
    shared_docids in(const Xapian::Database &index, bool keeps);

    virtual std::string description() const = 0;

  private:
    docid_cache kept;

    virtual std::vector<Xapian::docid> find(const Xapian::Database &index) const = 0;
};

/* Looks up the documents that a query matches. */
std::shared_ptr<lookup> make_match_lookup(const Xapian::Query &query);

/* Those documents without weight, as a query. keeps: as above. */
Xapian::Query lookup_query(const std::shared_ptr<lookup> &matches, bool keeps);

} // namespace engine

#endif
