/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_tree.h"

#include <stdlib.h>

#include "memory.h"

struct query_source *query_tree_add_source(struct query_tree *tree, const char *name,
                                           const char *text, size_t length)
{
    struct query_source *source = memory_allocate(sizeof *source);
    source->name = name;
    source->text = memory_copy(text, length);
    source->length = length;
    source->next = tree->sources;
    tree->sources = source;
    return source;
}

void query_tree_free(struct query_tree *tree)
{
    if (!tree)
        return;
    query_node_free(tree->root);
    while (tree->sources) {
        struct query_source *source = tree->sources;
        tree->sources = source->next;
        free(source->text);
        free(source);
    }
    free(tree);
}

struct query_node *query_node_new(enum query_kind kind, const struct query_source *source,
                                  size_t start, size_t end)
{
    struct query_node *node = memory_allocate(sizeof *node);
    node->kind = kind;
    node->field = FIELD_COUNT;
    node->source = source;
    node->start = start;
    node->end = end;
    return node;
}

void query_node_add(struct query_node *parent, struct query_node *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    if (child->source == parent->source && child->end > parent->end)
        parent->end = child->end;
}

/* The recursion is as deep as the brackets were. */
void query_node_free(struct query_node *node)
{
    while (node) {
        struct query_node *next = node->next;
        query_node_free(node->first);
        free(node->shown);
        free(node);
        node = next;
    }
}
