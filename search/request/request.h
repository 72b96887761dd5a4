/* SPDX-License-Identifier: GPL-2.0-or-later */
/* request.h: the command line and the configuration in one struct, which request_read fills and
 * nobody changes later. */
#ifndef NEWSSEARCH_REQUEST_H
#define NEWSSEARCH_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config.h"
#include "error.h"
#include "list.h"
#include "output/palette.h"
#include "schema.h"

enum request_action {
    ACTION_SEARCH,
    ACTION_BATCH,
    ACTION_SHOW,
    ACTION_OPEN,
    ACTION_EDIT,
    ACTION_MCP,
    ACTION_SEEN,
    ACTION_SAVED,
    ACTION_HELP,
    ACTION_VERSION,
    ACTION_PRINT_CONFIG
};
enum request_when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };
enum sort_key { SORT_RELEVANCE, SORT_DATE, SORT_QUALITY, SORT_HEAT, SORT_TITLE, SORT_PATH };

struct request_regex { /* -e, --not-regex, in order */
    char *argument;
    bool negated;
};

struct request_sort { /* a key of --sort */
    enum sort_key key;
    bool reversed; /* "-" before it */
};

struct request_facet { /* --facet=FIELD[:N] */
    enum field_id field;
    size_t most;
};

enum chart_kind { CHART_DAY, CHART_WEEK, CHART_MONTH, CHART_YEAR, CHART_QUALITY, CHART_HEAT };

#define RANK_DEFAULT_QUALITY 1.0
#define RANK_DEFAULT_HEAT 0.5
#define RANK_DEFAULT_RECENCY 1.0

struct request_rank {
    double quality, heat, recency; /* weights, 0 or more; all 0: only text */
};

/* Where a value in effect came from, for --print-config. */
enum request_origin { ORIGIN_DEFAULT, ORIGIN_FILE, ORIGIN_ENVIRONMENT, ORIGIN_OPTION };
struct request_origins {
    enum request_origin places, limit, sort, format, color, quality, heat, recency;
};

#define LIMIT_ALL UINT32_MAX
/* In place of a field: --collapse=story. */
#define COLLAPSE_STORY FIELD_COUNT
#define COLLAPSE_STORY_NAME "story"

struct request {
    enum request_action action;
    struct list places;         /* -d, or the default; absolute paths, tcp:HOST:PORT */
    double timeout;             /* seconds, --timeout */
    char *query;                /* arguments joined by a space; "" if none */
    bool sorted;                /* --sort was given */
    uint32_t limit, offset;     /* limit LIMIT_ALL: all */
    struct request_sort *sorts; /* keys; count 0: by relevance */
    size_t sort_count;
    struct request_rank rank;
    bool any, ignore_case, count, explain;
    struct request_regex *regexes;
    size_t regex_count;
    char *like;           /* path or URL, NULL */
    char *show;           /* --show: likewise */
    uint32_t open_number; /* --open, --edit: which result, from 1 */
    bool collapse;
    enum field_id collapse_field; /* or COLLAPSE_STORY */
    struct request_facet *facets;
    size_t facet_count;
    enum chart_kind *charts;
    size_t chart_count;
    const struct format *format; /* output/format.h */
    char *template;              /* when the format is a template */
    int *columns;                /* --fields in order (column.h); count 0: the format's default */
    size_t column_count;
    bool no_header, null_ends, no_pager;
    enum request_when color, hyperlink;
    struct palette palette;
    char *batch_file; /* "-": standard input */
    char *since_last; /* --since-last=NAME, NULL */
    bool peek;
    char *signature; /* the query and the options that select articles, to compare requests */
    int64_t now;
    bool now_given; /* --now; else now is when the program started */
    struct config config;
    struct request_origins origins;
    struct list warnings; /* sentences about the options and the configuration */
};

/* From argv and the configuration file. On an error the sentence is in *err (status 2); the
 * warnings are complete in either case. Call request_release in either case. */
int request_read(struct request *request, int argc, char *const argv[], struct error *err);
void request_release(struct request *request);

/* --help, --version and --print-config, on standard output. */
void request_help(void);
void request_print_version(void);
void request_print_config(const struct request *request);

#endif
