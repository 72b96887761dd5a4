/* SPDX-License-Identifier: GPL-2.0-or-later */
/* column_search.h: the matches with the highest values of a slot, found by a column.
 *
 * Xapian reads the value of every match. The column shows in a hundredth of that time which numbers
 * the highest values belong to; only the values of their documents are read and sorted.
 */
#ifndef NEWSSEARCH_ENGINE_COLUMN_SEARCH_H
#define NEWSSEARCH_ENGINE_COLUMN_SEARCH_H

#include "flat_query.h"
#include "matches.h"

namespace engine
{

/* Finds the rows of a request with a sort_column, in their order and without weights: limit, one
 * more, and all that tie with that one if it ties with the row before it. query is the request's.
 * False: too few matches have a number. */
bool search_by_column(struct engine_matches &matches, struct shim_database &database,
                      const flat_query &query, const struct engine_request &request);

} // namespace engine

#endif
