/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian_translation.h"

#include <algorithm>
#include <set>

#include "column.h"
#include "docid_set.h"
#include "flat_query.h"
#include "lookup.h"
#include "shim/xapian_handles.h"

namespace engine
{

namespace
{

Xapian::Query::op xapian_operator(enum engine_operator op)
{
    switch (op) {
    case ENGINE_AND:
        return Xapian::Query::OP_AND;
    case ENGINE_OR:
        return Xapian::Query::OP_OR;
    case ENGINE_XOR:
        return Xapian::Query::OP_XOR;
    case ENGINE_AND_NOT:
        return Xapian::Query::OP_AND_NOT;
    case ENGINE_AND_MAYBE:
        return Xapian::Query::OP_AND_MAYBE;
    case ENGINE_FILTER:
        return Xapian::Query::OP_FILTER;
    case ENGINE_PHRASE:
        return Xapian::Query::OP_PHRASE;
    case ENGINE_NEAR:
        return Xapian::Query::OP_NEAR;
    case ENGINE_SYNONYM:
        return Xapian::Query::OP_SYNONYM;
    }
    return Xapian::Query::OP_AND;
}

/* The union of some, as a tree of which the form depends on their number alone. Xapian 1.4
 * estimates from a tree how frequent they are together, and gives OR a form by how frequent
 * they are in each part of an index. Without weight, MAX is an OR that keeps its form. */
Xapian::Query fixed_union(const Xapian::Query *parts, size_t count)
{
    if (count == 1)
        return *parts;
    const size_t half = union_split(count);
    return Xapian::Query(Xapian::Query::OP_MAX, fixed_union(parts, half),
                         fixed_union(parts + half, count - half));
}

/* Beside AND and FILTER, Xapian 1.4 makes one OR of all that AND_MAYBEs add. Asked about a
 * document, an OR with posting sources or phrases in it may take the weight of another document.
 * What is scaled is not merged. */
Xapian::Query kept_apart(const Xapian::Query &and_maybe)
{
    return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, and_maybe, 1);
}

/* An OR is added operand by operand, for the same reason. */
Xapian::Query with_weight_of(const Xapian::Query &query, const Xapian::Query &added)
{
    if (added.get_type() != Xapian::Query::OP_OR)
        return kept_apart(Xapian::Query(Xapian::Query::OP_AND_MAYBE, query, added));
    Xapian::Query whole = query;
    for (size_t i = 0; i < added.get_num_subqueries(); i++)
        whole = with_weight_of(whole, added.get_subquery(i));
    return whole;
}

Xapian::Query and_maybe(const std::vector<Xapian::Query> &parts)
{
    Xapian::Query whole = parts.front();
    for (size_t i = 1; i < parts.size(); i++)
        whole = with_weight_of(whole, parts[i]);
    return whole;
}

/* Xapian 1.4 crashes when it asks for the weight of an XOR of which the last operands have ended
 * together. So: any of the operands, without the documents that an even number of them matches.
 * Xapian asks for no weight of what AND_NOT excludes. */
Xapian::Query odd_number(const std::vector<Xapian::Query> &parts)
{
    std::vector<Xapian::Query> with_all = parts;
    with_all.push_back(Xapian::Query(std::string()));
    return Xapian::Query(Xapian::Query::OP_AND_NOT,
                         Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end()),
                         Xapian::Query(Xapian::Query::OP_XOR, with_all.begin(), with_all.end()));
}

Xapian::Query combination(const operation &of, const std::vector<Xapian::Query> &parts)
{
    if (of.op == ENGINE_SYNONYM) {
        const Xapian::Query all = fixed_union(parts.data(), parts.size());
        return Xapian::Query(Xapian::Query::OP_SYNONYM, &all, &all + 1);
    }
    if (of.op == ENGINE_XOR)
        return odd_number(parts);
    if (of.op == ENGINE_AND_MAYBE)
        return and_maybe(parts);
    return Xapian::Query(xapian_operator(of.op), parts.begin(), parts.end(), of.window);
}

/* Whether part number part of an operation that must match must match too. A synonym takes phrases
 * only as Xapian knows them: its parts count as such. */
bool must_match(enum engine_operator op, size_t part, bool operation_must)
{
    switch (op) {
    case ENGINE_OR:
    case ENGINE_XOR:
        return false;
    case ENGINE_AND_NOT:
    case ENGINE_AND_MAYBE:
        return operation_must && part == 0;
    case ENGINE_SYNONYM:
        return true;
    default:
        return operation_must;
    }
}

