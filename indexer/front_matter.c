/* SPDX-License-Identifier: GPL-2.0-or-later */
/* front_matter.c: looks the names of each field up in the tree of the front matter, and hands what
 * they name to field_values.c. */
#include "front_matter.h"

#include <string.h>
#include <strings.h>

#include "field_values.h"
#include "front_matter_block.h"
#include "nodes.h"

/* The value that a dotted name leads to, or NULL. A mapping that is wanted by its name, as
 * provider.name is, may be that name itself. */
static const struct node *find_value(struct nodes *nodes, const struct node *mapping,
                                     const char *name)
{
    for (;;) {
        size_t length = strcspn(name, ".");
        const struct node *found = nodes_find(nodes, mapping, name, strlen(name));
        if (found || !name[length]) /* the dots may be part of the key */
            return found;
        found = nodes_find(nodes, mapping, name, length);
        if (!found)
            return NULL;
        found = nodes_follow(nodes, found);
        if (found->kind != NODE_MAPPING)
            return strcasecmp(name + length, ".name") == 0 ? found : NULL;
        mapping = found;
        name += length + 1;
    }
}

/* The last value of a repeated key counts; warns that the others are left out. */
static void warn_of_repeated(struct field_values *values)
{
    struct error message;
    const struct front_matter_options *options = values->options;
    struct nodes *nodes = values->nodes;
    const struct node *key = nodes->repeated;

    nodes->repeated = NULL;
    if (!key || !options || !options->warn)
        return;
    error_set(&message, "%zu:%u: %s: the key is repeated; its last value counts",
              key->line + values->lines_before, key->column,
              nodes_text(nodes, nodes_follow(nodes, key)));
    options->warn(options->warn_context, message.text);
}

/* Whether the field has its value, so that later names are not read. */
static bool read_source(struct field_values *values, const struct field *field,
                        const struct field_source *source)
{
    const struct node *node = find_value(values->nodes, nodes_root(values->nodes), source->name);
    enum field_result result = node ? field_values_read(values, field, source, node) : FIELD_EMPTY;

    warn_of_repeated(values);
    return !field->many && (result == FIELD_SET || result == FIELD_WRONG);
}

/* A name of the configuration: "!hidden" is inverted, and so is one that ends in draft. */
static bool read_configured(struct field_values *values, const struct field *field,
                            const char *text)
{
    struct buffer name = BUFFER_INIT;
    const char *bracket = strstr(text, "[]"), *dot = strrchr(text, '.');
    struct field_source source = { .inverted = *text == '!' ||
                                               strcasecmp(dot ? dot + 1 : text, "draft") == 0 };

    text += *text == '!';
    buffer_add(&name, text, bracket ? (size_t)(bracket - text) : strlen(text));
    source.name = buffer_text(&name); /* what comes after [] is read anyway */
    bool is_read = read_source(values, field, &source);
    values->source = NULL;
    buffer_release(&name);
    return is_read;
}

/* Reads the schema's names before the configuration's. A field without names in the schema is not
 * read from front matter. */
static void read_field(struct field_values *values, const struct field *field,
                       const struct config *config)
{
    const struct field_source *source = field->sources;

    if (!source->name)
        return;
    for (; source->name; source++)
        if (read_source(values, field, source))
            return;
    for (size_t i = 0; config && i < config->fields[field->id].count; i++)
        if (read_configured(values, field, config->fields[field->id].items[i].data))
            return;
}

static enum front_matter_result refuse(struct error *err, size_t line, size_t column,
                                       const char *text)
{
    struct error reason;

    error_set(&reason, "%s", text);
    error_set(err, "%zu:%zu: %s", line, column, reason.text);
    return FRONT_MATTER_BAD;
}

static enum front_matter_result read_fields(struct article *article, struct nodes *nodes,
                                            const struct front_matter_block *block,
                                            const struct front_matter_options *options,
                                            struct error *err)
{
    const struct node *root = nodes_root(nodes);
    struct field_values values = {
        .article = article, .nodes = nodes, .options = options, .lines_before = block->line
    };

    if (!root || (root->kind == NODE_SCALAR && root->length == 0))
        return FRONT_MATTER_READ;
    if (root->kind != NODE_MAPPING)
        return refuse(err, root->line + block->line, root->column,
                      "front matter has no \"key: value\" at its beginning");
    for (enum field_id id = 0; id < FIELD_COUNT; id++)
        read_field(&values, schema_field(id), options ? options->config : NULL);
    field_values_release(&values);
    if (nodes->excess)
        return refuse(err, nodes->excess->line + block->line, nodes->excess->column,
                      "aliases stand for more than " NODES_ALIAS_BOUND);
    return FRONT_MATTER_READ;
}

static enum front_matter_result read_block(struct article *article, const char *text,
                                           const struct front_matter_block *block,
                                           const struct front_matter_options *options,
                                           struct error *err)
{
    struct nodes nodes = { 0 };
    struct data_item item;
    enum front_matter_result result;

    if (nodes_read(&nodes, block->form, text + block->start, block->end - block->start, &item,
                   err) < 0)
        result = refuse(err, item.line + block->line, item.column, err->text);
    else
        result = read_fields(article, &nodes, block, options, err);
    nodes_release(&nodes);
    return result;
}

enum front_matter_result front_matter_parse(struct article *article, const char *text,
                                            size_t length, size_t *body,
                                            const struct front_matter_options *options,
                                            struct error *err)
{
    struct front_matter_block block;

    switch (front_matter_block_find(&block, text, length, err)) {
    case BLOCK_NONE:
        return FRONT_MATTER_NONE;
    case BLOCK_UNREAD:
        return FRONT_MATTER_UNREAD;
    case BLOCK_LINES:
        return options && options->plain ? FRONT_MATTER_NONE : FRONT_MATTER_UNREAD;
    case BLOCK_UNCLOSED:
        return FRONT_MATTER_BAD;
    case BLOCK_FOUND:
        break;
    }
    *body = block.body;
    return read_block(article, text, &block, options, err);
}
