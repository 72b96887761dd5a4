/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_tree.h: a query as a tree, between parsing and compiling, and errors that point into its
 * text. Only brackets and saved queries nest, and both are counted, so the tree is never deeper
 * than QUERY_DEPTH_MAX levels of brackets. */
#ifndef NEWSSEARCH_QUERY_TREE_H
#define NEWSSEARCH_QUERY_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "schema.h"

#define QUERY_LENGTH_MAX 65536 /* bytes of a query, and of a saved one */
#define QUERY_WORDS_MAX 1000   /* words of a query, with those of its saved queries */
#define QUERY_DEPTH_MAX 64     /* brackets and saved queries inside each other */

/* One text that tokens and nodes point into: the query itself, or a saved query. */
struct query_source {
    const char *name; /* of the saved query; NULL: the query itself */
    char *text;
    size_t length;
    const struct query_source *parent; /* the text with its @name; NULL: the query itself */
    size_t start, end;                 /* the bytes of the query itself from which it is included */
    struct query_source *next;         /* in the tree's list */
};

enum query_kind {
    QUERY_WORDS,  /* a word or a quoted phrase, free or in a text field */
    QUERY_FILTER, /* a value of a field that is not text */
    QUERY_REGEX,
    QUERY_GROUP,    /* brackets; one child */
    QUERY_SAVED,    /* @name; one child */
    QUERY_SEQUENCE, /* nodes side by side; children with signs */
    QUERY_NEAR,
    QUERY_ADJ,
    QUERY_AND, /* children with signs */
    QUERY_XOR,
    QUERY_OR,
};

struct query_node {
    enum query_kind kind;
    char sign; /* '+', '-', or 0 */
    bool quoted;
    enum field_id field; /* FIELD_COUNT: none */
    unsigned window;     /* NEAR, ADJ: words between, at most */
    const struct query_source *source;
    size_t start, end;               /* bytes of the source, sign and prefix included */
    size_t value_start, value_end;   /* without sign, prefix, quotes and slashes */
    bool only_stops;                 /* holds stop words, and no other words */
    bool left_out;                   /* a stop word that was not searched */
    bool is_filter;                  /* is a filter: it must match with --any, too */
    int64_t lower, upper;            /* of a range, ends included; open: INT64_MIN, INT64_MAX */
    char *shown;                     /* of a leaf: how it was understood, for query_describe */
    struct query_node *first, *last; /* children */
    struct query_node *next;         /* sibling */
};

/* The bytes of a node's value, not NUL-terminated. */
static inline const char *query_node_value(const struct query_node *node)
{
    return node->source->text + node->value_start;
}

static inline size_t query_node_length(const struct query_node *node)
{
    return node->value_end - node->value_start;
}

struct query_tree {
    struct query_source *sources; /* the newest first */
    struct query_node *root;      /* NULL: the query is empty */
};

struct query_source *query_tree_add_source(struct query_tree *tree, const char *name,
                                           const char *text, size_t length);
void query_tree_free(struct query_tree *tree);

struct query_node *query_node_new(enum query_kind kind, const struct query_source *source,
                                  size_t start, size_t end);
/* parent owns child from now on, and reaches to its end if both are of one source. */
void query_node_add(struct query_node *parent, struct query_node *child);
void query_node_free(struct query_node *node);

/* Fills *err with three lines: the reason, the source's text around place, and a caret under
 * it. Returns -1. */
int query_complain(const struct query_source *source, size_t place, struct error *err,
                   const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Passes the sentence to the warn function of the options. */
struct query_options;
void query_warn(const struct query_options *options, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
