/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line is read first. What it leaves open is taken from the configuration, then from
 * the defaults. */
#include "request.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "environment.h"
#include "index_layout.h"
#include "memory.h"
#include "option.h"
#include "request_action.h"
#include "request_check.h"
#include "request_foreign.h"
#include "request_table.h"
#include "request_value.h"
#include "text.h"
#include "xapian_shim.h"

#define LIMIT_DEFAULT 10
#define TIMEOUT_DEFAULT 10.0

struct reading {
    struct request *request;
    char *config_path;
};

static int read_batch(struct reading *reading, const char *value, struct error *err)
{
    if (request_action_set(reading->request, ACTION_BATCH, err) < 0)
        return -1;
    free(reading->request->batch_file);
    reading->request->batch_file = memory_copy_text(value ? value : "-");
    return 0;
}

static int read_config_path(struct reading *reading, const char *value, struct error *err)
{
    (void)err;
    free(reading->config_path);
    reading->config_path = memory_copy_text(value);
    return 0;
}

static int read_sort(struct reading *reading, const char *value, struct error *err)
{
    reading->request->sorted = true;
    return request_value_sort(reading->request, value, err);
}

/* What an option does: sets a flag, chooses an action, or reads its argument. */
struct effect {
    size_t flag; /* offset of a bool in struct request, where the rest is 0 */
    enum request_action action;
    int (*value)(struct request *request, const char *value, struct error *err);
    int (*read)(struct reading *reading, const char *value, struct error *err);
};

#define FLAG(member)                                                                               \
    {                                                                                              \
        .flag = offsetof(struct request, member)                                                   \
    }
#define VALUE(name)                                                                                \
    {                                                                                              \
        .value = request_value_##name                                                              \
    }

static const struct effect effects[OPTION_END] = {
    [OPTION_ANY] = FLAG(any),
    [OPTION_REGEX] = VALUE(regex),
    [OPTION_NOT_REGEX] = VALUE(not_regex),
    [OPTION_IGNORE_CASE] = FLAG(ignore_case),
    [OPTION_LIKE] = VALUE(like),
    [OPTION_SINCE_LAST] = VALUE(since_last),
    [OPTION_PEEK] = FLAG(peek),
    [OPTION_SEEN] = { .value = request_action_seen },
    [OPTION_NOW] = VALUE(now),
    [OPTION_LIMIT] = VALUE(limit),
    [OPTION_OFFSET] = VALUE(offset),
    [OPTION_SORT] = { .read = read_sort },
    [OPTION_RANK] = VALUE(rank),
    [OPTION_COLLAPSE] = VALUE(collapse),
    [OPTION_FACET] = VALUE(facet),
    [OPTION_CHART] = VALUE(chart),
    [OPTION_COUNT] = FLAG(count),
    [OPTION_FORMAT] = VALUE(format),
    [OPTION_FIELDS] = VALUE(columns),
    [OPTION_NO_HEADER] = FLAG(no_header),
    [OPTION_NULL] = FLAG(null_ends),
    [OPTION_EXPLAIN] = FLAG(explain),
    [OPTION_COLOR] = VALUE(color),
    [OPTION_HYPERLINK] = VALUE(hyperlink),
    [OPTION_NO_PAGER] = FLAG(no_pager),
    [OPTION_DB] = VALUE(place),
    [OPTION_SAVED] = { .value = request_action_saved },
    [OPTION_BATCH] = { .read = read_batch },
    [OPTION_SHOW] = { .value = request_action_show },
    [OPTION_OPEN] = { .value = request_action_open },
    [OPTION_EDIT] = { .value = request_action_edit },
    [OPTION_MCP] = { .value = request_action_mcp },
    [OPTION_TIMEOUT] = VALUE(timeout),
    [OPTION_CONFIG] = { .read = read_config_path },
    [OPTION_PRINT_CONFIG] = { .action = ACTION_PRINT_CONFIG },
    [OPTION_HELP] = { .action = ACTION_HELP },
    [OPTION_VERSION] = { .action = ACTION_VERSION },
};

static int visit(void *context, const struct option_row *row, const char *value, struct error *err)
{
    struct reading *reading = context;
    struct request *request = reading->request;
    const struct effect *effect = &effects[row->id];
    if (effect->read)
        return effect->read(reading, value, err);
    if (effect->value)
        return effect->value(request, value, err);
    if (effect->flag)
        *(bool *)((char *)request + effect->flag) = true;
    /* --help goes before all others, --version before the rest */
    else if (request->action != ACTION_HELP && request->action != ACTION_VERSION)
        request->action = effect->action;
    else if (effect->action == ACTION_HELP)
        request->action = ACTION_HELP;
    return 0;
}

