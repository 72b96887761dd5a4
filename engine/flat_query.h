/* SPDX-License-Identifier: GPL-2.0-or-later */
/* flat_query.h: a query as lists of terms that must, should or must not occur, ranges, phrases, and
 * what the static rank of a document adds. Most searches have that form; sliced_search.h runs them.
 */
#ifndef NEWSSEARCH_ENGINE_FLAT_QUERY_H
#define NEWSSEARCH_ENGINE_FLAT_QUERY_H

#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "query.h"

namespace engine
{

/* A term, or several, each once, that are weighed as if one. */
struct flat_term {
    std::vector<std::string> terms;
    double factor;               /* of its weight; 0: it only narrows */
    bool must_not_weigh = false; /* several terms that are no synonyms, each with its own weight */
};

/* How many of so many terms, two at least, are the first half of their union: how frequent they are
 * together is estimated from both halves, and from those of each. */
inline size_t union_split(size_t count)
{
    return count / 2;
}

/* Words, each any of several terms, that stand in this order within so many positions. */
struct phrase {
    std::vector<std::vector<std::string>> words;
    size_t window;
};

/* A range of values, or all but these. */
struct flat_range {
    value_range values;
    bool is_excluded = false;
};

/* A document matches that has all of required, one of optional (if minimum_should_match), none of
 * excluded, all phrases, whose words are among the required, and a value in each range, or none in
 * one that is excluded. The empty term stands in all documents. One with all of all_terms_boost,
 * which are among the required and optional, weighs more by them. */
struct flat_query {
    std::vector<flat_term> required, optional, excluded, all_terms_boost;
    std::vector<phrase> phrases;
    std::vector<flat_range> ranges;
    bool minimum_should_match = false;
    struct static_rank static_rank;
};

using shared_flat_query = std::shared_ptr<const flat_query>;

/* nullptr: query does not have that form. */
shared_flat_query flatten(const query_node &query);

/* The same matches, of which none has a weight. */
flat_query without_weights(flat_query query);

} // namespace engine

#endif
