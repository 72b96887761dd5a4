/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config_reader.h: reads the YAML of the configuration value by value, and says where it is wrong.
 */
#ifndef NEWSSEARCH_CONFIG_READER_H
#define NEWSSEARCH_CONFIG_READER_H

#include <stdbool.h>

#include "config.h"
#include "data_reader.h"
#include "error.h"

struct config_reader {
    struct config *config;
    struct data_reader *data;
    struct data_item item; /* the current one */
    config_warn *warn;     /* may be NULL */
    void *context;
    struct error *err;
    bool repeated; /* the key of the entry that is read was in its mapping before */
};

/* An error at a place of the file; returns -1. All functions that return int do so after one. */
__attribute__((format(printf, 3, 4))) int config_reader_fail(struct config_reader *reader,
                                                             struct config_place place,
                                                             const char *format, ...);
void config_reader_warn(struct config_reader *reader, struct config_place place, const char *reason,
                        const char *name);

/* Of the current item. */
struct config_place config_reader_place(const struct config_reader *reader);
/* A key without a value counts as absent. */
bool config_reader_is_null(const struct config_reader *reader);
bool config_reader_is_text(const struct config_reader *reader);

int config_reader_next(struct config_reader *reader);
/* Passes over all of the value that the current item begins. */
int config_reader_skip(struct config_reader *reader);

/* The functions below read the value that the current item begins. key is for the error. */

/* Replaces *text, which is the caller's to free. */
int config_reader_text(struct config_reader *reader, const char *key, char **text,
                       struct config_place *place);
/* One text, or a list of them. */
int config_reader_list(struct config_reader *reader, const char *key, struct list *list);

/* Calls read for each entry of the mapping, with its value as the current item. Warns of a key that
 * was there before. */
typedef int config_read_entry(struct config_reader *reader, const char *key,
                              struct config_place place);
int config_reader_mapping(struct config_reader *reader, const char *name, config_read_entry *read);

#endif