/* A word after "--" that is spelled like an option is more often meant as one. */
static void warn_of_option(struct request *request, const char *word, const struct option_row *row)
{
    struct buffer sentence = BUFFER_INIT;
    buffer_printf(&sentence, "after --, %s excludes a word; for the option --%s write it before --",
                  word, row->name);
    list_add(&request->warnings, sentence.data, sentence.length);
    buffer_release(&sentence);
}

/* before_end: the number of operands before "--". */
static void join_query(struct request *request, const struct list *operands, size_t before_end)
{
    struct buffer query = BUFFER_INIT;
    for (size_t i = 0; i < operands->count; i++) {
        const char *word = operands->items[i].data;
        const struct option_row *row =
            i < before_end ? NULL : option_spelled(request_options(), word);
        if (row)
            warn_of_option(request, word, row);
        bool long_form = row && word[1] == '-'; /* a single hyphen excludes a word from the query */
        buffer_printf(&query, "%s%s", i > 0 ? " " : "", word + long_form);
    }
    request->query = buffer_detach(&query);
}

static void note_warning(void *context, const char *message)
{
    struct request *request = context;
    list_add_text(&request->warnings, message);
}

/* The weight in effect: that of the option, else of the file, else the default. */
static void resolve_weight(double *weight, enum request_origin *origin, double configured,
                           double standard)
{
    if (*origin == ORIGIN_OPTION)
        return;
    *origin = isnan(configured) ? ORIGIN_DEFAULT : ORIGIN_FILE;
    *weight = isnan(configured) ? standard : configured;
}

static int resolve_places(struct request *request, struct error *err)
{
    if (request->places.count > 0) {
        request->origins.places = ORIGIN_OPTION;
        return 0;
    }
    const char *environment = environment_get("NEWSSEARCH_DB");
    if (environment) {
        request->origins.places = ORIGIN_ENVIRONMENT;
        return request_value_place(request, environment, err);
    }
    const struct list *dbs = &request->config.dbs;
    for (size_t i = 0; i < dbs->count; i++) {
        request->origins.places = ORIGIN_FILE;
        if (request_value_place(request, dbs->items[i].data, err))
            return -1;
    }
    if (dbs->count > 0)
        return 0;
    struct buffer path = BUFFER_INIT;
    int failed = index_path_default(&path, NULL, NULL, err);
    if (!failed)
        list_add(&request->places, buffer_text(&path), path.length);
    buffer_release(&path);
    return failed;
}

/* Makes an error about a value of the configuration file. */
static int refuse_configured(const struct config *config, struct config_place place,
                             const struct error *reason, struct error *err)
{
    return error_set(err, "%s:%zu:%zu: %s", config->path, place.line, place.column, reason->text);
}

static int resolve_format(struct request *request, struct error *err)
{
    const struct config *config = &request->config;
    struct error reason;
    if (request->format)
        return 0;
    if (request_value_format(request, config->format ? config->format : "text", &reason))
        return refuse_configured(config, config->format_place, &reason, err);
    request->origins.format = config->format ? ORIGIN_FILE : ORIGIN_DEFAULT;
    return 0;
}

/* The language is for newsindex, but both programs report a wrong name. */
static int check_language(const struct config *config, struct error *err)
{
    struct error reason;
    if (!config->language)
        return 0;
    struct shim_stemmer *stemmer = shim_stemmer_new(config->language, &reason);
    if (!stemmer)
        return refuse_configured(config, config->language_place, &reason, err);
    shim_stemmer_free(stemmer);
    return 0;
}

/* The value in the file is checked even if an option overrides it. */
static int resolve_sort(struct request *request, struct error *err)
{
    const struct config *config = &request->config;
    struct request configured = { .sort_count = 0 };
    struct error reason;
    if (!config->sort)
        return 0;
    int failed = request_value_sort(&configured, config->sort, &reason);
    if (!failed && request->sort_count == 0) {
        request->sorts = configured.sorts;
        request->sort_count = configured.sort_count;
        request->origins.sort = ORIGIN_FILE;
        return 0;
    }
    free(configured.sorts);
    return failed ? refuse_configured(config, config->sort_place, &reason, err) : 0;
}

