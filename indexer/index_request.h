/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index_request.h: what newsindex's command line and configuration ask for. */
#ifndef NEWSSEARCH_INDEX_REQUEST_H
#define NEWSSEARCH_INDEX_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "config.h"
#include "error.h"
#include "list.h"

enum index_action {
    ACTION_INDEX,
    ACTION_FORGET,
    ACTION_WATCH,
    ACTION_STATS,
    ACTION_CHECK,
    ACTION_COMPACT,
    ACTION_PROBLEMS,
    ACTION_HELP,
    ACTION_VERSION,
};

enum progress_when { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };

struct shard_run;

struct index_request {
    enum index_action action;
    char *path;           /* of the index, absolute */
    struct list operands; /* DIR|FILE, absolute */
    struct list forget;   /* absolute */
    char *files_from;     /* "-": standard input; NULL */
    bool null_ends;       /* -0 */
    bool dry_run, rebuild, json, quiet, verbose;
    bool has_include, has_exclude, has_ext;
    /* The value is not that of an option but the configuration's. */
    bool config_include, config_exclude, config_language;
    struct list include, exclude;
    struct list ext;   /* endings without dots */
    const char *plain; /* "yes", "no"; NULL: as the index says, or no */
    char *language;    /* NULL: as the index says, or english */
    unsigned jobs;
    unsigned shard_count;     /* --shards; 0: one index */
    unsigned shard;           /* which of them path is (shards.h) */
    struct shard_run *shards; /* what the shards of the run share; NULL: one index */
    double wait;              /* seconds */
    size_t max_file_size;     /* bytes */
    enum progress_when progress;
    struct config config;
};

/* -1: an error of the command line or the configuration. *request is to be released in any case. */
int index_request_read(struct index_request *request, int argc, char *const argv[],
                       struct error *err);
/* Appends what precedes a pattern of the list in a message: the option, or where the configuration
 * has the list. */
void index_request_name_include(struct buffer *out, const struct index_request *request);
void index_request_name_exclude(struct buffer *out, const struct index_request *request);
void index_request_release(struct index_request *request);

#endif
