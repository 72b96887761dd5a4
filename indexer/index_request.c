/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index_request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buffer.h"
#include "combination.h"
#include "glob.h"
#include "index_layout.h"
#include "index_request_table.h"
#include "memory.h"
#include "option.h"
#include "shards.h"
#include "text.h"

#define MAX_FILE_SIZE (16 * 1024 * 1024)
#define MAX_JOBS 256

/* What the options said, before the configuration fills the gaps. */
struct reading {
    struct index_request *request;
    const char *path, *config;
    struct list given; /* the long names of the options */
};

static int add_absolute(struct list *list, const char *path, struct error *err)
{
    struct buffer absolute = BUFFER_INIT;
    if (strcmp(path, "-") == 0)
        return error_set(err,
                         "- is not a file: --files-from=- reads names from standard input, and "
                         "./- is a file of that name");
    int result = *path ? index_path_absolute(&absolute, path, err)
                       : error_set(err, "an empty name is not a file or a directory");
    if (result == 0)
        list_add(list, absolute.data, absolute.length);
    buffer_release(&absolute);
    return result;
}

static int read_choice(bool *chosen, const char *name, const char *value, const char *no,
                       const char *yes, struct error *err)
{
    *chosen = strcmp(value, yes) == 0;
    if (*chosen || strcmp(value, no) == 0)
        return 0;
    return error_set(err, "--%s: %s is neither %s nor %s", name, value, no, yes);
}

static int read_when(enum progress_when *when, const char *value, struct error *err)
{
    static const char *const names[] = { "auto", "always", "never" };
    for (int i = 0; i < 3; i++)
        if (strcmp(value, names[i]) == 0) {
            *when = (enum progress_when)i;
            return 0;
        }
    return error_set(err, "--progress: %s is none of auto, always, never", value);
}

static int read_wait(double *seconds, const char *value, struct error *err)
{
    char *end;
    *seconds = strtod(value, &end);
    if (*end || end == value || !(*seconds >= 0 && *seconds < 1e9))
        return error_set(err, "--wait: %s is not a number of seconds", value);
    return 0;
}

static int read_number(struct index_request *request, int id, const char *value, struct error *err)
{
    long number;
    if (id == OPTION_JOBS) {
        if (option_number(&number, value, 1, MAX_JOBS, "--jobs", err) < 0)
            return -1;
        request->jobs = (unsigned)number;
        return 0;
    }
    if (id == OPTION_SHARDS) {
        if (option_number(&number, value, 1, SHARDS_MOST, "--shards", err) < 0)
            return -1;
        request->shard_count = (unsigned)number;
        return 0;
    }
    if (option_number(&number, value, 1, 1L << 30, "--max-file-size", err) < 0)
        return -1;
    request->max_file_size = (size_t)number;
    return 0;
}

/* --help and --version are what is done, whatever else is asked for. */
static void set_action(struct index_request *request, enum index_action action)
{
    if (request->action != ACTION_HELP && request->action != ACTION_VERSION)
        request->action = action;
}

static void add_glob(struct list *list, bool *has, const char *value)
{
    *has = true;
    if (*value)
        list_add_text(list, value);
    else /* clears those before it and those kept with the index */
        list_clear(list);
}

/* Endings between commas, each with or without a dot or *. before. */
static int add_endings(struct index_request *request, const char *value, struct error *err)
{
    request->has_ext = true;
    for (size_t length; *value; value += length + (value[length] == ',')) {
        value += *value == '*';
        value += *value == '.';
        length = strcspn(value, ",");
        if (length == 0 || strcspn(value, "/*?[ ") < length)
            return error_set(err, "--ext: write the endings of names, such as --ext=njk,txt");
        list_add(&request->ext, value, length);
    }
    return 0;
}

static int read_plain(struct index_request *request, const char *value, struct error *err)
{
    bool plain = true;
    if (value && read_choice(&plain, "plain", value, "no", "yes", err) < 0)
        return -1;
    request->plain = plain ? "yes" : "no";
    return 0;
}

static int visit_value(struct reading *reading, int id, const char *value, struct error *err)
{
    struct index_request *request = reading->request;
    switch (id) {
    case OPTION_DB:
        reading->path = value;
        return 0;
    case OPTION_CONFIG:
        reading->config = value;
        return 0;
    case OPTION_FILES_FROM:
        free(request->files_from);
        request->files_from = memory_copy_text(value);
        return 0;
    case OPTION_FORGET:
        set_action(request, ACTION_FORGET);
        return add_absolute(&request->forget, value, err);
    case OPTION_INCLUDE:
        add_glob(&request->include, &request->has_include, value);
        return 0;
    case OPTION_EXCLUDE:
        add_glob(&request->exclude, &request->has_exclude, value);
        return 0;
    case OPTION_EXT:
        return add_endings(request, value, err);
    case OPTION_PLAIN:
        return read_plain(request, value, err);
    case OPTION_LANGUAGE:
        free(request->language);
        request->language = memory_copy_text(value);
        return 0;
    case OPTION_WAIT:
        return read_wait(&request->wait, value, err);
    case OPTION_PROGRESS:
        return read_when(&request->progress, value, err);
    case OPTION_FORMAT:
        return read_choice(&request->json, "format", value, "text", "json", err);
    default:
        return read_number(request, id, value, err);
    }
}

