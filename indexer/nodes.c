#include "nodes.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* Far more than front matter written by hand or by a generator has; past them an alias
 * stays unresolved and its field is absent, with a warning. */
#define ANCHORS_MAX 64
#define ANCHORED_LENGTH_MAX 4096
#define EXPANDED_MAX 65536

static bool find_anchor(const struct nodes *nodes, const char *name, size_t *at)
{
    size_t length = strlen(name);
    for (size_t i = nodes->anchor_names.count; i-- > 0;) {
        const struct list_item *known = &nodes->anchor_names.items[i];
        if (known->length == length && memcmp(known->data, name, length) == 0) {
            *at = i;
            return true;
        }
    }
    return false;
}

static void forget(struct nodes *nodes, const char *anchor)
{
    size_t at;
    if (find_anchor(nodes, anchor, &at))
        nodes->anchor_names.items[at].length = 0; /* no anchor's name is empty */
}

static void remember(struct nodes *nodes, const struct yaml_item *scalar)
{
    size_t at = nodes->anchor_names.count;

    forget(nodes, scalar->anchor); /* an anchor may be defined again */
    if (at >= ANCHORS_MAX || scalar->length > ANCHORED_LENGTH_MAX)
        return;
    list_add_text(&nodes->anchor_names, scalar->anchor);
    list_add(&nodes->anchor_values, scalar->value, scalar->length);
    if (!nodes->anchor_plain)
        nodes->anchor_plain = memory_allocate(ANCHORS_MAX * sizeof *nodes->anchor_plain);
    nodes->anchor_plain[at] = scalar->plain && !scalar->tag;
}

static void resolve(struct nodes *nodes, struct yaml_item *item)
{
    size_t at;
    if (!find_anchor(nodes, item->value, &at))
        return;
    const struct list_item *value = &nodes->anchor_values.items[at];
    if (nodes->expanded + value->length > EXPANDED_MAX)
        return;
    nodes->expanded += value->length;
    item->kind = YAML_SCALAR;
    item->value = value->data;
    item->length = value->length;
    item->plain = nodes->anchor_plain[at];
}

void nodes_init(struct nodes *nodes, const char *text, size_t length)
{
    *nodes = (struct nodes){ .reader = yaml_reader_new(text, length) };
}

void nodes_release(struct nodes *nodes)
{
    yaml_reader_free(nodes->reader);
    list_release(&nodes->anchor_names);
    list_release(&nodes->anchor_values);
    free(nodes->anchor_plain);
    *nodes = (struct nodes){ 0 };
}

int nodes_next(struct nodes *nodes, struct yaml_item *item, struct error *err)
{
    if (yaml_reader_next(nodes->reader, item, err) < 0)
        return -1;
    switch (item->kind) {
    case YAML_SCALAR:
        if (item->anchor)
            remember(nodes, item);
        break;
    case YAML_ALIAS:
        resolve(nodes, item);
        break;
    case YAML_SEQUENCE_START:
    case YAML_MAPPING_START:
        nodes->depth++;
        if (item->anchor)
            forget(nodes, item->anchor);
        break;
    case YAML_SEQUENCE_END:
    case YAML_MAPPING_END:
        nodes->depth--;
        break;
    case YAML_END:
        break;
    }
    return 0;
}

int nodes_skip(struct nodes *nodes, struct yaml_item *item, struct error *err)
{
    if (item->kind != YAML_SEQUENCE_START && item->kind != YAML_MAPPING_START)
        return 0;
    for (size_t outside = nodes->depth - 1; nodes->depth > outside;)
        if (nodes_next(nodes, item, err) < 0)
            return -1;
    return 0;
}
