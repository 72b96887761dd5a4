/* SPDX-License-Identifier: GPL-2.0-or-later */
/* positions.h: checks phrases in documents by the positions of their words. */
#ifndef NEWSSEARCH_ENGINE_POSITIONS_H
#define NEWSSEARCH_ENGINE_POSITIONS_H

#include <vector>

#include "flat_query.h"
#include "sliced_search.h"

namespace engine
{

/* Those of the documents that have the phrase; both ascend. Xapian's matcher checks many at a time,
 * because it moves through a term's positions from document to document, while an iterator is
 * opened again for each document. */
std::vector<Xapian::docid> find_verified(const phrase &sought, std::vector<Xapian::docid> docids,
                                         const Xapian::Database &database);

/* Removes the rows (sorted by document) without all phrases. */
void keep_verified(std::vector<matched> &rows, const std::vector<phrase> &phrases,
                   const Xapian::Database &database);

} // namespace engine

#endif
