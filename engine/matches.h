/* SPDX-License-Identifier: GPL-2.0-or-later */
/* matches.h: what a search found. */
#ifndef NEWSSEARCH_ENGINE_MATCHES_H
#define NEWSSEARCH_ENGINE_MATCHES_H

#include <memory>
#include <string>
#include <vector>

#include "engine.h"
#include "shim/xapian_handles.h"
#include "sliced_search.h"

struct engine_matches {
    std::shared_ptr<const shim::origin> from;
    std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> value_counts; /* one a counted slot */
    Xapian::Database database;
    Xapian::MSet found; /* of Xapian's matcher */
    std::vector<engine::matched> rows;
    std::vector<std::string> keys;     /* of the rows, if they are sorted by a slot */
    std::vector<Xapian::docid> docids; /* in place of rows: all matches, without weights */
    engine::match_counts counts = { 0, 0, 0 };
    std::string strategy;
    bool are_weighed = true;
    bool prefetched = false;

    explicit engine_matches(const struct shim_database &searched)
        : from(searched.from), database(searched.database)
    {
    }

    bool tie(size_t row, size_t other) const
    {
        return keys.empty()
                   ? engine_round_score(rows[row].weight) == engine_round_score(rows[other].weight)
                   : keys[row] == keys[other];
    }
};

#endif
