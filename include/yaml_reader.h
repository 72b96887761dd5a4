/* yaml_reader.h: YAML as a stream of events with their places, over libyaml.
 * Nothing is expanded: an alias is an event that names its anchor. Depth is
 * counted, never recursed. */
#ifndef NEWSSEARCH_YAML_READER_H
#define NEWSSEARCH_YAML_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"

struct yaml_reader; /* opaque; _new/_free */

enum yaml_kind {
    YAML_END, /* of the document: no event follows */
    YAML_SCALAR,
    YAML_SEQUENCE_START,
    YAML_SEQUENCE_END,
    YAML_MAPPING_START,
    YAML_MAPPING_END,
    YAML_ALIAS,
};

struct yaml_item {
    enum yaml_kind kind;
    const char *value; /* scalar: its text; alias: the anchor's name; valid until the next call */
    size_t length;
    const char *anchor;  /* the name this node is anchored by, or NULL */
    bool plain;          /* a scalar without quotes: 12 is a number, '12' is not */
    const char *tag;     /* an explicit tag such as "tag:yaml.org,2002:str", or NULL */
    size_t line, column; /* from 1, where the event begins in text; column in characters */
};

/* Reads the first document of text, which is borrowed until _free. */
struct yaml_reader *yaml_reader_new(const char *text, size_t length);
void yaml_reader_free(struct yaml_reader *reader);

/* The next event. -1: not YAML, nested deeper than 64, or more than one document;
 * err->text is the reason alone and item->line and column its place. */
int yaml_reader_next(struct yaml_reader *reader, struct yaml_item *item, struct error *err);

/* Reads on past the node that item began (nothing to do for a scalar or alias). */
int yaml_reader_skip(struct yaml_reader *reader, struct yaml_item *item, struct error *err);

#endif
