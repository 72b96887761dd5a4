/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_translation.h: queries as queries of Xapian, with what works around faults of Xapian 1.4.
 *
 *   a synonym      is a tree of fixed form: else its weight differs from index to index
 *                  (test_matcher, machines.t)
 *   AND_MAYBE      is kept apart from others beside it, and an OR that it adds is added operand by
 *                  operand: else it takes weights of other documents (test_engine_search, fields.t)
 *   XOR            is written with AND_NOT: else it crashes on several indexes (fields.t)
 *   PHRASE, NEAR   that need not match are looked up before: else a document without the phrase may
 *                  get its weight (test_translation); on a server, which looks nothing up, they are
 *                  written with AND_NOT, as ranges are (test_translation, machines.t)
 *   OR             and the like are searched through all their matches, if it may take weights from
 *                  them while only the best are looked for (test_translation)
 *   a slot weight  is scaled by 1 at most, for which all weights are divided: else the best
 *                  documents are missed (test_translation)
 *
 * Elsewhere: a search without weights is combined with all documents (boolean_search.h), and the
 * documents of a server are fetched from the first match on (xapian_search.cc).
 */
#ifndef NEWSSEARCH_ENGINE_XAPIAN_TRANSLATION_H
#define NEWSSEARCH_ENGINE_XAPIAN_TRANSLATION_H

#include <xapian.h>

#include "query.h"

struct shim_database;

namespace engine
{

struct xapian_query {
    Xapian::Query query;
    double unit; /* weights are to be multiplied by it */
};

/* For a search of database; nullptr: for a search of one local index, of which nothing is kept. */
xapian_query translate(const query_node &query, const struct shim_database *database);

/* Whether Xapian gives wrong weights to the matches unless it looks at all of them. */
bool loses_weights(const query_node &query);

} // namespace engine

#endif
