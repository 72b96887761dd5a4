/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_search.h: searches by Xapian's own matcher. */
#ifndef NEWSSEARCH_ENGINE_XAPIAN_SEARCH_H
#define NEWSSEARCH_ENGINE_XAPIAN_SEARCH_H

#include "matches.h"
#include "query.h"

namespace engine
{

/* Runs the request, but for the query in place of its own, and the rows that are wanted. */
void search_with_xapian(struct engine_matches &matches, const struct shim_database &database,
                        const query_node &query, const struct engine_request &request,
                        const wanted_rows &wanted);

} // namespace engine

#endif
