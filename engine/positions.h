/* SPDX-License-Identifier: GPL-2.0-or-later */
/* positions.h: which documents have phrases, by the positions of their words. */
#ifndef NEWSSEARCH_ENGINE_POSITIONS_H
#define NEWSSEARCH_ENGINE_POSITIONS_H

#include <vector>

#include "sliced_search.h"

namespace engine
{

/* Leaves those of rows, sorted by document, in which all phrases stand. Xapian's matcher does it,
 * for many at a time: it alone moves on in a term's positions from document to document, where an
 * iterator finds its place anew for each. */
void keep_verified(std::vector<matched> &rows, const std::vector<phrase> &phrases,
                   const Xapian::Database &database);

} // namespace engine

#endif
