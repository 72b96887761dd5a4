/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flat_query.h"
#include "engine_limits.h"

#include <algorithm>
#include <unordered_set>

namespace engine
{

template <typename Item> static void append(std::vector<Item> &all, const std::vector<Item> &more)
{
    all.insert(all.end(), more.begin(), more.end());
}

static bool is_static_rank(const flat_query &part)
{
    return part.static_rank.weigh && part.required.empty() && part.optional.empty();
}

/* No more than words that are required or optional. */
static bool is_bare(const flat_query &part)
{
    return part.excluded.empty() && part.all_terms_boost.empty() && part.phrases.empty() &&
           part.ranges.empty() && !part.static_rank.weigh;
}

/* One term, or any of several. */
static bool is_disjunction(const flat_query &part)
{
    return is_bare(part) &&
           (part.minimum_should_match ? part.required.empty()
                                      : part.required.size() == 1 && part.optional.empty());
}

/* All of several terms. */
static bool is_all(const flat_query &part)
{
    return is_bare(part) && part.optional.empty();
}

/* One term that was not scaled. */
static bool is_term(const flat_query &part)
{
    return is_all(part) && part.required.size() == 1 && part.required[0].terms.size() == 1 &&
           part.required[0].factor == 1;
}

static bool has_all(const flat_query &whole, const std::vector<flat_term> &terms)
{
    for (const flat_term &term : terms) {
        bool found = false;
        for (const auto *list : { &whole.required, &whole.optional })
            for (const flat_term &each : *list)
                found = found || (each.terms == term.terms && each.factor > 0);
        if (!found)
            return false;
    }
    return true;
}

static const std::vector<flat_term> &disjunction(const flat_query &part)
{
    return part.minimum_should_match ? part.optional : part.required;
}

static shared_flat_query scale(const shared_flat_query &part, double factor)
{
    if (!part || part->static_rank.weigh)
        return nullptr;
    auto made = std::make_shared<flat_query>(*part);
    for (auto *list : { &made->required, &made->optional, &made->all_terms_boost })
        for (flat_term &each : *list)
            each.factor *= factor;
    return made;
}

/* All of both; of what is optional there is one list, which minimum_should_match is about; values
 * come to the whole, not to its parts. */
static bool add_all(flat_query &all, const flat_query &more)
{
    bool lists_mix = (all.minimum_should_match || more.minimum_should_match) &&
                     !all.optional.empty() && !more.optional.empty();
    if (lists_mix || more.static_rank.weigh || !all.all_terms_boost.empty() ||
        !more.all_terms_boost.empty())
        return false;
    append(all.required, more.required);
    append(all.optional, more.optional);
    append(all.excluded, more.excluded);
    append(all.phrases, more.phrases);
    append(all.ranges, more.ranges);
    all.minimum_should_match = all.minimum_should_match || more.minimum_should_match;
    return true;
}

flat_query without_weights(flat_query query)
{
    query.static_rank = {};
    query.all_terms_boost.clear();
    if (!query.minimum_should_match)
        query.optional.clear();
    for (auto *list : { &query.required, &query.optional })
        for (flat_term &each : *list)
            each.factor = 0;
    return query;
}

static bool add_maybe(flat_query &all, const flat_query &maybe)
{
    if (is_static_rank(maybe) && !all.static_rank.weigh) {
        all.static_rank = maybe.static_rank;
        return true;
    }
    if (is_all(maybe) && maybe.required.size() > 1 && all.all_terms_boost.empty() &&
        has_all(all, maybe.required)) {
        all.all_terms_boost = maybe.required;
        return true;
    }
    if (!is_disjunction(maybe) || all.minimum_should_match)
        return false;
    append(all.optional, disjunction(maybe));
    return true;
}

static bool add_disjunction(flat_query &all, const flat_query &other)
{
    if (!is_disjunction(all) || !is_disjunction(other))
        return false;
    if (!all.minimum_should_match)
        all.optional.swap(all.required);
    all.minimum_should_match = true;
    append(all.optional, disjunction(other));
    return true;
}

/* Nothing but one range. */
static bool is_range(const flat_query &part)
{
    return part.ranges.size() == 1 && !part.ranges[0].is_excluded && part.required.size() == 1 &&
           part.required[0].terms[0].empty() && part.optional.empty() && part.excluded.empty() &&
           part.all_terms_boost.empty() && !part.static_rank.weigh;
}

static bool add_excluded(flat_query &all, const flat_query &unwanted)
{
    if (is_range(unwanted)) {
        append(all.ranges, unwanted.ranges);
        all.ranges.back().is_excluded = true;
        return true;
    }
    if (!is_disjunction(unwanted))
        return false;
    append(all.excluded, disjunction(unwanted));
    return true;
}

/* The terms of parts; empty: one is no term. */
static std::vector<std::string> terms_of(const std::vector<shared_flat_query> &parts)
{
    std::vector<std::string> terms;
    for (const shared_flat_query &part : parts) {
        if (!is_term(*part))
            return {};
        terms.push_back(part->required[0].terms[0]);
    }
    return terms;
}

/* The different terms of an OR, or the one term; empty: part is something else. */
static std::vector<std::string> terms_of_any(const flat_query &part)
{
    if (is_term(part))
        return part.required[0].terms;
    std::vector<std::string> terms;
    if (!is_disjunction(part) || !part.minimum_should_match)
        return {};
    for (const flat_term &each : part.optional) {
        if (each.terms.size() > 1 || each.factor != 1 ||
            std::find(terms.begin(), terms.end(), each.terms[0]) != terms.end())
            return {};
        terms.push_back(each.terms[0]);
    }
    return terms;
}

static shared_flat_query flat_phrase(size_t window, const std::vector<shared_flat_query> &parts)
{
    auto made = std::make_shared<flat_query>();
    phrase words = { {}, window };
    for (const shared_flat_query &part : parts) {
        const std::vector<std::string> terms = terms_of_any(*part);
        if (terms.empty())
            return nullptr;
        made->required.push_back({ terms, 1, terms.size() > 1 });
        words.words.push_back(terms);
    }
    made->phrases.push_back(std::move(words));
    return made;
}

static shared_flat_query flat_synonyms(const std::vector<shared_flat_query> &parts)
{
    auto made = std::make_shared<flat_query>();
    const std::vector<std::string> terms = terms_of(parts);
    const std::unordered_set<std::string> different(terms.begin(), terms.end());
    if (terms.empty() || different.size() < terms.size())
        return nullptr;
    made->required.push_back({ terms, 1 });
    return made;
}

static bool add(flat_query &all, enum engine_operator op, const flat_query &part)
{
    switch (op) {
    case ENGINE_AND:
        return add_all(all, part);
    case ENGINE_OR:
        return add_disjunction(all, part);
    case ENGINE_FILTER:
        return add_all(all, without_weights(part));
    case ENGINE_AND_MAYBE:
        return add_maybe(all, part);
    case ENGINE_AND_NOT:
        return add_excluded(all, part);
    default:
        return false;
    }
}

/* The term of all documents, but where it is the only one. */
static void leave_out_all(flat_query &from)
{
    auto is_empty = [](const flat_term &each) { return each.terms[0].empty(); };
    auto first = std::remove_if(from.required.begin(), from.required.end(), is_empty);
    if (first == from.required.begin() && !from.minimum_should_match &&
        first != from.required.end())
        ++first;
    from.required.erase(first, from.required.end());
}

/* A list that only narrows, beside the same list. */
static void leave_out_repeated(std::vector<flat_term> &required)
{
    for (size_t i = required.size(); i-- > 0;) {
        const flat_term &each = required[i];
        const auto is_same = [&](const flat_term &other) {
            return &other != &each && other.terms == each.terms;
        };
        if (each.factor == 0 && std::any_of(required.begin(), required.end(), is_same))
            required.erase(required.begin() + static_cast<ptrdiff_t>(i));
    }
}

static shared_flat_query flat_operation(enum engine_operator op, size_t window,
                                        const std::vector<shared_flat_query> &parts)
{
    if (op == ENGINE_PHRASE)
        return flat_phrase(window, parts);
    if (op == ENGINE_SYNONYM)
        return flat_synonyms(parts);
    auto made = std::make_shared<flat_query>(*parts.front());
    if (is_static_rank(*made))
        return nullptr;
    for (size_t i = 1; i < parts.size(); i++)
        if (!add(*made, op, *parts[i]))
            return nullptr;
    leave_out_all(*made);
    leave_out_repeated(made->required);
    return made->optional.size() <= ENGINE_MAX_OPTIONAL ? made : nullptr;
}

static shared_flat_query flat_part(const query_node &query);

namespace
{

struct flattening {
    shared_flat_query operator()(const match_all &) const
    {
        return of_term({}, 0);
    }

