/* query_term.c: see query_term.h. */
#include "query_term.h"

#include <stdlib.h>

#include "list.h"
#include "memory.h"
#include "query_wildcard.h"
#include "term.h"

const char *query_term_prefix(const struct query_node *node) {
    return node->field == FIELD_COUNT ? "" : schema_field(node->field)->term_prefix;
}

struct shim_query *query_term_exact(struct query_compiler *compiler, const char *prefix,
                                     const char *term, size_t length, struct error *err) {
    term_of_word(&compiler->term, prefix, term, length);
    return shim_query_term(compiler->term.data, compiler->term.length, 1, ++compiler->position,
                           err);
}

struct shim_query *query_term_stem(struct query_compiler *compiler, const char *prefix,
                                     const char *stem, size_t length, struct error *err) {
    struct buffer stem_prefix = BUFFER_INIT;
    buffer_add_text(&stem_prefix, TERM_STEM_PREFIX);
    buffer_add_text(&stem_prefix, prefix);
    struct shim_query *query = query_term_exact(compiler, stem_prefix.data, stem, length, err);
    buffer_release(&stem_prefix);
    return query;
}

struct query_word *query_term_note(struct query_compiler *compiler, const struct query_node *node,
                                   unsigned how) {
    struct query *query = compiler->query;
    const struct query_source *source = node->source;
    if (how & COMPILE_EXCLUDED)
        return NULL;
    query->words =
        memory_resize(query->words, query->word_count + 1, sizeof *query->words);
    struct query_word *word = &query->words[query->word_count++];
    *word = (struct query_word){
        .field = node->field,
        .required = (how & COMPILE_REQUIRED) != 0,
        .text = memory_copy(source->text + node->value_start, node->value_end - node->value_start),
        .start = source->name ? source->start : node->start,
        .end = source->name ? source->end : node->end,
    };
    return word;
}

struct shim_query *query_term_pattern(struct query_compiler *compiler,
                                         const struct query_node *node, const char *prefix,
                                         const char *pattern, size_t length,
                                         enum shim_operator op, struct list *terms,
                                         struct error *err) {
    struct list expanded = LIST_INIT;
    struct shim_query **queries = NULL, *query = NULL;
    size_t count;
    if (wildcard_expand(compiler->options->database, prefix, pattern, length, &expanded, &count,
                        err) < 0)
        goto done;
    if (count > WILDCARD_TERMS_MAX) {
        query_complain(node->source, node->value_start, err,
                       "%.*s stands for %zu words, more than the limit of %d; write more of it",
                       length < 100 ? (int)length : 100, pattern, count, WILDCARD_TERMS_MAX);
        goto done;
    }
    queries = memory_allocate(count * sizeof *queries);
    uint32_t position = compiler->position;
    for (size_t i = 0; i < count; i++) {
        const struct list_item *item = &expanded.items[i];
        compiler->position = position; /* they share one */
        queries[i] = query_term_exact(compiler, prefix, item->data, item->length, err);
        if (terms)
            list_add(terms, item->data, item->length);
    }
    query = shim_query_combine(op, queries, count, 0, err);

done:
    free(queries);
    list_release(&expanded);
    return query;
}
