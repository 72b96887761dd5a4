/* SPDX-License-Identifier: GPL-2.0-or-later */
/* request_help.c: what newssearch prints about itself: --help, --version, --print-config. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "option.h"
#include "output/pager.h"
#include "request.h"
#include "request_table.h"
#include "text.h"
#include "xapian_shim.h"

static const char usage[] = "Usage: newssearch [OPTION]... [--] QUERY...";

static const char syntax[] =
    "QUERY: words, \"a phrase\", AND OR NOT ( ), micro*, topic:AI, quality:80..,\n"
    "date:7d.., title:/power\\s+apps/i, @saved. FIELD is one of";

static const char afterword[] =
    "Manual: newssearch(1), newssearch-query(7), newssearch-config(5). Examples:\n"
    "  newssearch --sort=date PyTorch Azure\n"
    "  newssearch 'topic:\"Open Source\" date:2021 quality:80..'\n"
    "  newssearch -n0 --chart=month --facet=provider:5 kubernetes\n";

/* The fields' prefixes, wrapped as the rest is. */
static void add_fields(struct buffer *out)
{
    size_t columns = strlen(strrchr(syntax, '\n') + 1);
    for (int id = 0; id < FIELD_COUNT; id++) {
        const char *prefix = schema_field((enum field_id)id)->prefix;
        size_t length = strlen(prefix) + 1;
        bool wraps = columns + length + 1 > 79;
        buffer_printf(out, "%s%s%s", wraps ? "\n" : " ", prefix,
                      id + 1 < FIELD_COUNT ? "," : ".\n");
        columns = (wraps ? 0 : columns + 1) + length;
    }
}

void request_help(void)
{
    struct buffer end = BUFFER_INIT;
    buffer_add_text(&end, syntax);
    add_fields(&end);
    buffer_add_text(&end, afterword);
    option_help(request_options(), usage, buffer_text(&end), stdout);
    buffer_release(&end);
}

void request_print_version(void)
{
    printf("newssearch %s (xapian-core %s)\n", VERSION, shim_version());
}

/* A YAML scalar that reads as the string text. */
static void print_string(const char *text)
{
    if (text[0] &&
        !text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/._-")]) {
        fputs(text, stdout);
        return;
    }
    putchar('"');
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            printf("\\%c", byte);
        else if (byte < 0x20 || byte == 0x7F)
            printf("\\x%02X", byte);
        else
            putchar(byte);
    }
    putchar('"');
}

static void print_list(const struct list *list)
{
    putchar('[');
    for (size_t i = 0; i < list->count; i++) {
        fputs(i ? ", " : "", stdout);
        print_string(list->items[i].data);
    }
    putchar(']');
}

static void print_origin(const struct request *request, enum request_origin origin,
                         struct config_place place, const char *variable)
{
    switch (origin) {
    case ORIGIN_DEFAULT:
        puts("  # default");
        break;
    case ORIGIN_FILE:
        fputs("  # ", stdout);
        text_print_safe(stdout, request->config.path ? request->config.path : "");
        printf(":%zu:%zu\n", place.line, place.column);
        break;
    case ORIGIN_ENVIRONMENT:
        printf("  # $%s\n", variable);
        break;
    case ORIGIN_OPTION:
        puts("  # option");
        break;
    }
}

static void print_bases(const struct request *request)
{
    const struct config *config = &request->config;
    bool one = config->base_count == 1 && !config->bases[0].directory[0];
    fputs(config->base_count == 0 ? "" : one ? "base: " : "base:\n", stdout);
    for (size_t i = 0; i < config->base_count; i++) {
        if (!one) {
            fputs("  ", stdout);
            print_string(config->bases[i].directory);
            fputs(": ", stdout);
        }
        print_string(config->bases[i].address);
        print_origin(request, ORIGIN_FILE, config->bases[i].place, NULL);
    }
}

static void print_pager(const struct request *request)
{
    const struct config *config = &request->config;
    const char *variable, *pager = pager_setting(config->pager, &variable);
    if (!pager)
        return;
    fputs("pager: ", stdout);
    print_string(pager);
    print_origin(request, variable ? ORIGIN_ENVIRONMENT : ORIGIN_FILE, config->pager_place,
                 variable);
}

/* Prints the settings that only the file can have, and the pager. */
static void print_configured(const struct request *request)
{
    const struct config *config = &request->config;
    if (config->language) {
        fputs("language: ", stdout);
        print_string(config->language);
        print_origin(request, ORIGIN_FILE, config->language_place, NULL);
    }
    print_pager(request);
    const struct {
        const char *name;
        const struct list *list;
        struct config_place place;
    } lists[] = {
        { "include", &config->include, config->include_place },
        { "exclude", &config->exclude, config->exclude_place },
        { "colors", &config->colors,
          config->colors.count ? config->color_places[0] : (struct config_place){ 0 } },
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (lists[i].place.line == 0)
            continue;
        printf("%s: ", lists[i].name);
        print_list(lists[i].list);
        print_origin(request, ORIGIN_FILE, lists[i].place, NULL);
    }
    bool headed = false;
    for (int id = 0; id < FIELD_COUNT; id++) {
        if (config->fields[id].count == 0)
            continue;
        printf("%s  %s: ", headed ? "" : "fields:\n", schema_field((enum field_id)id)->key);
        print_list(&config->fields[id]);
        print_origin(request, ORIGIN_FILE, config->field_places[id], NULL);
        headed = true;
    }
    print_bases(request);
    if (config->saved_count > 0)
        puts("saved:");
    for (size_t i = 0; i < config->saved_count; i++) {
        fputs("  ", stdout);
        print_string(config->saved[i].name);
        fputs(": ", stdout);
        print_string(config->saved[i].query);
        print_origin(request, ORIGIN_FILE, config->saved[i].place, NULL);
    }
}

static void print_sort(const struct request *request)
{
    fputs("sort: ", stdout);
    for (size_t i = 0; i < request->sort_count; i++)
        printf("%s%s%s", i ? "," : "", request->sorts[i].reversed ? "-" : "",
               request_sort_word((int)request->sorts[i].key));
    fputs(request->sort_count == 0 ? request_sort_word(SORT_RELEVANCE) : "", stdout);
    print_origin(request, request->origins.sort, request->config.sort_place, NULL);
}

void request_print_config(const struct request *request)
{
    const struct config *config = &request->config;
    const struct request_origins *origins = &request->origins;
    if (config->path) {
        fputs("# ", stdout);
        text_print_safe(stdout, config->path);
        putchar('\n');
    } else {
        puts("# no configuration file");
    }
    fputs("db: ", stdout);
    if (request->places.count == 1)
        print_string(request->places.items[0].data);
    else
        print_list(&request->places);
    print_origin(request, origins->places, config->db_place, "NEWSSEARCH_DB");
    if (request->limit == LIMIT_ALL)
        fputs("limit: all", stdout);
    else
        printf("limit: %" PRIu32, request->limit);
    print_origin(request, origins->limit, config->limit_place, NULL);
    print_sort(request);
    fputs("format: ", stdout);
    print_string(request->template);
    print_origin(request, origins->format, config->format_place, NULL);
    printf("color: %s", request_when_word((int)request->color));
    print_origin(request, origins->color, config->color_place, NULL);
    printf("rank:\n  quality: %.15g", request->rank.quality);
    print_origin(request, origins->quality, config->rank_place, NULL);
    printf("  heat: %.15g", request->rank.heat);
    print_origin(request, origins->heat, config->rank_place, NULL);
    printf("  recency: %.15g", request->rank.recency);
    print_origin(request, origins->recency, config->rank_place, NULL);
    print_configured(request);
}
