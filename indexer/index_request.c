/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index_request.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buffer.h"
#include "combination.h"
#include "command.h"
#include "glob.h"
#include "index_layout.h"
#include "index_request_table.h"
#include "memory.h"
#include "shards.h"
#include "text.h"

#define MAX_FILE_SIZE (16 * 1024 * 1024)
#define MAX_JOBS 256

/* What the options said, before the configuration fills the gaps. */
struct reading {
    struct index_request *request;
    const char *path, *config;
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

static int read_db(struct reading *reading, const char *value, struct error *err)
{
    (void)err;
    reading->path = value;
    return 0;
}

static int read_config(struct reading *reading, const char *value, struct error *err)
{
    (void)err;
    reading->config = value;
    return 0;
}

static int read_files_from(struct reading *reading, const char *value, struct error *err)
{
    (void)err;
    free(reading->request->files_from);
    reading->request->files_from = memory_copy_text(value);
    return 0;
}

static int read_forget(struct reading *reading, const char *value, struct error *err)
{
    return add_absolute(&reading->request->forget, value, err);
}

static void add_glob(struct list *list, bool *has, const char *value)
{
    *has = true;
    if (*value)
        list_add_text(list, value);
    else /* clears earlier ones and those stored in the index */
        list_clear(list);
}

static int read_include(struct reading *reading, const char *value, struct error *err)
{
    (void)err;
    add_glob(&reading->request->include, &reading->request->has_include, value);
    return 0;
}

static int read_exclude(struct reading *reading, const char *value, struct error *err)
{
    (void)err;
    add_glob(&reading->request->exclude, &reading->request->has_exclude, value);
    return 0;
}

/* Endings between commas, each with or without a dot or *. before. */
static int read_ext(struct reading *reading, const char *value, struct error *err)
{
    struct index_request *request = reading->request;
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

static int read_plain(struct reading *reading, const char *value, struct error *err)
{
    bool plain = true;
    if (value && read_choice(&plain, "plain", value, "no", "yes", err) < 0)
        return -1;
    reading->request->plain = plain ? "yes" : "no";
    return 0;
}

static int read_language(struct reading *reading, const char *value, struct error *err)
{
    (void)err;
    free(reading->request->language);
    reading->request->language = memory_copy_text(value);
    return 0;
}

static int read_wait(struct reading *reading, const char *value, struct error *err)
{
    char *end;
    double seconds = strtod(value, &end);
    if (*end || end == value || !(seconds >= 0 && seconds < 1e9))
        return error_set(err, "--wait: %s is not a number of seconds", value);
    reading->request->wait = seconds;
    return 0;
}

static int read_progress(struct reading *reading, const char *value, struct error *err)
{
    static const char *const names[] = { "auto", "always", "never" };
    for (int i = 0; i < 3; i++)
        if (strcmp(value, names[i]) == 0) {
            reading->request->progress = (enum progress_when)i;
            return 0;
        }
    return error_set(err, "--progress: %s is none of auto, always, never", value);
}

static int read_format(struct reading *reading, const char *value, struct error *err)
{
    return read_choice(&reading->request->json, "format", value, "text", "json", err);
}

static int read_jobs(struct reading *reading, const char *value, struct error *err)
{
    long number;
    if (option_number(&number, value, 1, MAX_JOBS, "--jobs", err) < 0)
        return -1;
    reading->request->jobs = (unsigned)number;
    return 0;
}

static int read_shards(struct reading *reading, const char *value, struct error *err)
{
    long number;
    if (option_number(&number, value, 1, SHARDS_MAX, "--shards", err) < 0)
        return -1;
    reading->request->shard_count = (unsigned)number;
    return 0;
}

static int read_max_file_size(struct reading *reading, const char *value, struct error *err)
{
    long number;
    if (option_number(&number, value, 1, 1L << 30, "--max-file-size", err) < 0)
        return -1;
    reading->request->max_file_size = (size_t)number;
    return 0;
}

/* What an option does: sets a flag, chooses an action, reads its argument. */
static const struct effect {
    size_t flag;              /* offset of a bool in struct index_request, or 0 */
    enum index_action action; /* or ACTION_INDEX */
    int (*read)(struct reading *reading, const char *value, struct error *err);
} EFFECTS[OPTION_END] = {
    [OPTION_DB] = { .read = read_db },
    [OPTION_DRY_RUN] = { .flag = offsetof(struct index_request, dry_run) },
    [OPTION_REBUILD] = { .flag = offsetof(struct index_request, rebuild) },
    [OPTION_FILES_FROM] = { .read = read_files_from },
    [OPTION_NULL] = { .flag = offsetof(struct index_request, null_ends) },
    [OPTION_FORGET] = { .action = ACTION_FORGET, .read = read_forget },
    [OPTION_WATCH] = { .action = ACTION_WATCH },
    [OPTION_INCLUDE] = { .read = read_include },
    [OPTION_EXCLUDE] = { .read = read_exclude },
    [OPTION_EXT] = { .read = read_ext },
    [OPTION_PLAIN] = { .read = read_plain },
    [OPTION_MAX_FILE_SIZE] = { .read = read_max_file_size },
    [OPTION_JOBS] = { .read = read_jobs },
    [OPTION_SHARDS] = { .read = read_shards },
    [OPTION_LANGUAGE] = { .read = read_language },
    [OPTION_WAIT] = { .read = read_wait },
    [OPTION_PROGRESS] = { .read = read_progress },
    [OPTION_FORMAT] = { .read = read_format },
    [OPTION_STATS] = { .action = ACTION_STATS },
    [OPTION_CHECK] = { .action = ACTION_CHECK },
    [OPTION_COMPACT] = { .action = ACTION_COMPACT },
    [OPTION_PROBLEMS] = { .action = ACTION_PROBLEMS },
    [OPTION_CONFIG] = { .read = read_config },
    [OPTION_QUIET] = { .flag = offsetof(struct index_request, quiet) },
    [OPTION_VERBOSE] = { .flag = offsetof(struct index_request, verbose) },
    [OPTION_HELP] = { .action = ACTION_HELP },
    [OPTION_VERSION] = { .action = ACTION_VERSION },
};

static int visit_option(void *context, const struct option_row *row, const char *value,
                        struct error *err)
{
    struct reading *reading = context;
    struct index_request *request = reading->request;
    const struct effect *effect = &EFFECTS[row->id];
    /* --help and --version come before every other action */
    if (effect->action && request->action != ACTION_HELP && request->action != ACTION_VERSION)
        request->action = effect->action;
    if (effect->flag)
        *(bool *)((char *)request + effect->flag) = true;
    return effect->read ? effect->read(reading, value, err) : 0;
}

static void warn(void *context, const char *message)
{
    if (*(bool *)context)
        return;
    fputs("newsindex: warning: ", stderr);
    text_print_safe(stderr, message);
    fputc('\n', stderr);
}

/* Patterns of the configuration, if no option gives some. An empty list or text is a list, too: it
 * clears the one stored in the index, as an empty option does. */
static void take_patterns(struct list *list, bool *has, bool *configured, struct list *given,
                          const struct config_place *place)
{
    if (*has || place->line == 0)
        return;
    list_release(list);
    for (size_t i = 0; i < given->count; i++)
        add_glob(list, has, given->items[i].data);
    *has = *configured = true;
}

static void name_list(struct buffer *out, const struct config *config,
                      const struct config_place *place, const char *key)
{
    if (place)
        buffer_printf(out, "%s:%zu:%zu: %s: ", config->path, place->line, place->column, key);
    else
        buffer_printf(out, "--%s=", key);
}

void index_request_name_include(struct buffer *out, const struct index_request *request)
{
    const struct config *config = &request->config;
    name_list(out, config, request->config_include ? &config->include_place : NULL, "include");
}

void index_request_name_exclude(struct buffer *out, const struct index_request *request)
{
    const struct config *config = &request->config;
    name_list(out, config, request->config_exclude ? &config->exclude_place : NULL, "exclude");
}

static int check_patterns(const struct index_request *request, struct error *err)
{
    struct buffer include = BUFFER_INIT, exclude = BUFFER_INIT;
    index_request_name_include(&include, request);
    index_request_name_exclude(&exclude, request);
    int result = glob_check(&request->include, buffer_text(&include),
                            request->config_include ? "" : "--include=", err);
    if (result == 0)
        result = glob_check(&request->exclude, buffer_text(&exclude),
                            request->config_exclude ? "" : "--exclude=", err);
    buffer_release(&include);
    buffer_release(&exclude);
    return result;
}

/* What the options left open, from the configuration. */
static int fill_from_config(struct reading *reading, struct error *err)
{
    struct index_request *request = reading->request;
    struct config *config = &request->config;
    struct buffer path = BUFFER_INIT, absolute = BUFFER_INIT;
    if (config_load(config, reading->config, warn, &request->quiet, err) < 0)
        return -1;
    if (!request->language && config->language) {
        request->language = memory_copy_text(config->language);
        request->config_language = true;
    }
    take_patterns(&request->include, &request->has_include, &request->config_include,
                  &config->include, &config->include_place);
    take_patterns(&request->exclude, &request->has_exclude, &request->config_exclude,
                  &config->exclude, &config->exclude_place);
    if (check_patterns(request, err) < 0)
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
    if (result == 0 && reading->path)
        command_name_index(request->path);
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
    struct option_line line = { .rows = index_request_options(),
                                .argc = argc,
                                .argv = argv,
                                .program = "newsindex",
                                .singly = "-n -v, -d index or -j2",
                                .hyphen_means = "names that file" };
    int result = option_parse(&line, visit_option, &reading, &operands, err);
    if (result == 0 && request->action != ACTION_HELP && request->action != ACTION_VERSION) {
        for (size_t i = 0; result == 0 && i < operands.count; i++)
            result = add_absolute(&request->operands, operands.items[i].data, err);
        if (result == 0)
            result = combination_check(request, &line, err);
        if (result == 0)
            result = fill_from_config(&reading, err);
    }
    list_release(&operands);
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