    shared_flat_query operator()(const single_term &each) const
    {
        return of_term(each.term, each.wqf);
    }

    shared_flat_query operator()(const operation &each) const
    {
        std::vector<shared_flat_query> parts;
        for (const shared_query &part : each.parts) {
            parts.push_back(flat_part(*part));
            if (!parts.back())
                return nullptr;
        }
        return flat_operation(each.op, each.window, parts);
    }

    shared_flat_query operator()(const scaled &each) const
    {
        return scale(flat_part(*each.part), each.factor);
    }

    shared_flat_query operator()(const value_range &each) const
    {
        auto made = std::make_shared<flat_query>(*of_term({}, 0));
        made->ranges.push_back({ each });
        return made;
    }

    /* Only beside other words, in an AND_MAYBE. */
    shared_flat_query operator()(const static_rank &each) const
    {
        auto made = std::make_shared<flat_query>();
        made->static_rank = each;
        return made;
    }

    template <typename Other> shared_flat_query operator()(const Other &) const
    {
        return nullptr;
    }

    static shared_flat_query of_term(const std::string &term, Xapian::termcount wqf)
    {
        auto made = std::make_shared<flat_query>();
        made->required.push_back({ { term }, static_cast<double>(wqf) });
        return made;
    }
};

} // namespace

static shared_flat_query flat_part(const query_node &query)
{
    return std::visit(flattening(), query.kind);
}

shared_flat_query flatten(const query_node &query)
{
    shared_flat_query flat = flat_part(query);
    const auto weighs_wrong = [](const flat_term &each) {
        return each.must_not_weigh && each.factor != 0;
    };
    if (flat && std::any_of(flat->required.begin(), flat->required.end(), weighs_wrong))
        return nullptr;
    return flat;
}

} // namespace engine