/* A phrase or range that an OR asks about a document may answer with a guess, which the OR takes
 * for the truth. AND_NOT moves its left part to a document instead, which tells no guess. It goes
 * when its right part has ended: that is all other documents, so a guess is true from there on.
 * (MAX would move its parts, too, but reads freed memory when all have ended.) */
Xapian::Query never_guessed(const Xapian::Query &part)
{
    const Xapian::Query others(Xapian::Query::OP_AND_NOT, Xapian::Query(std::string()), part);
    return Xapian::Query(Xapian::Query::OP_AND_NOT, part, others);
}

class translation
{
  public:
    /* What all nodes of a query have in common. */
    struct settings {
        bool looks_up; /* documents may be looked up: no server is searched */
        bool keeps;    /* as of lookup */
    };

    translation(const settings &common, bool is_required) : all(common), required(is_required)
    {
    }

    Xapian::Query of(const query_node &node) const
    {
        return std::visit(*this, node.kind);
    }

    Xapian::Query operator()(const match_all &) const
    {
        return Xapian::Query(std::string());
    }

    Xapian::Query operator()(const match_none &) const
    {
        return Xapian::Query();
    }

    Xapian::Query operator()(const single_term &each) const
    {
        return Xapian::Query(each.term, each.wqf, each.position);
    }

    Xapian::Query operator()(const operation &each) const
    {
        std::vector<Xapian::Query> parts;
        for (size_t i = 0; i < each.parts.size(); i++)
            parts.push_back(translation(all, must_match(each.op, i, required)).of(*each.parts[i]));
        if (!each.matches || required)
            return combination(each, parts);
        return all.looks_up ? optional_phrase(each, parts)
                            : never_guessed(combination(each, parts));
    }

    Xapian::Query operator()(const scaled &each) const
    {
        return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, of(*each.part), each.factor);
    }

    Xapian::Query operator()(const value_range &each) const
    {
        const Xapian::Query range =
            each.is_open
                ? Xapian::Query(Xapian::Query::OP_VALUE_GE, each.slot, each.lower)
                : Xapian::Query(Xapian::Query::OP_VALUE_RANGE, each.slot, each.lower, each.upper);
        return required || all.looks_up ? range : never_guessed(range);
    }

    Xapian::Query operator()(const static_rank &each) const
    {
        return static_rank_query(each);
    }

    Xapian::Query operator()(const slot_weight &each) const
    {
        return Xapian::Query((new Xapian::ValueWeightPostingSource(each.slot))->release());
    }

    Xapian::Query operator()(const constant_weight &each) const
    {
        return Xapian::Query((new Xapian::FixedWeightPostingSource(each.weight))->release());
    }

    Xapian::Query operator()(const docid_list &each) const
    {
        return docid_set_query(each.docids);
    }

    Xapian::Query operator()(const looked_up &each) const
    {
        return lookup_query(each.matches, all.keeps);
    }

  private:
    const settings &all;
    const bool required;

    /* Xapian 1.4 can give an OR or AND_MAYBE the weight of a phrase or NEAR in it that is not in
     * the document, when it is asked about documents out of turn: its phrases then tell where they
     * are before they have looked at the positions. */
    Xapian::Query optional_phrase(const operation &phrase,
                                  const std::vector<Xapian::Query> &words) const
    {
        return Xapian::Query(Xapian::Query::OP_FILTER,
                             Xapian::Query(Xapian::Query::OP_AND, words.begin(), words.end()),
                             lookup_query(phrase.matches, all.keeps));
    }
};

/* The largest factor that a slot's weight is multiplied by. */
double largest_factor(const query_node &query, double factor)
{
    if (query.as<slot_weight>())
        return factor;
    if (const auto *part = query.as<scaled>())
        return largest_factor(*part->part, factor * part->factor);
    double largest = 0;
    if (const auto *all = query.as<operation>())
        for (const shared_query &part : all->parts)
            largest = std::max(largest, largest_factor(*part, factor));
    return largest;
}

/* Xapian 1.4 stops a posting source that is scaled by more than 1 too early: it tells it the weight
 * that is still of use without dividing that by the factor. A power of two, so that division
 * changes no digit. */
