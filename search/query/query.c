/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From text to a tree, and from the tree to regex filters and an engine query. */
#include "query.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "query_compile.h"
#include "query_parse.h"
#include "query_span_text.h"

/* The query for the whole tree. An empty text matches every article. */
static struct engine_query *whole_query(struct query *query, const struct query_part *part,
                                        struct error *err)
{
    const struct query_node *root = query->tree->root;
    query->scored = part->kind == PART_SCORED;
    if (part->kind == PART_EMPTY && root) {
        query_complain(root->source, root->start, err,
                       "there is nothing to search for here; write a word or a filter");
        return NULL;
    }
    if (part->kind == PART_ALL || part->kind == PART_EMPTY)
        return engine_query_all(err);
    return query->scored ? part->query : engine_query_scale(part->query, 0, err);
}

static void list_left_out(struct list *left_out, const struct query_node *node)
{
    for (; node; node = node->next) {
        if (node->left_out && !list_has(left_out, node->shown))
            list_add_text(left_out, node->shown);
        list_left_out(left_out, node->first);
    }
}

static int compile(struct query *query, const struct query_options *options, struct error *err)
{
    struct query_compiler compiler = { .options = options, .query = query };
    struct query_part part = { .kind = PART_EMPTY };
    int result = 0;
    if (query->tree->root)
        result = query_compile(&compiler, query->tree->root, 0, &part, err);
    if (result == 0) {
        query->matching = whole_query(query, &part, err);
        result = query->matching ? 0 : -1;
        list_left_out(&query->left_out, query->tree->root);
    }
    buffer_release(&compiler.term);
    return result;
}

int query_parse(struct query *query, const char *text, const struct query_options *options,
                struct error *err)
{
    *query = (struct query){ .text = memory_copy_text(text), .any = options->any };
    query->tree = query_tree_parse(text, options, err);
    if (query->tree && query_take_regexes(query, options, err) == 0 &&
        compile(query, options, err) == 0)
        return 0;
    query_release(query);
    return -1;
}

bool query_word_has_positions(const struct query_word *word)
{
    return word->phrase ||
           (word->field != FIELD_COUNT && schema_field(word->field)->words == WORDS_FREE);
}

void query_release(struct query *query)
{
    for (size_t i = 0; i < query->word_count; i++) {
        list_release(&query->words[i].terms);
        free(query->words[i].text);
    }
    free(query->words);
    for (size_t i = 0; i < query->pair_count; i++) {
        free(query->pairs[i].terms[0]);
        free(query->pairs[i].terms[1]);
        free(query->pairs[i].stem);
    }
    free(query->pairs);
    list_release(&query->left_out);
    free(query->text);
    engine_query_free(query->matching);
    regex_filters_release(&query->filters);
    query_tree_free(query->tree);
    span_texts_free(query->span_texts);
    *query = (struct query){ 0 };
}
