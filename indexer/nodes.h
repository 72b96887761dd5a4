/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nodes.h: front matter as a tree. Keys are found in upper or lower case; aliases and merge keys
 * (<<) are followed, up to a limit, so that a small file stays a small article. */
#ifndef NEWSSEARCH_NODES_H
#define NEWSSEARCH_NODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "data_reader.h"
#include "error.h"

/* The limit of all aliases in one front matter, for messages. */
#define NODES_ALIAS_BOUND "10000 values or 1000000 bytes"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAPPING, NODE_ALIAS };

struct node {
    enum node_kind kind;
    bool plain;      /* a scalar without quotes or tag */
    bool cut;        /* a list of more values than are kept */
    bool followed;   /* an alias that is counted already */
    bool repeated;   /* a key that nodes_find met before in its mapping */
    uint32_t line;   /* from 1, in the text that was read */
    uint32_t column; /* from 1, in characters */
    uint32_t first;  /* list: the first value; mapping: the first key; 0: none */
    uint32_t next;   /* the value after it; of a key its value, of a value the next key; 0: none */
    uint32_t at;     /* scalar: where its text begins; alias: its anchor + 1, 0: unknown */
    uint32_t length; /* of a scalar's text, which a NUL follows */
};

struct node_anchor {
    uint32_t name, name_length; /* in text */
    uint32_t node;
    bool open;             /* the node has not ended yet */
    uint64_t nodes, bytes; /* of it, with the content of its aliases */
};

struct nodes {
    struct node *items; /* items[0] is unused, items[1] the root */
    uint32_t count, capacity;
    struct node_anchor *anchors;
    uint32_t anchor_count;
    struct buffer text; /* of scalars and anchors' names */
    uint64_t total_nodes, total_bytes;
    uint64_t alias_nodes, alias_bytes; /* what followed aliases have stood for so far */
    const struct node *excess;         /* the alias that went beyond the bound, or NULL */
    const struct node *repeated;       /* the repeated key that nodes_find marked last; the caller
                                          sets it back to NULL */
};

/* Reads text, which is not needed any more afterwards. *nodes is all zero before. -1: it is not of
 * that form, or larger than any honest front matter: item->line and column are the place. */
int nodes_read(struct nodes *nodes, const struct data_form *form, const char *text, size_t length,
               struct data_item *item, struct error *err);
void nodes_release(struct nodes *nodes);

/* NULL for a document without a value. */
const struct node *nodes_root(const struct nodes *nodes);

/* The text of a scalar. Valid until nodes_release. */
const char *nodes_text(const struct nodes *nodes, const struct node *node);

const struct node *nodes_first(const struct nodes *nodes, const struct node *node);
const struct node *nodes_next(const struct nodes *nodes, const struct node *node);

/* The node itself, or the node of an alias. The alias itself if its anchor is unknown, or after the
 * followed aliases exceed the limit: then nodes->excess is set. */
const struct node *nodes_follow(struct nodes *nodes, const struct node *node);

/* The value of the mapping's key, case aside, or NULL; of the same keys the last, and only where
 * there is none the merged ones. Aliases are not followed. */
const struct node *nodes_find(struct nodes *nodes, const struct node *mapping, const char *key,
                              size_t length);

#endif
