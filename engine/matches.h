/* SPDX-License-Identifier: GPL-2.0-or-later */
/* matches.h: what a search found. */
#ifndef NEWSSEARCH_ENGINE_MATCHES_H
#define NEWSSEARCH_ENGINE_MATCHES_H

#include <memory>
#include <string>
#include <vector>

#include "shim/xapian_handles.h"
#include "sliced_search.h"

struct engine_matches {
    std::shared_ptr<const shim::origin> from;
    std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> value_counts; /* one a counted slot */
    Xapian::Database database;
    Xapian::MSet found; /* of Xapian's matcher */
    std::vector<engine::matched> rows;
    engine::match_counts counts = { 0, 0, 0 };
    std::string strategy;
    bool has_whole_ties = false;
    bool prefetched = false;

    explicit engine_matches(const struct shim_database &searched)
        : from(searched.from), database(searched.database)
    {
    }
};

#endif