static int resolve_colors(struct request *request, struct error *err)
{
    const struct config *config = &request->config;
    struct request configured = { .color = WHEN_AUTO };
    struct error reason;
    palette_init(&request->palette);
    for (size_t i = 0; i < config->colors.count; i++)
        if (palette_set(&request->palette, config->colors.items[i].data, &reason))
            return refuse_configured(config, config->color_places[i], &reason, err);
    if (!config->color)
        return 0;
    if (request_value_color(&configured, config->color, &reason))
        return refuse_configured(config, config->color_place, &reason, err);
    if (request->origins.color == ORIGIN_DEFAULT) {
        request->color = configured.color;
        request->origins.color = ORIGIN_FILE;
    }
    return 0;
}

static int resolve_settings(struct request *request, struct error *err)
{
    const struct config *config = &request->config;
    struct request_origins *origins = &request->origins;
    bool ranked = config->has_rank;
    resolve_weight(&request->rank.quality, &origins->quality, ranked ? config->rank_quality : NAN,
                   RANK_DEFAULT_QUALITY);
    resolve_weight(&request->rank.heat, &origins->heat, ranked ? config->rank_heat : NAN,
                   RANK_DEFAULT_HEAT);
    resolve_weight(&request->rank.recency, &origins->recency, ranked ? config->rank_recency : NAN,
                   RANK_DEFAULT_RECENCY);
    if (origins->limit == ORIGIN_DEFAULT && config->limit != -1) {
        origins->limit = ORIGIN_FILE;
        request->limit = config->limit < 0 || config->limit >= (long)LIMIT_ALL
                             ? LIMIT_ALL
                             : (uint32_t)config->limit;
    }
    if (check_language(&request->config, err) || resolve_places(request, err) ||
        resolve_format(request, err))
        return -1;
    return resolve_sort(request, err) || resolve_colors(request, err) ? -1 : 0;
}

/* The query and the options by which articles match. */
static void make_signature(struct request *request)
{
    struct buffer text = BUFFER_INIT;
    buffer_add_text(&text, request->query);
    if (request->like)
        buffer_printf(&text, " --like=%s", request->like);
    for (size_t i = 0; i < request->regex_count; i++)
        buffer_printf(&text, " --%s=%s", request->regexes[i].negated ? "not-regex" : "regex",
                      request->regexes[i].argument);
    buffer_add_text(&text, request->ignore_case && request->regex_count ? " -i" : "");
    buffer_add_text(&text, request->any ? " --any" : "");
    request->signature = buffer_detach(&text);
}

int request_read(struct request *request, int argc, char *const argv[], struct error *err)
{
    *request = (struct request){ .limit = LIMIT_DEFAULT, .timeout = TIMEOUT_DEFAULT };
    request->now = (int64_t)time(NULL);
    struct reading reading = { .request = request };
    struct list operands = LIST_INIT;
    struct option_line line = {
        .rows = request_options(),
        .argc = argc,
        .argv = argv,
        .program = "newssearch",
        .singly = "-a -i, -s date or -n5",
        .foreign = request_foreign_options(),
        .hyphen_means = "excludes it",
    };
    int failed = option_parse(&line, visit, &reading, &operands, err);
    bool informs = request->action == ACTION_HELP || request->action == ACTION_VERSION;
    if (!failed && !informs) { /* a broken configuration must not hide the help */
        join_query(request, &operands, line.before_end);
        failed = config_load(&request->config, reading.config_path, note_warning, request, err) ||
                 resolve_settings(request, err);
    }
    if (!failed && !informs) {
        make_signature(request);
        failed = request_check(request, &line, err);
    }
    list_release(&operands);
    free(reading.config_path);
    return failed ? -1 : 0;
}

void request_release(struct request *request)
{
    list_release(&request->places);
    free(request->query);
    for (size_t i = 0; i < request->regex_count; i++)
        free(request->regexes[i].argument);
    free(request->regexes);
    free(request->like);
    free(request->show);
    free(request->sorts);
    free(request->facets);
    free(request->charts);
    free(request->template);
    free(request->columns);
    free(request->batch_file);
    free(request->since_last);
    free(request->signature);
    config_release(&request->config);
    list_release(&request->warnings);
    *request = (struct request){ 0 };
}
