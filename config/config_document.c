/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config_document.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "buffer.h"
#include "config_reader.h"
#include "environment.h"
#include "memory.h"

/* A weight in decimal: strtod would follow the locale. */
static bool parse_weight(double *weight, const struct config_reader *reader)
{
    double number = 0, unit = 1;
    size_t digits = 0;
    bool point = false;

    if (!config_reader_is_text(reader))
        return false;
    for (const char *p = reader->item.value; *p; p++) {
        if (*p == '.' && !point) {
            point = true;
            continue;
        }
        if (*p < '0' || *p > '9' || ++digits > 15)
            return false;
        number = number * 10 + (*p - '0');
        unit *= point ? 10 : 1;
    }
    *weight = number / unit;
    return digits > 0;
}

static int read_rank_weight(struct config_reader *reader, const char *key,
                            struct config_place place)
{
    struct config *config = reader->config;
    const struct {
        const char *name;
        double *weight;
    } weights[] = {
        { "quality", &config->rank_quality },
        { "heat", &config->rank_heat },
        { "recency", &config->rank_recency },
    };

    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        if (strcmp(weights[i].name, key) != 0)
            continue;
        if (parse_weight(weights[i].weight, reader) && *weights[i].weight <= CONFIG_WEIGHT_MAX)
            return 0;
        return config_reader_fail(reader, config_reader_place(reader),
                                  "rank: %s: not a number from 0 to %.0f", key, CONFIG_WEIGHT_MAX);
    }
    config_reader_warn(reader, place, "unknown key", key);
    return config_reader_skip(reader);
}

/* Why name cannot be that of a key for the field; NULL: it can. */
static const char *find_name_fault(const struct field *field, const char *name)
{
    if (*name == '!' && field->id != FIELD_PUBLISHED)
        return "only a name for published can begin with !";
    name += *name == '!';
    const char *end = strstr(name, "[]"); /* authors[].name */
    end = end ? end : name + strlen(name);
    for (size_t length; name <= end; name += length + 1) {
        length = strcspn(name, ".");
        if (length == 0 || name == end)
            return "the name of a key is empty";
    }
    return NULL;
}

static int read_field(struct config_reader *reader, const char *key, struct config_place place)
{
    const struct field *field = schema_by_name(key, strlen(key));

    if (!field || !field->sources[0].name) {
        config_reader_warn(reader, place, field ? "not a field of front matter" : "unknown field",
                           key);
        return config_reader_skip(reader);
    }
    struct list *names = &reader->config->fields[field->id];
    if (names->count > 0 && !reader->repeated)
        config_reader_warn(reader, place,
                           "the same field as a key before it; the last value counts", key);
    reader->config->field_places[field->id] = place;
    if (config_reader_list(reader, key, names) < 0)
        return -1;
    for (size_t i = 0; i < names->count; i++) {
        const char *name = names->items[i].data, *fault = find_name_fault(field, name);
        if (fault)
            return config_reader_fail(reader, place, "fields: %s: %s: %s", key, name, fault);
    }
    return 0;
}

static int read_saved(struct config_reader *reader, const char *key, struct config_place place)
{
    struct config *config = reader->config;
    struct config_saved *saved = (struct config_saved *)config_saved(config, key, strlen(key));

    if (!key[0] || key[strcspn(key, " \t\n()\"")])
        config_reader_warn(
            reader, place,
            "saved: a name in a query cannot contain a space, a bracket or a quotation mark", key);
    if (!saved) {
        config->saved = memory_resize(config->saved, config->saved_count + 1, sizeof *saved);
        saved = &config->saved[config->saved_count++];
        *saved = (struct config_saved){ .name = memory_copy_text(key) };
    }
    if (config_reader_text(reader, key, &saved->query, &saved->place) < 0)
        return -1;
    saved->place = place;
    return 0;
}

