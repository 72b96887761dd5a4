/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "nodes.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "text.h"

/* Far more than front matter has that a person or a generator wrote; each keeps a file of 16 MiB
 * from taking more than some 64 MiB of memory. */
#define NODES_MAX 500000
#define LIST_MAX 10000 /* values of one list that are kept */
#define ANCHORS_MAX 1000
#define ALIAS_NODES_MAX 10000
#define ALIAS_BYTES_MAX 1000000
#define DEPTH_MAX 64 /* the reader goes no deeper; merge keys neither */

/* The lists and mappings that are being read, each with its last child. */
struct growing {
    struct nodes *nodes;
    size_t depth;
    uint32_t parent[DEPTH_MAX + 1], last[DEPTH_MAX + 1], count[DEPTH_MAX + 1];
    uint32_t anchor[DEPTH_MAX + 1]; /* + 1; 0: none */
    uint64_t nodes_before[DEPTH_MAX + 1], bytes_before[DEPTH_MAX + 1];
};

static uint64_t add_bounded(uint64_t a, uint64_t b)
{
    return a + b < UINT32_MAX ? a + b : UINT32_MAX;
}

static uint32_t add_text(struct nodes *nodes, const char *text, size_t length)
{
    uint32_t at = (uint32_t)nodes->text.length;
    buffer_add(&nodes->text, text, length);
    buffer_add_byte(&nodes->text, 0);
    return at;
}

/* "\0" in a quoted scalar is one character to YAML, but ends a record of -0 and a C string. */
static void set_scalar(struct nodes *nodes, struct node *node, const struct data_item *item)
{
    struct buffer repaired = BUFFER_INIT;
    bool has_nul = memchr(item->value, 0, item->length) != NULL;
    if (has_nul)
        text_repair(&repaired, item->value, item->length);
    const char *text = has_nul ? repaired.data : item->value;
    size_t length = has_nul ? repaired.length : item->length;
    node->at = add_text(nodes, text, length);
    node->length = (uint32_t)length;
    nodes->total_bytes = add_bounded(nodes->total_bytes, length);
    buffer_release(&repaired);
}

/* Adds a child of the innermost list or mapping; 0: a list has enough. */
static uint32_t add_node(struct growing *growing, const struct data_item *item)
{
    static const enum node_kind kinds[] = { [DATA_SCALAR] = NODE_SCALAR,
                                            [DATA_LIST_START] = NODE_LIST,
                                            [DATA_MAPPING_START] = NODE_MAPPING,
                                            [DATA_ALIAS] = NODE_ALIAS };
    struct nodes *nodes = growing->nodes;
    size_t depth = growing->depth;
    struct node *parent = &nodes->items[depth > 0 ? growing->parent[depth] : 0];
    if (depth > 0 && parent == nodes->items) /* within a value that is not kept */
        return 0;
    if (parent->kind == NODE_LIST && growing->count[depth] == LIST_MAX) {
        parent->cut = true;
        return 0;
    }
    if (nodes->count == nodes->capacity) {
        nodes->capacity = nodes->capacity ? nodes->capacity * 2 : 64;
        nodes->items = memory_resize(nodes->items, nodes->capacity, sizeof *nodes->items);
    }
    uint32_t index = nodes->count++;
    nodes->items[index] = (struct node){ .kind = kinds[item->kind],
                                         .plain = item->plain && !item->tag,
                                         .line = (uint32_t)item->line,
                                         .column = (uint32_t)item->column };
    if (depth > 0 && growing->last[depth])
        nodes->items[growing->last[depth]].next = index;
    else if (depth > 0)
        nodes->items[growing->parent[depth]].first = index;
    growing->last[depth] = index;
    growing->count[depth]++;
    nodes->total_nodes++;
    return index;
}

/* The latest anchor of this name, + 1; 0: there is none. */
static uint32_t find_anchor(const struct nodes *nodes, const char *name, size_t length)
{
    for (uint32_t i = nodes->anchor_count; i-- > 0;) {
        const struct node_anchor *anchor = &nodes->anchors[i];
        if (anchor->name_length == length &&
            memcmp(nodes->text.data + anchor->name, name, length) == 0)
            return i + 1;
    }
    return 0;
}

