/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config.h: the configuration file of both programs, config.yaml. */
#ifndef NEWSSEARCH_CONFIG_H
#define NEWSSEARCH_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "list.h"
#include "schema.h"

struct config_place { /* where a value came from, for --print-config; line 0: not set in the file */
    size_t line, column;
};

struct config_saved {
    char *name;
    char *query;
    struct config_place place;
};

struct config_base {
    char *directory; /* absolute, "~/" expanded; "": every directory */
    char *address;   /* http or https; relative permalinks of its articles are below it */
    struct config_place place;
};

#define CONFIG_WEIGHT_MAX 1e6 /* of rank_quality and the like */

struct config {
    char *path;      /* of the file read, NULL if there is none */
    struct list dbs; /* "~/" expanded; empty: not set. newsindex writes the first */
    char *language, *format, *sort, *color, *pager; /* NULL: not set */
    struct list include, exclude;
    struct list colors; /* "match:fg:red" */
    struct config_place *color_places;
    bool has_rank;
    double rank_quality, rank_heat, rank_recency; /* NaN: not set */
    long limit;                                   /* -1: not set; -2: all */
    struct list fields[FIELD_COUNT];              /* more front matter names for a field */
    struct config_place field_places[FIELD_COUNT];
    struct config_saved *saved;
    size_t saved_count;
    struct config_base *bases;
    size_t base_count;
    struct config_place db_place, language_place, format_place, sort_place, color_place,
        pager_place, include_place, exclude_place, rank_place, limit_place;
};

/* Called for each warning (an unknown key): "PATH:LINE:COLUMN: reason". */
typedef void config_warn(void *context, const char *message);

/* Reads path (the option's; it must exist), or the default file if path is NULL (an absent one is
 * an empty configuration). A bad value or broken YAML is an error that names its place. */
int config_load(struct config *config, const char *path, config_warn *warn, void *context,
                struct error *err);
void config_release(struct config *config);

/* Forgets the values of `base`: if the key is there twice, the last counts. */
void config_release_bases(struct config *config);

/* The saved query of this name, or NULL. Owned by config. */
const struct config_saved *config_saved(const struct config *config, const char *name,
                                        size_t length);

#endif
