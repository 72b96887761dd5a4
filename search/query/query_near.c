/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_near.c: NEAR and ADJ (query_compile.h). a NEAR/5 b: b at most 5 positions from a. */
#include <stdlib.h>

#include "memory.h"
#include "query_span.h"
#include "query_words.h"

/* The words of the operands, one after the other. */
struct near {
    struct query_span span;
    struct engine_query **phrases; /* operands that are several words must also be phrases */
    size_t phrase_count;
};

static void near_release(struct near *near)
{
    query_span_release(&near->span);
    for (size_t i = 0; i < near->phrase_count; i++)
        engine_query_free(near->phrases[i]);
    free(near->phrases);
}

static void add_phrase(struct near *near, struct engine_query *phrase)
{
    near->phrases = memory_resize(near->phrases, near->phrase_count + 1, sizeof *near->phrases);
    near->phrases[near->phrase_count++] = phrase;
}

static int add_elements(struct near *near, struct query_compiler *compiler,
                        const struct query_node *node, const struct query_elements *elements,
                        unsigned flags, struct error *err)
{
    struct query_span phrase = { .ordered = true, .window = (uint32_t)elements->count };
    for (size_t i = 0; i < elements->count; i++)
        if (query_span_add(&near->span, compiler, node, &elements->items[i], err) < 0)
            return -1;
    if (elements->count < 2)
        return 0;
    for (size_t i = 0; i < elements->count; i++)
        if (query_span_add(&phrase, compiler, node, &elements->items[i], err) < 0)
            break;
    add_phrase(near, query_span_close(&phrase, compiler, node, flags, err));
    return near->phrases[near->phrase_count - 1] ? 0 : -1;
}

static int add_operand(struct near *near, struct query_compiler *compiler, struct query_node *joint,
                       struct query_node *node, unsigned flags, struct error *err)
{
    struct query_elements elements;
    int result = query_words_cut(compiler, node, &elements, err);
    if (result > 0 && node->quoted && elements.count > 1)
        result = query_complain(node->source, node->start, err, "%s joins words, not phrases",
                                joint->kind == QUERY_NEAR ? "NEAR" : "ADJ");
    if (result > 0 && elements.symbols.count > 0)
        result = query_complain(node->source, node->start, err,
                                "%s joins words; a symbol has no position",
                                joint->kind == QUERY_NEAR ? "NEAR" : "ADJ");
    if (result == 0)
        result =
            query_complain(node->source, node->start, err, "%s joins words, and this is not a word",
                           joint->kind == QUERY_NEAR ? "NEAR" : "ADJ");
    if (result > 0) {
        query_words_note(compiler, node, &elements, flags);
        result = add_elements(near, compiler, node, &elements, flags, err);
    }
    query_elements_release(&elements);
    return result < 0 ? -1 : 0;
}

int query_compile_near(struct query_compiler *compiler, struct query_node *node, unsigned flags,
                       struct query_part *part, struct error *err)
{
    struct near near = { .span.ordered = node->kind == QUERY_ADJ };
    int result = 0;
    *part = (struct query_part){ .kind = PART_EMPTY };
    for (struct query_node *child = node->first; result == 0 && child; child = child->next)
        result = add_operand(&near, compiler, node, child, flags, err);
    if (result == 0 && near.span.count > 0) {
        near.span.window = (uint32_t)(node->window + near.span.count - 1);
        add_phrase(&near, query_span_close(&near.span, compiler, node, flags, err));
        part->kind = PART_SCORED;
        part->query = engine_query_combine(ENGINE_AND, near.phrases, near.phrase_count, 0, err);
        near.phrase_count = 0;
        result = part->query ? 0 : -1;
    }
    near_release(&near);
    return result;
}