static int add_anchor(struct nodes *nodes, const char *name, uint32_t node, struct error *err)
{
    size_t length = strlen(name);
    if (nodes->anchor_count == ANCHORS_MAX)
        return error_set(err, "more than %d anchors", ANCHORS_MAX);
    nodes->anchors = memory_resize(nodes->anchors, nodes->anchor_count + 1, sizeof *nodes->anchors);
    nodes->anchors[nodes->anchor_count++] =
        (struct node_anchor){ .name = add_text(nodes, name, length),
                              .name_length = (uint32_t)length,
                              .node = node,
                              .open = true };
    return 0;
}

/* Counts what the anchor's node stands for, now that it has ended. */
static void close_anchor(struct nodes *nodes, uint32_t anchor, uint64_t nodes_before,
                         uint64_t bytes_before)
{
    struct node_anchor *closed = &nodes->anchors[anchor];
    closed->open = false;
    closed->nodes = nodes->total_nodes - nodes_before;
    closed->bytes = nodes->total_bytes - bytes_before;
}

static void read_alias(struct nodes *nodes, uint32_t index, const struct data_item *item)
{
    uint32_t anchor = find_anchor(nodes, item->value, item->length);
    if (!anchor || nodes->anchors[anchor - 1].open)
        return;
    nodes->items[index].at = anchor;
    nodes->total_nodes = add_bounded(nodes->total_nodes, nodes->anchors[anchor - 1].nodes);
    nodes->total_bytes = add_bounded(nodes->total_bytes, nodes->anchors[anchor - 1].bytes);
}

static void open_node(struct growing *growing, uint32_t index, uint32_t anchor,
                      uint64_t nodes_before)
{
    size_t depth = ++growing->depth;
    growing->parent[depth] = index;
    growing->last[depth] = growing->count[depth] = 0;
    growing->anchor[depth] = anchor;
    growing->nodes_before[depth] = nodes_before;
    growing->bytes_before[depth] = growing->nodes->total_bytes;
}

static int read_node(struct growing *growing, const struct data_item *item, struct error *err)
{
    struct nodes *nodes = growing->nodes;
    uint64_t nodes_before = nodes->total_nodes, bytes_before = nodes->total_bytes;
    uint32_t index = add_node(growing, item), anchor = 0;
    if (index > NODES_MAX)
        return error_set(err, "more than %d values", NODES_MAX);
    if (item->anchor) {
        if (add_anchor(nodes, item->anchor, index, err) < 0)
            return -1;
        anchor = nodes->anchor_count;
    }
    if (item->kind == DATA_LIST_START || item->kind == DATA_MAPPING_START) {
        open_node(growing, index, anchor, nodes_before);
        return 0;
    }
    if (index && item->kind == DATA_ALIAS)
        read_alias(nodes, index, item);
    if (index && item->kind == DATA_SCALAR) {
        set_scalar(nodes, &nodes->items[index], item);
    }
    if (anchor)
        close_anchor(nodes, anchor - 1, nodes_before, bytes_before);
    return 0;
}

static void end_node(struct growing *growing)
{
    size_t depth = growing->depth--;
    if (growing->anchor[depth])
        close_anchor(growing->nodes, growing->anchor[depth] - 1, growing->nodes_before[depth],
                     growing->bytes_before[depth]);
}

static int read_all(struct growing *growing, struct data_reader *reader, struct data_item *item,
                    struct error *err)
{
    for (;;) {
        if (data_reader_next(reader, item, err) < 0)
            return -1;
        if (item->kind == DATA_END)
            return 0;
        if (item->kind == DATA_LIST_END || item->kind == DATA_MAPPING_END)
            end_node(growing);
        else if (read_node(growing, item, err) < 0)
            return -1;
    }
}

int nodes_read(struct nodes *nodes, const struct data_form *form, const char *text, size_t length,
               struct data_item *item, struct error *err)
{
    struct growing growing = { .nodes = nodes };
    struct data_reader *reader = data_reader_new(form, text, length);
    nodes->capacity = 64;
    nodes->items = memory_resize(NULL, nodes->capacity, sizeof *nodes->items);
    nodes->items[0] = (struct node){ .kind = NODE_SCALAR };
    nodes->count = 1;
    buffer_reserve(&nodes->text, length + 1);
    buffer_add_byte(&nodes->text, 0);
    int result = read_all(&growing, reader, item, err);
    data_reader_free(reader);
    return result;
}

