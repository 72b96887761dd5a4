/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_term.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "list.h"
#include "memory.h"
#include "term.h"

const char *query_term_prefix(const struct query_node *node)
{
    return node->field == FIELD_COUNT ? "" : schema_field(node->field)->term_prefix;
}

struct engine_query *query_term_exact(struct query_compiler *compiler, const char *prefix,
                                      const char *term, size_t length, struct error *err)
{
    term_of_word(&compiler->term, prefix, term, length);
    return engine_query_term(compiler->term.data, compiler->term.length, 1, ++compiler->position,
                             err);
}

struct engine_query *query_term_stem(struct query_compiler *compiler, const struct query_node *node,
                                     const char *stem, size_t length, struct error *err)
{
    char prefix[16];
    snprintf(prefix, sizeof prefix, TERM_STEM_PREFIX "%s", query_term_prefix(node));
    return query_term_exact(compiler, prefix, stem, length, err);
}

struct query_word *query_term_note(struct query_compiler *compiler, const struct query_node *node,
                                   unsigned flags)
{
    struct query *query = compiler->query;
    const struct query_source *source = node->source;
    if (flags & COMPILE_EXCLUDED)
        return NULL;
    query->words = memory_resize(query->words, query->word_count + 1, sizeof *query->words);
    struct query_word *word = &query->words[query->word_count++];
    *word = (struct query_word){
        .field = node->field,
        .text = memory_copy(query_node_value(node), query_node_length(node)),
        .start = source->name ? source->start : node->start,
        .end = source->name ? source->end : node->end,
    };
    return word;
}

/* Too many words take too much memory, even if each pattern only matches a few. */
static int count_expanded(struct query_compiler *compiler, const struct query_node *node,
                          size_t count, struct error *err)
{
    compiler->expanded += count;
    if (compiler->expanded <= EXPANDED_TERMS_MAX)
        return 0;
    return query_complain(
        node->source, node->value_start, err,
        "together with this one, the wildcards and fields of the query match "
        "%zu words, more than the limit of %d; use fewer of them, or longer words",
        compiler->expanded, EXPANDED_TERMS_MAX);
}

/* Any of the terms, joined by op. */
static struct engine_query *any_query(struct query_compiler *compiler, const char *prefix,
                                      const struct list *terms, enum engine_operator op,
                                      struct error *err)
{
    struct engine_query **queries = memory_allocate(terms->count * sizeof *queries);
    uint32_t position = compiler->position;
    for (size_t i = 0; i < terms->count; i++) {
        compiler->position = position; /* they share one */
        queries[i] =
            query_term_exact(compiler, prefix, terms->items[i].data, terms->items[i].length, err);
    }
    struct engine_query *query = engine_query_combine(op, queries, terms->count, 0, err);
    free(queries);
    return query;
}

struct engine_query *query_term_pattern(struct query_compiler *compiler,
                                        const struct query_node *node,
                                        const struct wildcard *wildcard, enum engine_operator op,
                                        struct list *terms, struct error *err)
{
    struct list expanded = LIST_INIT;
    struct engine_query *query = NULL;
    size_t count;
    if (wildcard_expand(compiler->options->database, wildcard, &expanded, &count, err) < 0)
        goto done;
    if (count > WILDCARD_TERMS_MAX) {
        query_complain(node->source, node->value_start, err,
                       "%.*s matches %zu words, more than the limit of %d; write more letters",
                       wildcard->length < 100 ? (int)wildcard->length : 100, wildcard->pattern,
                       count, WILDCARD_TERMS_MAX);
        goto done;
    }
    if (count_expanded(compiler, node, count, err) < 0)
        goto done;
    if (terms)
        list_add_all(terms, &expanded);
    query = any_query(compiler, wildcard->prefix, &expanded, op, err);

done:
    list_release(&expanded);
    return query;
}

struct family {
    struct shim_stemmer *stemmer;
    const char *word, *stem;
    size_t length, stem_length;
    size_t prefix_length;
    struct list *members;
};

static int add_member(void *context, const char *term, size_t length, uint32_t documents)
{
    struct family *family = context;
    size_t stem_length;
    (void)documents;
    term += family->prefix_length;
    length -= family->prefix_length;
    if (length == family->length && memcmp(term, family->word, length) == 0)
        return 0; /* the first already */
    const char *stem = shim_stem(family->stemmer, term, length, &stem_length);
    if (stem_length == family->stem_length && memcmp(stem, family->stem, stem_length) == 0)
        list_add(family->members, term, length);
    return 0;
}

struct engine_query *query_term_family(struct query_compiler *compiler,
                                       const struct query_node *node, const char *word,
                                       size_t length, struct list *terms, struct error *err)
{
    struct list members = LIST_INIT;
    const char *prefix = query_term_prefix(node);
    struct family family = { .stemmer = compiler->options->stemmer,
                             .word = word,
                             .length = length,
                             .prefix_length = strlen(prefix),
                             .members = &members };
    const char *borrowed = shim_stem(family.stemmer, word, length, &family.stem_length);
    char *stem = memory_copy(borrowed, family.stem_length);
    struct engine_query *query = NULL;
    const struct wildcard beginning = { prefix, stem,
                                        shim_stem_common(family.stemmer, family.stem_length) };
    family.stem = stem;
    list_add(&members, word, length);
    if ((!compiler->options->database || wildcard_each_term(compiler->options->database, &beginning,
                                                            add_member, &family, err) == 0) &&
        count_expanded(compiler, node, members.count, err) == 0) {
        list_add_all(terms, &members);
        query = any_query(compiler, prefix, &members, ENGINE_SYNONYM, err);
    }
    free(stem);
    list_release(&members);
    return query;
}
