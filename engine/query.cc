/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query.cc: the calls that make queries. */
#include "query.h"

#include <algorithm>
#include <cmath>

#include "lookup.h"
#include "shim/xapian_handles.h"
#include "xapian_translation.h"

using shim::guard;

namespace engine
{

static bool is_none(const shared_query &query)
{
    return query->as<match_none>() != nullptr;
}

/* Whether no document can match, since some parts match none. */
static bool matches_none(enum engine_operator op, const std::vector<shared_query> &parts)
{
    switch (op) {
    case ENGINE_AND:
    case ENGINE_FILTER:
    case ENGINE_PHRASE:
    case ENGINE_NEAR:
        return std::any_of(parts.begin(), parts.end(), is_none);
    case ENGINE_AND_NOT:
    case ENGINE_AND_MAYBE:
        return is_none(parts.front());
    case ENGINE_OR:
    case ENGINE_XOR:
    case ENGINE_SYNONYM:
        return std::all_of(parts.begin(), parts.end(), is_none);
    }
    return false;
}

shared_query combine(enum engine_operator op, std::vector<shared_query> parts,
                     Xapian::termcount window)
{
    if (parts.empty() || matches_none(op, parts))
        return make_node(match_none());
    if (parts.size() == 1)
        return parts.front();
    operation made = { op, std::move(parts), 0, nullptr };
    if (op == ENGINE_PHRASE || op == ENGINE_NEAR) {
        made.window = window;
        made.matches = make_match_lookup(translate({ made, {} }, nullptr).query);
    }
    return make_node(std::move(made));
}

} // namespace engine

/* Queries belong to no database that errors could name. */
static const shim::origin *const nowhere = nullptr;

template <typename Make> static struct engine_query *make_query(struct error *err, Make make)
{
    return guard(nowhere, err, [&] { return new engine_query(make()); });
}

struct engine_query *engine_query_all(struct error *err)
{
    return make_query(err, [] { return engine::make_node(engine::match_all()); });
}

struct engine_query *engine_query_none(struct error *err)
{
    return make_query(err, [] { return engine::make_node(engine::match_none()); });
}

struct engine_query *engine_query_term(const char *term, size_t length, uint32_t wqf,
                                       uint32_t position, struct error *err)
{
    return make_query(err, [&] {
        if (length == 0) /* all documents, to Xapian */
            shim::fail(SHIM_FAULT_OTHER, "a term of the query is empty");
        return engine::make_node(engine::single_term{ { term, length }, wqf, position });
    });
}

struct engine_query *engine_query_combine(enum engine_operator op, struct engine_query **queries,
                                          size_t count, uint32_t window, struct error *err)
{
    bool complete = true;
    for (size_t i = 0; i < count; i++)
        complete = complete && queries[i];
    struct engine_query *combined = nullptr;
    if (complete)
        combined = make_query(err, [&] {
            std::vector<engine::shared_query> parts;
            for (size_t i = 0; i < count; i++)
                parts.push_back(queries[i]->root);
            return engine::combine(op, std::move(parts), window);
        });
    for (size_t i = 0; i < count; i++)
        delete queries[i];
    return combined;
}

struct engine_query *engine_query_pair(enum engine_operator op, struct engine_query *left,
                                       struct engine_query *right, struct error *err)
{
    struct engine_query *both[] = { left, right };
    return engine_query_combine(op, both, 2, 0, err);
}

struct engine_query *engine_query_range(unsigned slot, const char *lower, size_t lower_length,
                                        const char *upper, size_t upper_length, struct error *err)
{
    const struct engine_range range = { slot, { lower, lower_length }, { upper, upper_length } };
    return engine_query_column_range(nullptr, &range, err);
}

struct engine_query *engine_query_column_range(const struct engine_column_range *column,
                                               const struct engine_range *range, struct error *err)
{
    return make_query(err, [&] {
        const struct shim_slice &lower = range->lower, &upper = range->upper;
        engine::value_range values = { range->slot,
                                       lower.data && lower.length > 0
                                           ? std::string(lower.data, lower.length)
                                           : engine::least_value(),
                                       upper.data ? std::string(upper.data, upper.length) : "",
                                       !upper.data, std::nullopt };
        if (column)
            values.column = *column;
        return engine::make_node(std::move(values));
    });
}

struct engine_query *engine_query_scale(struct engine_query *query, double factor,
                                        struct error *err)
{
    if (!query)
        return nullptr;
    struct engine_query *scaled = make_query(err, [&] {
        if (!(factor >= 0))
            shim::fail(SHIM_FAULT_OTHER, "a factor of a query's weight is negative");
        if (query->root->as<engine::match_none>())
            return query->root;
        return engine::make_node(engine::scaled{ query->root, factor });
    });
    delete query;
    return scaled;
}

struct engine_query *engine_query_value_weight(unsigned slot, struct error *err)
{
    return make_query(err, [&] { return engine::make_node(engine::slot_weight{ slot }); });
}

struct engine_query *engine_query_constant(double weight, struct error *err)
{
    return make_query(err, [&] { return engine::make_node(engine::constant_weight{ weight }); });
}

struct engine_query *engine_query_weigh(const struct engine_record_weights *weights,
                                        struct error *err)
{
    return make_query(err, [&] { return engine::make_node(engine::static_rank_of(*weights)); });
}

struct engine_query *engine_query_docids(const uint32_t *docids, size_t count, struct error *err)
{
    return make_query(err, [&] {
        return engine::make_node(engine::docid_list{
            std::make_shared<std::vector<Xapian::docid>>(docids, docids + count) });
    });
}

struct engine_query *engine_query_copy(const struct engine_query *query, struct error *err)
{
    return query ? make_query(err, [&] { return query->root; }) : nullptr;
}

void engine_query_free(struct engine_query *query)
{
    delete query;
}

bool engine_query_is_none(const struct engine_query *query)
{
    return query->root->as<engine::match_none>() != nullptr;
}

bool engine_query_is_all(const struct engine_query *query)
{
    return query->root->as<engine::match_all>() != nullptr;
}

char *engine_query_describe(const struct engine_query *query)
{
    struct error err;
    return guard(nowhere, &err, [&] {
        return shim::copy_out(engine::translate(*query->root, nullptr).query.get_description(),
                              nullptr);
    });
}
