/* nodes.h: the YAML of one front matter, event by event, with aliases of scalars
 * resolved. An alias of a list or mapping stays an alias, and what aliases may
 * add to a file is bounded, so that a small file stays a small article. */
#ifndef NEWSSEARCH_NODES_H
#define NEWSSEARCH_NODES_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "list.h"
#include "yaml_reader.h"

struct nodes {
    struct yaml_reader *reader;
    size_t depth;             /* of lists and mappings that are open */
    struct list anchor_names; /* of scalars, side by side with … */
    struct list anchor_values;
    bool *anchor_plain;
    size_t expanded; /* bytes that aliases have stood for so far */
};

/* text is borrowed until nodes_release. */
void nodes_init(struct nodes *nodes, const char *text, size_t length);
void nodes_release(struct nodes *nodes);

/* As yaml_reader_next; an alias of a scalar comes as that scalar, at the alias's place. */
int nodes_next(struct nodes *nodes, struct yaml_item *item, struct error *err);

/* Reads on past the node that item began; its anchors are remembered all the same. */
int nodes_skip(struct nodes *nodes, struct yaml_item *item, struct error *err);

#endif
