/* SPDX-License-Identifier: GPL-2.0-or-later */
/* boolean_search.h: searches by Xapian without weights. */
#ifndef NEWSSEARCH_ENGINE_BOOLEAN_SEARCH_H
#define NEWSSEARCH_ENGINE_BOOLEAN_SEARCH_H

#include <vector>

#include <xapian.h>

namespace engine
{

/* query for a search with BoolWeight. With numbers missing between the documents, BoolWeight takes
 * a term that is in all documents for a damaged one (test_engine_search); beside all documents it
 * does not. */
Xapian::Query without_weights(const Xapian::Query &query);

/* The documents that query matches in one index, ascending. */
std::vector<Xapian::docid> find_matches(const Xapian::Query &query, const Xapian::Database &index);

} // namespace engine

#endif
