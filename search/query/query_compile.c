/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Operands side by side are joined as Xapian's parser joins them: words by AND (by OR under --any);
 * filters on a field of many values by AND, on a field of one value by OR. The filters of all
 * fields filter the words. */
#include "query_compile.h"

#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "memory.h"

/* Queries that are still to be joined. */
struct query_bag {
    struct engine_query **items;
    size_t count, capacity;
};

static void bag_add(struct query_bag *bag, struct engine_query *query)
{
    if (bag->count == bag->capacity) {
        bag->capacity = bag->capacity ? bag->capacity * 2 : 4;
        bag->items = memory_resize(bag->items, bag->capacity, sizeof *bag->items);
    }
    bag->items[bag->count++] = query;
}

static void bag_release(struct query_bag *bag)
{
    for (size_t i = 0; i < bag->count; i++)
        engine_query_free(bag->items[i]);
    free(bag->items);
    *bag = (struct query_bag){ 0 };
}

/* Empties the bag into one query. */
static struct engine_query *bag_join(struct query_bag *bag, enum engine_operator op,
                                     struct error *err)
{
    size_t count = bag->count;
    bag->count = 0;
    return engine_query_combine(op, bag->items, count, 0, err);
}

/* The compiled children of AND or of a sequence. */
struct conjunction {
    struct query_bag words;                     /* joined by AND or, under --any, by OR */
    struct query_bag required;                  /* words after +, under --any */
    struct query_bag filters;                   /* each must match */
    struct query_bag alternatives[FIELD_COUNT]; /* one of each field must match */
    struct query_bag excluded;
    bool any;      /* words are joined by OR */
    bool explicit; /* AND was written: filters on one field are no alternatives */
    bool all;      /* some child matches everything */
    bool nothing;  /* some child excludes everything */
};

static void conjunction_release(struct conjunction *conjunction)
{
    bag_release(&conjunction->words);
    bag_release(&conjunction->required);
    bag_release(&conjunction->filters);
    bag_release(&conjunction->excluded);
    for (int id = 0; id < FIELD_COUNT; id++)
        bag_release(&conjunction->alternatives[id]);
}

static void exclude(struct conjunction *conjunction, const struct query_part *part)
{
    if (part->kind == PART_ALL)
        conjunction->nothing = true;
    else if (part->kind != PART_EMPTY)
        bag_add(&conjunction->excluded, part->query);
}

static void include(struct conjunction *conjunction, const struct query_node *node,
                    const struct query_part *part)
{
    bool alternative = node->kind == QUERY_FILTER && !node->sign && !conjunction->explicit &&
                       !schema_field(node->field)->many;
    if (part->kind == PART_ALL)
        conjunction->all = true;
    else if (part->kind == PART_SCORED)
        bag_add(conjunction->any && node->sign == '+' ? &conjunction->required
                                                      : &conjunction->words,
                part->query);
    else if (part->kind == PART_FILTER)
        bag_add(alternative ? &conjunction->alternatives[node->field] : &conjunction->filters,
                part->query);
}

static struct engine_query *join_words(struct conjunction *conjunction, struct error *err)
{
    if (conjunction->required.count == 0)
        return bag_join(&conjunction->words, conjunction->any ? ENGINE_OR : ENGINE_AND, err);
    struct engine_query *required = bag_join(&conjunction->required, ENGINE_AND, err);
    if (conjunction->words.count == 0)
        return required;
    return engine_query_pair(ENGINE_AND_MAYBE, required,
                             bag_join(&conjunction->words, ENGINE_OR, err), err);
}

static int join(struct conjunction *conjunction, struct query_part *part, struct error *err)
{
    bool words = conjunction->words.count + conjunction->required.count > 0;
    for (int id = 0; id < FIELD_COUNT; id++)
        if (conjunction->alternatives[id].count > 0)
            bag_add(&conjunction->filters,
                    bag_join(&conjunction->alternatives[id], ENGINE_OR, err));
    bool filters = conjunction->filters.count > 0;
    bool exclusion = conjunction->excluded.count > 0 || conjunction->nothing;
    if (!words && !filters && !exclusion) {
        *part = (struct query_part){ .kind = conjunction->all ? PART_ALL : PART_EMPTY };
        return 0;
    }
    struct engine_query *query = NULL;
    if (words)
        query = join_words(conjunction, err);
    if (filters) {
        struct engine_query *filter = bag_join(&conjunction->filters, ENGINE_AND, err);
        query = words ? engine_query_pair(ENGINE_FILTER, query, filter, err) : filter;
    }
    if (conjunction->excluded.count > 0) {
        if (!words && !filters)
            query = engine_query_all(err);
        query = engine_query_pair(ENGINE_AND_NOT, query,
                                  bag_join(&conjunction->excluded, ENGINE_OR, err), err);
    }
    if (conjunction->nothing) {
        engine_query_free(query);
        query = engine_query_none(err);
    }
    *part = (struct query_part){ .kind = words ? PART_SCORED : PART_FILTER, .query = query };
    return query ? 0 : -1;
}

static int add_child(struct query_compiler *compiler, struct conjunction *conjunction,
                     struct query_node *child, unsigned flags, struct error *err)
{
    struct query_part part;
    bool negative = child->sign == '-';
    if (query_is_regex(child)) { /* query_take_regexes has taken it, with its sign */
        conjunction->all = true;
        return 0;
    }
    if (negative)
        flags = (flags | COMPILE_EXCLUDED) & ~COMPILE_OTHER_WORDS;
    if (query_compile(compiler, child, flags, &part, err) < 0)
        return -1;
    child->is_filter = part.kind == PART_FILTER;
    if (negative)
        exclude(conjunction, &part);
    else
        include(conjunction, child, &part);
    return 0;
}

