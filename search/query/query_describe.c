/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_describe.c: a query's tree as a person reads it (query.h). Text in quotes is searched as it
 * is written, other text by its stem. */
#include <stdio.h>

#include "query.h"
#include "query_tree.h"

/* Where the description goes, and how words side by side are joined. */
struct description {
    struct buffer *out;
    const char *joint;
};

static void describe(const struct description *description, const struct query_node *node,
                     bool brackets);

/* Whether the engine query holds anything of the node. */
static bool is_shown(const struct query_node *node)
{
    if (node->left_out || node->kind == QUERY_REGEX)
        return false;
    if (node->kind == QUERY_WORDS || node->kind == QUERY_FILTER)
        return node->shown != NULL;
    for (const struct query_node *child = node->first; child; child = child->next)
        if (is_shown(child))
            return true;
    return false;
}

enum role { ROLE_NONE, ROLE_WORDS, ROLE_FILTER, ROLE_EXCLUDED };

static enum role role_of(const struct query_node *node)
{
    if (!is_shown(node))
        return ROLE_NONE;
    if (node->sign == '-')
        return ROLE_EXCLUDED;
    return node->is_filter ? ROLE_FILTER : ROLE_WORDS;
}

static size_t count_role(const struct query_node *node, enum role role)
{
    size_t count = 0;
    for (const struct query_node *child = node->first; child; child = child->next)
        count += role_of(child) == role;
    return count;
}

static void describe_joined(const struct description *description, const struct query_node *node,
                            enum role role, const char *joint)
{
    bool several = count_role(node, role) > 1, first = true;
    for (const struct query_node *child = node->first; child; child = child->next) {
        if (role_of(child) != role)
            continue;
        buffer_add_text(description->out, first ? "" : joint);
        if (child->sign == '+' && several)
            buffer_add_byte(description->out, '+');
        describe(description, child, true);
        first = false;
    }
}

static bool has_alternatives(const struct query_node *node, const struct query_node *child)
{
    return node->kind == QUERY_SEQUENCE && child->kind == QUERY_FILTER && !child->sign &&
           is_shown(child) && !schema_field(child->field)->many;
}

/* Whether both are filters on the same field of one value. */
static bool are_alternatives(const struct query_node *node, const struct query_node *one,
                             const struct query_node *other)
{
    return has_alternatives(node, one) && has_alternatives(node, other) &&
           one->field == other->field;
}

/* Whether it was described with an earlier child. */
static bool is_alternative(const struct query_node *node, const struct query_node *child)
{
    for (const struct query_node *other = node->first; other != child; other = other->next)
        if (are_alternatives(node, other, child))
            return true;
    return false;
}

/* The filter and its alternatives further on. */
static void describe_alternatives(const struct description *description,
                                  const struct query_node *node, const struct query_node *filter)
{
    size_t count = 1;
    for (const struct query_node *other = filter->next; other; other = other->next)
        count += are_alternatives(node, filter, other);
    buffer_add_text(description->out, count > 1 ? "(" : "");
    describe(description, filter, true);
    for (const struct query_node *other = filter->next; other; other = other->next)
        if (are_alternatives(node, filter, other)) {
            buffer_add_text(description->out, " OR ");
            describe(description, other, true);
        }
    buffer_add_text(description->out, count > 1 ? ")" : "");
}

static void describe_filters(const struct description *description, const struct query_node *node)
{
    bool first = true;
    for (const struct query_node *child = node->first; child; child = child->next) {
        if (role_of(child) != ROLE_FILTER || is_alternative(node, child))
            continue;
        buffer_add_text(description->out, first ? "" : " AND ");
        describe_alternatives(description, node, child);
        first = false;
    }
}

static void describe_conjunction(const struct description *description,
                                 const struct query_node *node)
{
    size_t words = count_role(node, ROLE_WORDS), filters = count_role(node, ROLE_FILTER);
    struct buffer *out = description->out;
    bool inner = words > 1 && (filters > 0 || count_role(node, ROLE_EXCLUDED) > 0);
    buffer_add_text(out, inner ? "(" : "");
    describe_joined(description, node, ROLE_WORDS,
                    node->kind == QUERY_AND ? " AND " : description->joint);
    buffer_add_text(out, inner ? ")" : "");
    if (filters > 0) {
        buffer_add_text(out, words > 0 ? " FILTER " : "");
        describe_filters(description, node);
    }
    if (count_role(node, ROLE_EXCLUDED) > 0) {
        buffer_add_text(out, words + filters > 0 ? " AND NOT " : "everything AND NOT ");
        describe_joined(description, node, ROLE_EXCLUDED, " AND NOT ");
    }
}

static void describe_children(const struct description *description, const struct query_node *node)
{
    char joint[32] = " OR ";
    if (node->kind == QUERY_XOR)
        snprintf(joint, sizeof joint, " XOR ");
    else if (node->kind != QUERY_OR)
        snprintf(joint, sizeof joint, " %s/%u ", node->kind == QUERY_NEAR ? "NEAR" : "ADJ",
                 node->window);
    bool first = true;
    for (const struct query_node *child = node->first; child; child = child->next) {
        if (!is_shown(child))
            continue;
        buffer_add_text(description->out, first ? "" : joint);
        describe(description, child, true);
        first = false;
    }
}

static void describe(const struct description *description, const struct query_node *node,
                     bool brackets)
{
    if (node->kind == QUERY_WORDS || node->kind == QUERY_FILTER) {
        buffer_add_text(description->out, node->shown);
        return;
    }
    if (node->kind == QUERY_GROUP || node->kind == QUERY_SAVED) {
        describe(description, node->first, brackets);
        return;
    }
    /* A single child that is shown and not excluded needs no brackets. */
    bool conjunction = node->kind == QUERY_SEQUENCE || node->kind == QUERY_AND;
    size_t shown = 0;
    for (const struct query_node *child = node->first; child; child = child->next)
        shown += is_shown(child);
    brackets = brackets && (shown > 1 || (conjunction && count_role(node, ROLE_EXCLUDED) > 0));
    buffer_add_text(description->out, brackets ? "(" : "");
    if (conjunction)
        describe_conjunction(description, node);
    else
        describe_children(description, node);
    buffer_add_text(description->out, brackets ? ")" : "");
}

void query_describe(const struct query *query, struct buffer *out)
{
    const struct query_node *root = query->tree ? query->tree->root : NULL;
    struct description description = { .out = out, .joint = query->any ? " OR " : " AND " };
    if (root && is_shown(root))
        describe(&description, root, query->filters.count > 0);
    else
        buffer_add_text(out, engine_query_is_none(query->matching) ? "nothing" : "everything");
    for (size_t i = 0; i < query->filters.count; i++) {
        buffer_add_text(out, i > 0 ? " AND " : " REGEX ");
        regex_filter_describe(&query->filters.items[i], out);
    }
    for (size_t i = 0; i < query->left_out.count; i++)
        buffer_printf(out, "%s%s", i > 0 ? ", " : " (left out: ", query->left_out.items[i].data);
    buffer_add_text(out, query->left_out.count > 0 ? ")" : "");
}