static int read_limit(struct config_reader *reader, struct config *config)
{
    const char *value = config_reader_is_text(reader) ? reader->item.value : "";
    size_t digits = strspn(value, "0123456789");

    config->limit_place = config_reader_place(reader);
    if (strcmp(value, "all") == 0) {
        config->limit = -2;
        return 0;
    }
    errno = 0;
    if (digits > 0 && !value[digits])
        config->limit = strtol(value, NULL, 10);
    if (digits == 0 || value[digits] || errno == ERANGE)
        return config_reader_fail(reader, config->limit_place,
                                  "limit: expected a whole number or all");
    return 0;
}

/* rank: text means the same as --rank=text. */
static int read_rank(struct config_reader *reader, struct config *config)
{
    config->rank_place = config_reader_place(reader);
    config->has_rank = true;
    config->rank_quality = config->rank_heat = config->rank_recency = NAN;
    if (reader->item.kind == DATA_SCALAR && strcmp(reader->item.value, "text") == 0) {
        config->rank_quality = config->rank_heat = config->rank_recency = 0;
        return 0;
    }
    return config_reader_mapping(reader, "rank", read_rank_weight);
}

/* The bytes of a path with the home directory in place of "~/" at its beginning. */
static void add_path(struct buffer *out, const char *path)
{
    const char *home = path[0] == '~' && path[1] == '/' ? environment_get("HOME") : NULL;
    buffer_add_text(out, home ? home : "");
    buffer_add_text(out, home ? path + 1 : path);
}

/* One path, or a list. */
static int read_db(struct config_reader *reader, struct config *config)
{
    struct list paths = LIST_INIT;
    struct buffer path = BUFFER_INIT;
    config->db_place = config_reader_place(reader);
    int result = config_reader_list(reader, "db", &paths);
    list_clear(&config->dbs);
    for (size_t i = 0; result == 0 && i < paths.count; i++) {
        buffer_clear(&path);
        add_path(&path, paths.items[i].data);
        list_add(&config->dbs, buffer_text(&path), path.length);
    }
    if (result == 0 && paths.count == 0)
        result = config_reader_fail(reader, config->db_place, "db: an empty list");
    buffer_release(&path);
    list_release(&paths);
    return result;
}

/* The item is the base address for the articles of directory. */
static int add_base(struct config_reader *reader, const char *directory, struct config_place place)
{
    struct config *config = reader->config;
    const char *value = config_reader_is_text(reader) ? reader->item.value : "";
    bool web = strncasecmp(value, "http://", 7) == 0 || strncasecmp(value, "https://", 8) == 0;
    if (!web)
        return config_reader_fail(reader, config_reader_place(reader),
                                  "base: expected an address that begins with http:// or https://");
    struct buffer path = BUFFER_INIT;
    add_path(&path, directory);
    while (path.length > 1 && path.data[path.length - 1] == '/')
        path.data[--path.length] = '\0';
    if (path.length > 0 && path.data[0] != '/') {
        buffer_release(&path);
        return config_reader_fail(reader, place, "base: %s is not the absolute path of a directory",
                                  directory);
    }
    config->bases = memory_resize(config->bases, config->base_count + 1, sizeof *config->bases);
    config->bases[config->base_count++] =
        (struct config_base){ buffer_detach(&path), memory_copy_text(value), place };
    return 0;
}

/* One address for all directories, or one for each. */
static int read_base(struct config_reader *reader, struct config *config)
{
    config_release_bases(config);
    if (reader->item.kind == DATA_SCALAR)
        return add_base(reader, "", config_reader_place(reader));
    return config_reader_mapping(reader, "base", add_base);
}

static int read_fields(struct config_reader *reader, struct config *config)
{
    (void)config;
    return config_reader_mapping(reader, "fields", read_field);
}

static int read_queries(struct config_reader *reader, struct config *config)
{
    (void)config;
    return config_reader_mapping(reader, "saved", read_saved);
}

