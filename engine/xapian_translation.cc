/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian_translation.h"

#include "flat_query.h"

namespace engine
{

namespace
{

Xapian::Query::op xapian_operator(enum shim_operator op)
{
    switch (op) {
    case SHIM_AND:
        return Xapian::Query::OP_AND;
    case SHIM_OR:
        return Xapian::Query::OP_OR;
    case SHIM_XOR:
        return Xapian::Query::OP_XOR;
    case SHIM_AND_NOT:
        return Xapian::Query::OP_AND_NOT;
    case SHIM_AND_MAYBE:
        return Xapian::Query::OP_AND_MAYBE;
    case SHIM_FILTER:
        return Xapian::Query::OP_FILTER;
    case SHIM_PHRASE:
        return Xapian::Query::OP_PHRASE;
    case SHIM_NEAR:
        return Xapian::Query::OP_NEAR;
    case SHIM_SYNONYM:
        return Xapian::Query::OP_SYNONYM;
    }
    return Xapian::Query::OP_AND;
}

bool has_window(enum shim_operator op)
{
    return op == SHIM_PHRASE || op == SHIM_NEAR;
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

} // namespace

Xapian::Query translate(enum shim_operator op, const std::vector<Xapian::Query> &parts,
                        uint32_t window)
{
    if (op == SHIM_SYNONYM) {
        const Xapian::Query all = fixed_union(parts.data(), parts.size());
        return Xapian::Query(Xapian::Query::OP_SYNONYM, &all, &all + 1);
    }
    if (op == SHIM_XOR)
        return odd_number(parts);
    if (op == SHIM_AND_MAYBE)
        return and_maybe(parts);
    return Xapian::Query(xapian_operator(op), parts.begin(), parts.end(),
                         has_window(op) ? window : 0);
}

/* With numbers missing between the documents, BoolWeight takes a term that is in all documents for
 * a damaged one; beside all documents it does not. */
Xapian::Query without_weights(const Xapian::Query &query)
{
    return Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query(std::string()), query);
}

} // namespace engine