void nodes_release(struct nodes *nodes)
{
    free(nodes->items);
    free(nodes->anchors);
    buffer_release(&nodes->text);
    *nodes = (struct nodes){ 0 };
}

const struct node *nodes_root(const struct nodes *nodes)
{
    return nodes->count > 1 ? &nodes->items[1] : NULL;
}

const char *nodes_text(const struct nodes *nodes, const struct node *node)
{
    return nodes->text.data + node->at;
}

const struct node *nodes_first(const struct nodes *nodes, const struct node *node)
{
    return node->first ? &nodes->items[node->first] : NULL;
}

const struct node *nodes_next(const struct nodes *nodes, const struct node *node)
{
    return node->next ? &nodes->items[node->next] : NULL;
}

const struct node *nodes_follow(struct nodes *nodes, const struct node *node)
{
    if (node->kind != NODE_ALIAS || !node->at || nodes->excess)
        return node;
    const struct node_anchor *anchor = &nodes->anchors[node->at - 1];
    struct node *alias = &nodes->items[node - nodes->items];
    nodes->alias_nodes += alias->followed ? 0 : anchor->nodes;
    nodes->alias_bytes += alias->followed ? 0 : anchor->bytes;
    alias->followed = true;
    if (nodes->alias_nodes <= ALIAS_NODES_MAX && nodes->alias_bytes <= ALIAS_BYTES_MAX)
        return &nodes->items[anchor->node];
    nodes->excess = node;
    return node;
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

static bool is_key(const char *text, const char *key, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (lower(text[i]) != lower(key[i]))
            return false;
    return true;
}

static bool is_merge(const struct nodes *nodes, const struct node *name)
{
    return name->kind == NODE_SCALAR && name->plain && name->length == 2 &&
           memcmp(nodes_text(nodes, name), "<<", 2) == 0;
}

static const struct node *find_in_merges(struct nodes *nodes, const struct node *mapping,
                                         const char *key, size_t length, size_t depth);

/* Each repeated key is noted once, however often it is looked up. */
static void note_repeated(struct nodes *nodes, const struct node *name)
{
    struct node *noted = &nodes->items[name - nodes->items];
    if (!noted->repeated)
        nodes->repeated = name;
    noted->repeated = true;
}

static const struct node *find(struct nodes *nodes, const struct node *mapping, const char *key,
                               size_t length, size_t depth)
{
    const struct node *found = NULL, *name, *value;
    bool merges = false;
    for (name = nodes_first(nodes, mapping); name; name = nodes_next(nodes, value)) {
        value = nodes_next(nodes, name);
        if (!value)
            break;
        const struct node *text = nodes_follow(nodes, name);
        if (text->kind != NODE_SCALAR)
            continue;
        if (text->length == length && is_key(nodes_text(nodes, text), key, length)) {
            if (found)
                note_repeated(nodes, name);
            found = value;
        }
        merges = merges || is_merge(nodes, name);
    }
    return found || !merges ? found : find_in_merges(nodes, mapping, key, length, depth + 1);
}

/* source: a mapping, or a list of some, the first of which that has the key counts. */
static const struct node *find_merged(struct nodes *nodes, const struct node *source,
                                      const char *key, size_t length, size_t depth)
{
    const struct node *found = NULL;
    if (depth > DEPTH_MAX)
        return NULL;
    source = nodes_follow(nodes, source);
    if (source->kind == NODE_MAPPING)
        return find(nodes, source, key, length, depth);
    if (source->kind != NODE_LIST)
        return NULL;
    for (const struct node *one = nodes_first(nodes, source); one && !found;
         one = nodes_next(nodes, one))
        found = find_merged(nodes, one, key, length, depth + 1);
    return found;
}

/* Of several merge keys the last that has the key counts. */
static const struct node *find_in_merges(struct nodes *nodes, const struct node *mapping,
                                         const char *key, size_t length, size_t depth)
{
    const struct node *found = NULL, *name, *value;
    for (name = nodes_first(nodes, mapping); name; name = nodes_next(nodes, value)) {
        value = nodes_next(nodes, name);
        if (!value)
            break;
        const struct node *merged =
            is_merge(nodes, name) ? find_merged(nodes, value, key, length, depth) : NULL;
        found = merged ? merged : found;
    }
    return found;
}

const struct node *nodes_find(struct nodes *nodes, const struct node *mapping, const char *key,
                              size_t length)
{
    return find(nodes, mapping, key, length, 0);
}