static bool is_range(const struct query_node *node)
{
    return node->kind == QUERY_FILTER && !node->sign && node->lower < node->upper;
}

/* Whether from has no upper end, and to, on the same field, no lower end, so that as alternatives
 * they match every value. */
static bool are_ends(const struct query_node *from, const struct query_node *to)
{
    return is_range(to) && to != from && from->field == to->field && to->lower == INT64_MIN &&
           from->lower <= to->upper;
}

static void warn_of_ends(const struct query_compiler *compiler, const struct query_node *node)
{
    const struct query_options *options = compiler->options;
    for (const struct query_node *from = node->first; options->warn && from; from = from->next)
        for (const struct query_node *to = node->first;
             is_range(from) && from->upper == INT64_MAX && to; to = to->next) {
            if (!are_ends(from, to))
                continue;
            struct buffer sentence = BUFFER_INIT;
            buffer_printf(
                &sentence,
                "%s and %s are alternatives that exclude nothing; for both ends write %s%s",
                from->shown, to->shown, from->shown,
                to->shown + strlen(schema_field(to->field)->prefix) + strlen(":.."));
            options->warn(options->warn_context, buffer_text(&sentence));
            buffer_release(&sentence);
        }
}

/* Leaves out stop words if other words remain. Not below an exclusion, because that would exclude
 * more. */
static int compile_sequence(struct query_compiler *compiler, struct query_node *node,
                            unsigned flags, struct query_part *part, struct error *err)
{
    struct conjunction conjunction = { .any = compiler->options->any };
    int result = 0;
    for (struct query_node *child = node->first; result == 0 && child; child = child->next) {
        child->only_stops =
            !(flags & COMPILE_EXCLUDED) && query_has_stop_words_only(compiler, child);
        if (!child->only_stops)
            result = add_child(compiler, &conjunction, child, flags, err);
    }
    if (conjunction.words.count + conjunction.required.count > 0)
        flags |= COMPILE_OTHER_WORDS;
    for (struct query_node *child = node->first; result == 0 && child; child = child->next)
        if (child->only_stops)
            result = add_child(compiler, &conjunction, child, flags, err);
    if (result == 0)
        result = join(&conjunction, part, err);
    if (result == 0) {
        if (!(flags & COMPILE_EXCLUDED))
            query_note_pairs(compiler, node);
        warn_of_ends(compiler, node);
    }
    conjunction_release(&conjunction);
    return result;
}

/* a AND b NOT c: the operators decide, also under --any. */
static int compile_and(struct query_compiler *compiler, struct query_node *node, unsigned flags,
                       struct query_part *part, struct error *err)
{
    struct conjunction conjunction = { .explicit = true };
    int result = 0;
    for (struct query_node *child = node->first; result == 0 && child; child = child->next)
        result = add_child(compiler, &conjunction, child, flags, err);
    if (result == 0)
        result = join(&conjunction, part, err);
    conjunction_release(&conjunction);
    return result;
}

/* OR and XOR. An operand that is a filter has no weight. */
static int compile_either(struct query_compiler *compiler, struct query_node *node, unsigned flags,
                          struct query_part *part, struct error *err)
{
    struct query_bag sides = { 0 };
    bool scored = false;
    int result = 0;
    for (struct query_node *child = node->first; result == 0 && child; child = child->next) {
        struct query_part side;
        result = query_compile(compiler, child, flags, &side, err);
        if (result < 0 || side.kind == PART_EMPTY)
            continue;
        scored = scored || side.kind == PART_SCORED;
        if (side.kind == PART_ALL)
            side.query = engine_query_all(err);
        if (side.kind != PART_SCORED)
            side.query = engine_query_scale(side.query, 0, err);
        bag_add(&sides, side.query);
    }
    *part = (struct query_part){ .kind = PART_EMPTY };
    if (result == 0 && sides.count > 0) {
        part->kind = scored ? PART_SCORED : PART_FILTER;
        part->query = bag_join(&sides, node->kind == QUERY_OR ? ENGINE_OR : ENGINE_XOR, err);
        result = part->query ? 0 : -1;
    }
    bag_release(&sides);
    return result;
}

int query_compile(struct query_compiler *compiler, struct query_node *node, unsigned flags,
                  struct query_part *part, struct error *err)
{
    *part = (struct query_part){ .kind = PART_ALL };
    switch (node->kind) {
    case QUERY_WORDS:
        node->left_out = flags & COMPILE_OTHER_WORDS && query_is_stop_word(compiler, node);
        *part = (struct query_part){ .kind = PART_EMPTY };
        if (node->left_out)
            return 0;
        return query_compile_words(compiler, node, flags, part, err);
    case QUERY_FILTER:
        return query_compile_filter(compiler, node, part, err);
    case QUERY_REGEX: /* query_take_regexes has taken it */
        return 0;
    case QUERY_GROUP:
    case QUERY_SAVED:
        return node->first ? query_compile(compiler, node->first, flags, part, err) : 0;
    case QUERY_SEQUENCE:
        return compile_sequence(compiler, node, flags, part, err);
    case QUERY_NEAR:
    case QUERY_ADJ:
        return query_compile_near(compiler, node, flags, part, err);
    case QUERY_AND:
        return compile_and(compiler, node, flags, part, err);
    case QUERY_XOR:
    case QUERY_OR:
        return compile_either(compiler, node, flags, part, err);
    }
    return 0;
}
