/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query.h: the tree of a query: what is sought, not how it is found. flat_query.h and
 * xapian_translation.h make of it what a matcher runs. */
#ifndef NEWSSEARCH_ENGINE_QUERY_H
#define NEWSSEARCH_ENGINE_QUERY_H

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <xapian.h>

#include "docid_cache.h"
#include "engine.h"
#include "xapian_shim.h"

namespace engine
{

class lookup;
struct query_node;
using shared_query = std::shared_ptr<const query_node>;

struct match_all {
};

struct match_none {
};

struct single_term {
    std::string term; /* not empty */
    Xapian::termcount wqf;
    Xapian::termpos position; /* in the query; only for its description */
};

/* Two parts at least. */
struct operation {
    enum engine_operator op;
    std::vector<shared_query> parts;
    Xapian::termcount window = 0;    /* of PHRASE and NEAR */
    std::shared_ptr<lookup> matches; /* of PHRASE and NEAR: their documents */
};

struct scaled {
    shared_query part;
    double factor; /* 0 or more */
};

/* The lowest value that a document can have: "" stands for a document without one. */
inline std::string least_value()
{
    return std::string(1, '\0');
}

struct value_range {
    Xapian::valueno slot;
    std::string lower, upper;
    bool is_open; /* at its upper end */
    std::optional<struct engine_column_range> column;
};

/* What a document's record adds to its weight, at most upper_bound; without weigh: nothing. */
struct static_rank {
    const struct shim_table *table = nullptr;
    engine_weigh *weigh = nullptr;
    const void *context = nullptr;
    double upper_bound = 0;
    engine_find_record *find = nullptr;
};

inline static_rank static_rank_of(const struct engine_record_weights &weights)
{
    return { weights.table, weights.weigh, weights.context, weights.most, weights.find };
}

/* The number in a slot as weight. */
struct slot_weight {
    Xapian::valueno slot;
};

struct constant_weight {
    double weight;
};

/* These documents. */
struct docid_list {
    shared_docids docids;
};

/* The documents that were looked up before the search. */
struct looked_up {
    std::shared_ptr<lookup> matches;
};

struct query_node {
    std::variant<match_all, match_none, single_term, operation, scaled, value_range, static_rank,
                 slot_weight, constant_weight, docid_list, looked_up>
        kind;
    mutable docid_cache matches = {}; /* its documents, where they were looked up */

    template <typename Kind> const Kind *as() const
    {
        return std::get_if<Kind>(&kind);
    }
};

template <typename Kind> shared_query make_node(Kind kind)
{
    return std::make_shared<const query_node>(query_node{ std::move(kind), {} });
}

/* Of no parts: no document. Of one: that part. */
shared_query combine(enum engine_operator op, std::vector<shared_query> parts,
                     Xapian::termcount window = 0);

} // namespace engine

struct engine_query {
    engine::shared_query root;

    explicit engine_query(engine::shared_query made) : root(std::move(made))
    {
    }
};

#endif
