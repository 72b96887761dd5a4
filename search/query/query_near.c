/* query_near.c: NEAR and ADJ (query_compile.h). a NEAR/5 b: b at most 5 positions from a. */
#include <stdlib.h>

#include "memory.h"
#include "query_words.h"

/* The operands' elements, put one behind the other. */
struct joined_words {
    struct shim_query **terms;
    size_t count;
    struct shim_query **phrases; /* operands that are several words must also be phrases */
    size_t phrase_count;
};

static void release_queries(struct shim_query **queries, size_t count)
{
    for (size_t i = 0; i < count; i++)
        shim_query_free(queries[i]);
    free(queries);
}

static int add_elements(struct joined_words *words, struct query_compiler *compiler,
                        const struct query_node *node, const struct query_elements *elements,
                        unsigned how, struct error *err)
{
    words->terms =
        memory_resize(words->terms, words->count + elements->count, sizeof *words->terms);
    for (size_t i = 0; i < elements->count; i++) {
        struct shim_query *term = query_words_element(compiler, node, &elements->items[i], err);
        if (!term)
            return -1;
        words->terms[words->count++] = term;
    }
    if (elements->count < 2)
        return 0;
    struct shim_query **copies = memory_allocate(elements->count * sizeof *copies);
    for (size_t i = 0; i < elements->count; i++)
        copies[i] = shim_query_copy(words->terms[words->count - elements->count + i], err);
    words->phrases = memory_resize(words->phrases, words->phrase_count + 1, sizeof *words->phrases);
    words->phrases[words->phrase_count] = query_words_window(compiler, how, SHIM_PHRASE, copies,
                                                             elements->count, elements->count, err);
    free(copies);
    return words->phrases[words->phrase_count++] ? 0 : -1;
}

static int add_operand(struct joined_words *words, struct query_compiler *compiler,
                       struct query_node *near, struct query_node *node, unsigned how,
                       struct error *err)
{
    struct query_elements elements;
    int result = query_words_cut(compiler, node, &elements, err);
    if (result > 0 && node->quoted && elements.count > 1)
        result = query_complain(node->source, node->start, err, "%s joins words, not phrases",
                                near->kind == QUERY_NEAR ? "NEAR" : "ADJ");
    if (result == 0)
        result = query_complain(node->source, node->start, err, "%s joins words, and this is none",
                                near->kind == QUERY_NEAR ? "NEAR" : "ADJ");
    if (result > 0) {
        query_words_note(compiler, node, &elements, how);
        result = add_elements(words, compiler, node, &elements, how, err);
    }
    query_elements_release(&elements);
    return result < 0 ? -1 : 0;
}

int query_compile_near(struct query_compiler *compiler, struct query_node *node, unsigned how,
                       struct query_part *part, struct error *err)
{
    struct joined_words words = { 0 };
    int result = 0;
    *part = (struct query_part){ .kind = PART_EMPTY };
    for (struct query_node *child = node->first; result == 0 && child; child = child->next)
        result = add_operand(&words, compiler, node, child, how, err);
    if (result == 0 && words.count > 0) {
        struct shim_query *near =
            query_words_window(compiler, how, node->kind == QUERY_NEAR ? SHIM_NEAR : SHIM_PHRASE,
                               words.terms, words.count, node->window + words.count - 1, err);
        words.count = 0;
        if (words.phrase_count > 0) {
            words.phrases =
                memory_resize(words.phrases, words.phrase_count + 1, sizeof *words.phrases);
            words.phrases[words.phrase_count++] = near;
            near = shim_query_combine(SHIM_AND, words.phrases, words.phrase_count, 0, err);
            words.phrase_count = 0;
        }
        part->kind = PART_SCORED;
        part->query = near;
        result = near ? 0 : -1;
    }
    release_queries(words.terms, words.count);
    release_queries(words.phrases, words.phrase_count);
    return result;
}