static int read_language(struct config_reader *reader, struct config *config)
{
    return config_reader_text(reader, "language", &config->language, &config->language_place);
}

static int read_format(struct config_reader *reader, struct config *config)
{
    return config_reader_text(reader, "format", &config->format, &config->format_place);
}

/* Several keys, as --sort takes them or as a list. */
static int read_sort(struct config_reader *reader, struct config *config)
{
    struct list keys = LIST_INIT;
    struct buffer joined = BUFFER_INIT;
    config->sort_place = config_reader_place(reader);
    int result = config_reader_list(reader, "sort", &keys);
    for (size_t i = 0; i < keys.count; i++)
        buffer_printf(&joined, "%s%s", i ? "," : "", keys.items[i].data);
    free(config->sort);
    config->sort = buffer_detach(&joined);
    list_release(&keys);
    return result;
}

static int read_color(struct config_reader *reader, struct config *config)
{
    return config_reader_text(reader, "color", &config->color, &config->color_place);
}

static int read_pager(struct config_reader *reader, struct config *config)
{
    return config_reader_text(reader, "pager", &config->pager, &config->pager_place);
}

static int add_color(struct config_reader *reader)
{
    struct config *config = reader->config;
    if (!config_reader_is_text(reader))
        return config_reader_fail(reader, config_reader_place(reader), "colors: not text");
    config->color_places =
        memory_resize(config->color_places, config->colors.count + 1, sizeof *config->color_places);
    config->color_places[config->colors.count] = config_reader_place(reader);
    list_add(&config->colors, reader->item.value, reader->item.length);
    return 0;
}

/* One setting, or a list. */
static int read_colors(struct config_reader *reader, struct config *config)
{
    list_clear(&config->colors);
    if (reader->item.kind != DATA_LIST_START)
        return add_color(reader);
    for (;;) {
        if (config_reader_next(reader) < 0)
            return -1;
        if (reader->item.kind == DATA_LIST_END)
            return 0;
        if (add_color(reader) < 0)
            return -1;
    }
}

static int read_include(struct config_reader *reader, struct config *config)
{
    config->include_place = config_reader_place(reader);
    return config_reader_list(reader, "include", &config->include);
}

static int read_exclude(struct config_reader *reader, struct config *config)
{
    config->exclude_place = config_reader_place(reader);
    return config_reader_list(reader, "exclude", &config->exclude);
}

static const struct {
    const char *name;
    int (*read)(struct config_reader *reader, struct config *config);
} keys[] = {
    { "db", read_db },           { "language", read_language }, { "include", read_include },
    { "exclude", read_exclude }, { "rank", read_rank },         { "limit", read_limit },
    { "sort", read_sort },       { "format", read_format },     { "color", read_color },
    { "colors", read_colors },   { "pager", read_pager },       { "base", read_base },
    { "fields", read_fields },   { "saved", read_queries },
};
#define KEY_COUNT (sizeof keys / sizeof *keys)

static int read_key(struct config_reader *reader, const char *key, struct config_place place)
{
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (strcmp(keys[i].name, key) == 0)
            return keys[i].read(reader, reader->config);
    }
    config_reader_warn(reader, place, "unknown key", key);
    return config_reader_skip(reader);
}

static int read_document(struct config_reader *reader)
{
    if (config_reader_next(reader) < 0)
        return -1;
    if (reader->item.kind == DATA_END)
        return 0;
    if (!config_reader_is_null(reader) &&
        config_reader_mapping(reader, "configuration", read_key) < 0)
        return -1;
    return config_reader_next(reader); /* nothing may follow */
}

int config_document_read(struct config *config, const char *text, size_t length, config_warn *warn,
                         void *context, struct error *err)
{
    struct config_reader reader = {
        .config = config,
        .data = data_reader_new(&data_form_yaml, text, length),
        .warn = warn,
        .context = context,
        .err = err,
    };
    int status = read_document(&reader);

    data_reader_free(reader.data);
    return status;
}
