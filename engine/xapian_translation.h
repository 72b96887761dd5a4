/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_translation.h: operators as queries of Xapian, with what works around faults of
 * Xapian 1.4.
 *
 *   a synonym      is a tree of fixed form: else its weight differs from index to index
 *                  (test_shim_words, machines.t)
 *   AND_MAYBE      is kept apart from others beside it, and an OR that it adds is added operand by
 *                  operand: else it takes weights of other documents (test_shim_search, fields.t)
 *   XOR            is written with AND_NOT: else it crashes on several indexes (fields.t)
 *   BoolWeight     stands beside all documents: else a term of all documents seems damaged once
 *                  documents were removed (test_shim_search)
 *
 * Elsewhere: phrases that need not match are looked up before (optional_phrase.cc), the documents
 * of a server are fetched from the first match on (search.cc), weights are divided where a posting
 * source would be scaled by more than 1 (search/retrieve/rank.c).
 */
#ifndef NEWSSEARCH_ENGINE_XAPIAN_TRANSLATION_H
#define NEWSSEARCH_ENGINE_XAPIAN_TRANSLATION_H

#include <cstdint>
#include <vector>

#include <xapian.h>

#include "xapian_shim.h"

namespace engine
{

/* parts, two at least. window: of PHRASE and NEAR. */
Xapian::Query translate(enum shim_operator op, const std::vector<Xapian::Query> &parts,
                        uint32_t window);

/* query for a search with BoolWeight. */
Xapian::Query without_weights(const Xapian::Query &query);

} // namespace engine

#endif
