/* SPDX-License-Identifier: GPL-2.0-or-later */
/* data_reader.h: front matter and configuration as a stream of events with their places: YAML by
 * libyaml, TOML by toml++, JSON by jansson. Nothing is expanded: an alias is an event that names
 * its anchor. Depth is counted, never recursed. */
#ifndef NEWSSEARCH_DATA_READER_H
#define NEWSSEARCH_DATA_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"

struct data_reader; /* opaque; _new/_free */

/* The readers. A program links only the readers that it names. */
struct data_form;
extern const struct data_form data_form_yaml, data_form_toml, data_form_json;

enum data_kind {
    DATA_END, /* of the document: no event follows */
    DATA_SCALAR,
    DATA_LIST_START,
    DATA_LIST_END,
    DATA_MAPPING_START,
    DATA_MAPPING_END,
    DATA_ALIAS,
};

struct data_item {
    enum data_kind kind;
    const char *value; /* scalar: its text; alias: the anchor's name; valid until the next call */
    size_t length;
    const char *anchor;  /* the name of the node's anchor, or NULL */
    bool plain;          /* the scalar is not quoted: 12 is a number, '12' is a string */
    const char *tag;     /* an explicit tag such as "tag:yaml.org,2002:str", or NULL */
    size_t line, column; /* from 1, where the event begins in text; column in characters */
};

/* Reads the first document of text, UTF-8, which is borrowed until _free. */
struct data_reader *data_reader_new(const struct data_form *form, const char *text, size_t length);
void data_reader_free(struct data_reader *reader);

/* The next event. -1: the text is not of that form, is nested deeper than 64, or has more than one
 * document; err->text is the reason without a place, item->line and column are the place. */
int data_reader_next(struct data_reader *reader, struct data_item *item, struct error *err);

/* Skips the rest of the node that item began (nothing for a scalar or alias). */
int data_reader_skip(struct data_reader *reader, struct data_item *item, struct error *err);

#endif
