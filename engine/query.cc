/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query.cc: queries made of queries. */
#include <vector>

#include "query.h"
#include "xapian_translation.h"

using shim::guard;

/* Queries belong to no database that errors could name. */
static const shim::origin *const nowhere = nullptr;

template <typename Make> static struct shim_query *make_query(struct error *err, Make make)
{
    return guard(nowhere, err, [&] { return new shim_query(make()); });
}

struct shim_query *shim_query_all(struct error *err)
{
    return make_query(
        err, [] { return shim_query(Xapian::Query(std::string()), engine::flat_query_of_all()); });
}

struct shim_query *shim_query_none(struct error *err)
{
    return make_query(err, [] { return Xapian::Query(); });
}

struct shim_query *shim_query_term(const char *term, size_t length, uint32_t wqf, uint32_t position,
                                   struct error *err)
{
    return make_query(err, [&] {
        if (length == 0) /* all documents, to Xapian */
            shim::fail(SHIM_FAULT_OTHER, "a term of the query is empty");
        return shim_query(Xapian::Query(std::string(term, length), wqf, position),
                          engine::flat_query_of_term(std::string(term, length), wqf));
    });
}

struct shim_query *shim_query_combine(enum shim_operator op, struct shim_query **queries,
                                      size_t count, uint32_t window, struct error *err)
{
    bool complete = true;
    for (size_t i = 0; i < count; i++)
        complete = complete && queries[i];
    struct shim_query *combined = nullptr;
    if (complete)
        combined = make_query(err, [&] {
            std::vector<Xapian::Query> parts;
            std::vector<std::shared_ptr<const engine::flat_query>> words;
            for (size_t i = 0; i < count; i++) {
                parts.push_back(queries[i]->query);
                words.push_back(queries[i]->flat);
            }
            if (count == 0)
                return shim_query(Xapian::Query());
            if (count == 1)
                return *queries[0];
            return shim_query(engine::translate(op, parts, window),
                              engine::flat_query_combine(op, window, words));
        });
    for (size_t i = 0; i < count; i++)
        delete queries[i];
    return combined;
}

struct shim_query *shim_query_pair(enum shim_operator op, struct shim_query *left,
                                   struct shim_query *right, struct error *err)
{
    struct shim_query *both[] = { left, right };
    return shim_query_combine(op, both, 2, 0, err);
}

/* A document without the value has "" to Xapian: the least value there can be keeps it out. */
static std::string least_value(const char *lower, size_t length)
{
    return lower && length > 0 ? std::string(lower, length) : std::string(1, '\0');
}

struct shim_query *shim_query_range(unsigned slot, const char *lower, size_t lower_length,
                                    const char *upper, size_t upper_length, struct error *err)
{
    return make_query(err, [&] {
        const std::string least = least_value(lower, lower_length);
        if (!upper)
            return Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, least);
        return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot, least,
                             std::string(upper, upper_length));
    });
}

struct shim_query *shim_query_range_told(const struct shim_span *span, unsigned slot,
                                         const char *lower, size_t lower_length, const char *upper,
                                         size_t upper_length, struct error *err)
{
    struct shim_query *query =
        shim_query_range(slot, lower, lower_length, upper, upper_length, err);
    if (!query)
        return nullptr;
    struct shim_query *told = make_query(err, [&] {
        const engine::column_range range = { *span, slot, least_value(lower, lower_length),
                                             upper ? std::string(upper, upper_length) : "",
                                             !upper };
        return shim_query(query->query, engine::flat_query_of_range(range));
    });
    delete query;
    return told;
}

struct shim_query *shim_query_scale(struct shim_query *query, double factor, struct error *err)
{
    if (!query)
        return nullptr;
    struct shim_query *scaled = make_query(err, [&] {
        return shim_query(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query->query, factor),
                          engine::flat_query_scale(query->flat, factor));
    });
    delete query;
    return scaled;
}

struct shim_query *shim_query_value_weight(unsigned slot, struct error *err)
{
    return make_query(err, [&] {
        return Xapian::Query((new Xapian::ValueWeightPostingSource(slot))->release());
    });
}

struct shim_query *shim_query_constant(double weight, struct error *err)
{
    return make_query(err, [&] {
        return Xapian::Query((new Xapian::FixedWeightPostingSource(weight))->release());
    });
}

struct shim_query *shim_query_copy(const struct shim_query *query, struct error *err)
{
    return query ? make_query(err, [&] { return *query; }) : nullptr;
}

void shim_query_free(struct shim_query *query)
{
    delete query;
}

bool shim_query_is_none(const struct shim_query *query)
{
    return query->query.empty();
}

bool shim_query_is_all(const struct shim_query *query)
{
    return query->query.get_type() == Xapian::Query::LEAF_MATCH_ALL;
}

char *shim_query_describe(const struct shim_query *query)
{
    struct error err;
    return guard(nowhere, &err,
                 [&] { return shim::copy_out(query->query.get_description(), nullptr); });
}