double unit_of(const query_node &query)
{
    double unit = 1;
    for (const double largest = largest_factor(query, 1); largest > unit;)
        unit *= 2;
    return unit;
}

/* Whether no two indexes have the same UUID, as copies have. */
bool have_own_uuids(const std::vector<Xapian::Database> &indexes)
{
    std::set<std::string> uuids;
    for (const Xapian::Database &each : indexes)
        uuids.insert(each.get_uuid());
    return uuids.size() == indexes.size();
}

} // namespace

xapian_query translate(const query_node &query, const struct shim_database *database)
{
    translation::settings all = { true, false };
    if (database)
        all.looks_up = !database->from->remote;
    if (database && all.looks_up)
        all.keeps = database->database.size() == 1 || have_own_uuids(database->parts);
    const double unit = unit_of(query);
    const Xapian::Query translated = translation(all, true).of(query);
    return { unit == 1 ? translated
                       : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, translated, 1 / unit),
             unit };
}

namespace
{

/* What in a query its documents need not have, and weighs them. */
struct optional_parts {
    bool any = false;     /* a part of an OR or the like */
    bool guessed = false; /* one of these holds more than terms: Xapian guesses where it has next */
    bool pairs = false;   /* an AND_MAYBE adds something for phrases */
};

/* Terms, and what is made of terms by other operators than phrases. */
bool is_of_terms(const query_node &query)
{
    if (const auto *part = query.as<scaled>())
        return is_of_terms(*part->part);
    const auto *all = query.as<operation>();
    if (!all)
        return query.as<single_term>() || query.as<match_all>() || query.as<match_none>();
    return !all->matches && std::all_of(all->parts.begin(), all->parts.end(),
                                        [](const auto &each) { return is_of_terms(*each); });
}

/* What only adds to the weight, beside words: a part of their weights, a value, or an OR of these,
 * which is added operand by operand. */
bool is_boost(const query_node &query)
{
    const auto *all = query.as<operation>();
    if (all && all->op == ENGINE_FILTER)
        return is_boost(*all->parts.front());
    if (all && all->op == ENGINE_OR)
        return std::all_of(all->parts.begin(), all->parts.end(),
                           [](const auto &each) { return is_boost(*each); });
    return query.as<scaled>() || query.as<static_rank>() || query.as<slot_weight>() ||
           query.as<constant_weight>();
}

void add_optional(optional_parts &found, const query_node &query);

void add_boosts(optional_parts &found, const operation &maybe)
{
    for (size_t i = 1; i < maybe.parts.size(); i++) {
        const query_node &part = *maybe.parts[i];
        const auto *part_of_weights = part.as<scaled>();
        if (!is_boost(part)) {
            found.any = true;
            found.guessed = found.guessed || !is_of_terms(part);
        } else if (part_of_weights && part_of_weights->part->as<operation>()) {
            found.pairs = found.pairs || !is_of_terms(part);
        }
    }
}

void add_alternatives(optional_parts &found, const operation &either)
{
    for (const shared_query &part : either.parts) {
        const bool is_synonym = either.op == ENGINE_SYNONYM;
        if (is_synonym && part->as<single_term>())
            continue;
        found.any = true;
        found.guessed = found.guessed || is_synonym || !is_of_terms(*part);
        add_optional(found, *part);
    }
}

void add_optional(optional_parts &found, const query_node &query)
{
    if (const auto *part = query.as<scaled>())
        if (part->factor > 0)
            add_optional(found, *part->part);
    const auto *all = query.as<operation>();
    if (!all)
        return;
    switch (all->op) {
    case ENGINE_OR:
    case ENGINE_XOR:
    case ENGINE_SYNONYM:
        add_alternatives(found, *all);
        return;
    case ENGINE_AND_MAYBE:
        add_boosts(found, *all);
        [[fallthrough]];
    case ENGINE_AND_NOT:
    case ENGINE_FILTER:
        add_optional(found, *all->parts.front());
        return;
    case ENGINE_AND:
        for (const shared_query &part : all->parts)
            add_optional(found, *part);
        return;
    case ENGINE_PHRASE:
    case ENGINE_NEAR:
        return;
    }
}

} // namespace

/* An OR that is asked about documents out of turn, as while only the best are looked for, guesses
 * where a posting source, a phrase or a range in it has next. */
bool loses_weights(const query_node &query)
{
    optional_parts found;
    add_optional(found, query);
    return found.guessed || (found.any && found.pairs);
}

} // namespace engine
