/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rescore.h: the best matches by a weight to which pairs of words add where they are side by side.
 *
 * Whether two words are side by side is read from position lists, for each document with both: many
 * times the work of the rest of the search. So the query first runs without pairs, for more rows
 * than are wanted, and the full weight of these is computed. If no other document could reach the
 * last wanted row even with all pairs, the order is that of the full query.
 */
#ifndef NEWSSEARCH_ENGINE_RESCORE_H
#define NEWSSEARCH_ENGINE_RESCORE_H

#include <functional>
#include <vector>

#include "pair_weights.h"
#include "query.h"
#include "sliced_search.h"

struct engine_proximity {
    struct pair {
        engine::shared_query query; /* with the weight that the pair adds */
        engine::word_pair words;
    };
    std::vector<pair> pairs;
};

namespace engine
{

/* query, with what the pairs add. */
shared_query with_proximity(shared_query query, const struct engine_proximity &proximity);

/* Searches for the wanted rows of the query without pairs. */
using search_without_pairs = std::function<std::vector<matched>(const wanted_rows &wanted)>;

/* The best limit rows with their full weight, rounded, and all others that tie with the last of
 * them. False: the full query has to be run. */
bool rescore(std::vector<matched> &rows, const Xapian::Database &index,
             const struct engine_scoring &scoring, Xapian::doccount limit,
             const search_without_pairs &search);

} // namespace engine

#endif