static int visit_option(void *context, const struct option_row *row, const char *value,
                        struct error *err)
{
    struct reading *reading = context;
    struct index_request *request = reading->request;
    list_add_text(&reading->given, row->name);
    switch (row->id) {
    case OPTION_DRY_RUN:
        request->dry_run = true;
        return 0;
    case OPTION_REBUILD:
        request->rebuild = true;
        return 0;
    case OPTION_NULL:
        request->null_ends = true;
        return 0;
    case OPTION_QUIET:
        request->quiet = true;
        return 0;
    case OPTION_VERBOSE:
        request->verbose = true;
        return 0;
    case OPTION_WATCH:
        set_action(request, ACTION_WATCH);
        return 0;
    case OPTION_STATS:
        set_action(request, ACTION_STATS);
        return 0;
    case OPTION_CHECK:
        set_action(request, ACTION_CHECK);
        return 0;
    case OPTION_COMPACT:
        set_action(request, ACTION_COMPACT);
        return 0;
    case OPTION_PROBLEMS:
        set_action(request, ACTION_PROBLEMS);
        return 0;
    case OPTION_HELP:
        set_action(request, ACTION_HELP);
        return 0;
    case OPTION_VERSION:
        set_action(request, ACTION_VERSION);
        return 0;
    default:
        return visit_value(reading, row->id, value, err);
    }
}

static void warn(void *context, const char *message)
{
    if (*(bool *)context)
        return;
    fputs("newsindex: ", stderr);
    text_print_safe(stderr, message);
    fputc('\n', stderr);
}

static void list_move(struct list *to, struct list *from)
{
    list_release(to);
    *to = *from;
    *from = (struct list)LIST_INIT;
}

/* What the options left open, from the configuration. */
static int fill_from_config(struct reading *reading, struct error *err)
{
    struct index_request *request = reading->request;
    struct config *config = &request->config;
    struct buffer path = BUFFER_INIT, absolute = BUFFER_INIT;
    if (config_load(config, reading->config, warn, &request->quiet, err) < 0)
        return -1;
    if (!request->language && config->language)
        request->language = memory_copy_text(config->language);
    if (!request->has_include && config->include.count) {
        list_move(&request->include, &config->include);
        request->has_include = true;
    }
    if (!request->has_exclude && config->exclude.count) {
        list_move(&request->exclude, &config->exclude);
        request->has_exclude = true;
    }
    if (glob_check(&request->include, "include", err) < 0 ||
        glob_check(&request->exclude, "exclude", err) < 0)
        return -1;
    int result = index_path_default(&path, reading->path,
                                    config->dbs.count ? config->dbs.items[0].data : NULL, err);
    if (result == 0 && strncmp(buffer_text(&path), "tcp:", 4) == 0)
        result =
            error_set(err, "%s is a server, which can only be searched: name a directory (--db)",
                      buffer_text(&path));
    if (result == 0)
        result = index_path_absolute(&absolute, buffer_text(&path), err);
    buffer_release(&path);
    if (result == 0)
        request->path = buffer_detach(&absolute);
    buffer_release(&absolute);
    return result;
}

int index_request_read(struct index_request *request, int argc, char *const argv[],
                       struct error *err)
{
    struct list operands = LIST_INIT;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    struct reading reading = { .request = request };
    *request = (struct index_request){ .wait = 10,
                                       .jobs = processors > 0 ? (unsigned)processors : 1,
                                       .max_file_size = MAX_FILE_SIZE };
    struct option_line line = { index_request_options(), argc, argv, "names that file", 0 };
    int result = option_parse(&line, visit_option, &reading, &operands, err);
    if (result == 0 && request->action != ACTION_HELP && request->action != ACTION_VERSION) {
        for (size_t i = 0; result == 0 && i < operands.count; i++)
            result = add_absolute(&request->operands, operands.items[i].data, err);
        if (result == 0)
            result = combination_check(request, &reading.given, err);
        if (result == 0)
            result = fill_from_config(&reading, err);
    }
    list_release(&operands);
    list_release(&reading.given);
    return result;
}

void index_request_release(struct index_request *request)
{
    free(request->path);
    free(request->files_from);
    free(request->language);
    list_release(&request->operands);
    list_release(&request->forget);
    list_release(&request->include);
    list_release(&request->exclude);
    list_release(&request->ext);
    config_release(&request->config);
}
