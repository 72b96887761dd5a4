/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "info.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "catalogue.h"
#include "command.h"
#include "compact.h"
#include "date.h"
#include "folder.h"
#include "index_layout.h"
#include "json_text.h"
#include "number.h"
#include "schema.h"
#include "settings.h"
#include "shards.h"
#include "store.h"
#include "tables.h"
#include "text.h"

#define CHECKS_MAX 5 /* of an index that is committed to meanwhile */

struct facts {
    struct shim_database *database;
    struct settings settings;
    uint32_t articles;
    int shards; /* 0: none, it is one index */
    uint64_t bytes;
    bool has_dates;
    int64_t first, last;
};

static int open_facts(struct facts *facts, const char *path, struct error *err)
{
    facts->database = settings_open(&facts->settings, path, err);
    return facts->database ? shim_document_count(facts->database, &facts->articles, err) : -1;
}

static void close_facts(struct facts *facts)
{
    shim_database_close(facts->database);
    settings_release(&facts->settings);
}

static int note_date(void *context, uint32_t docid, const char *value, size_t length)
{
    struct facts *facts = context;
    int64_t date = number_decode(value, length);
    (void)docid;
    if (!facts->has_dates || date < facts->first)
        facts->first = date;
    if (!facts->has_dates || date > facts->last)
        facts->last = date;
    facts->has_dates = true;
    return 0;
}

static json_t *json_list(const struct list *list)
{
    json_t *array = json_array();
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(array, json_text(list->items[i].data, list->items[i].length));
    return array;
}

static json_t *json_date(const struct facts *facts, int64_t date)
{
    char text[DATE_TEXT_SIZE];
    return facts->has_dates ? json_string(date_format(text, date)) : json_null();
}

static void print_json(const struct facts *facts, const char *path)
{
    const struct settings *settings = &facts->settings;
    json_t *object = json_pack(
        "{si so sI ss si sI si so so so so so so so sb}", "schema", 1, "index",
        json_text(path, strlen(path)), "articles", (json_int_t)facts->articles, "language",
        settings->language, "indexSchema", (int)settings->schema, "bytes", (json_int_t)facts->bytes,
        "shards", facts->shards, "firstDate", json_date(facts, facts->first), "lastDate",
        json_date(facts, facts->last), "roots", json_list(&settings->roots), "files",
        json_list(&settings->files), "include", json_list(&settings->include), "exclude",
        json_list(&settings->exclude), "ext", json_list(&settings->ext), "plain",
        strcmp(settings->plain, "yes") == 0);
    json_dumpf(object, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(object);
}

static void print_list(const char *name, const struct list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        printf("%s: ", name);
        text_print_safe(stdout, list->items[i].data);
        putchar('\n');
    }
}

static void print_text(const struct facts *facts, const char *path)
{
    char date[DATE_TEXT_SIZE];
    fputs("index: ", stdout);
    text_print_safe(stdout, path);
    printf("\narticles: %" PRIu32 "\nlanguage: %s\nschema: %ld\nsize: %.*f MB\n", facts->articles,
           facts->settings.language, facts->settings.schema, facts->bytes < 1000000 ? 3 : 1,
           (double)facts->bytes / 1e6);
    if (facts->shards)
        printf("shards: %d\n", facts->shards);
    if (facts->has_dates) {
        printf("first date: %s\n", date_format(date, facts->first));
        printf("last date: %s\n", date_format(date, facts->last));
    }
    print_list("root", &facts->settings.roots);
    print_list("file", &facts->settings.files);
    print_list("include", &facts->settings.include);
    print_list("exclude", &facts->settings.exclude);
    print_list("ext", &facts->settings.ext);
    printf("plain: %s\n", facts->settings.plain);
}

/* Bytes of the index, or of all its shards. */
static uint64_t index_size(const char *path, int shards)
{
    struct buffer shard = BUFFER_INIT;
    uint64_t bytes = folder_size(path);
    for (int i = 0; i < shards; i++) {
        shards_path(&shard, path, (unsigned)i);
        bytes += folder_size(shard.data);
    }
    buffer_release(&shard);
    return bytes;
}

int info_stats(const struct index_request *request, struct error *err)
{
    struct facts facts = { 0 };
    int result = open_facts(&facts, request->path, err);
    if (result == 0)
        result = shim_each_value(facts.database, SLOT_DATE, note_date, &facts, err);
    facts.shards = shards_look(request->path, err);
    if (facts.shards < 0)
        result = -1;
    if (result == 0) {
        facts.bytes = index_size(request->path, facts.shards);
        (request->json ? print_json : print_text)(&facts, request->path);
    }
    close_facts(&facts);
    return result;
}

static int check_record(void *context, uint32_t docid, const char *value, size_t length)
{
    struct stamp stamp;
    (void)docid;
    ++*(uint32_t *)context;
    return stamp_unpack(&stamp, value, length) ? 0 : -1;
}

static int check_title(void *context, uint32_t docid, const char *value, size_t length)
{
    (void)docid;
    ++*(uint32_t *)context;
    return length && text_valid(value, length) ? 0 : -1;
}

/* Each article has a stamp and a title. */
static int check_documents(const struct facts *facts, struct error *err)
{
    static const struct {
        unsigned slot;
        shim_value_visit *visit;
        const char *what;
    } checks[] = { { SLOT_STAMP, check_record, "stamp" }, { SLOT_TITLE, check_title, "title" } };
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        uint32_t count = 0;
        struct error why;
        int result =
            shim_each_value(facts->database, checks[i].slot, checks[i].visit, &count, &why);
        if (result < 0 && shim_last_fault() != SHIM_FAULT_STOPPED) {
            *err = why;
            return -1;
        }
        if (result < 0 || count != facts->articles)
            return error_set(err, "an article of the index has no valid %s: run %s --rebuild",
                             checks[i].what, command_newsindex());
    }
    return 0;
}

static int check_once(const struct index_request *request, struct error *err)
{
    struct facts facts = { 0 };
    size_t problems = 0;
    int result = open_facts(&facts, request->path, err);
    if (result == 0)
        result = tables_check(facts.database, request->path, &problems, err);
    if (result == 0 && problems)
        result = error_set(err, "%s: Xapian found %zu problems: run %s --rebuild", request->path,
                           problems, command_newsindex());
    if (result == 0 && facts.articles > 0)
        result = tables_require(facts.database, request->path, err);
    if (result == 0)
        result = check_documents(&facts, err);
    if (result == 0 && !request->quiet) {
        fputs("index ", stdout);
        text_print_safe(stdout, request->path);
        printf(" is undamaged: %" PRIu32 " articles, schema %ld\n", facts.articles,
               facts.settings.schema);
    }
    close_facts(&facts);
    return result;
}

int info_check(const struct index_request *request, struct error *err)
{
    for (int i = 0; i < CHECKS_MAX; i++) {
        shim_forget_fault();
        int result = check_once(request, err);
        if (result == 0 || shim_last_fault() != SHIM_FAULT_MODIFIED)
            return result;
    }
    err->status = STATUS_BUSY;
    return -1;
}

int info_compact(const struct index_request *request, struct error *err)
{
    struct facts facts = { 0 };
    struct store store;
    int result = open_facts(&facts, request->path, err);
    close_facts(&facts);
    if (result < 0 || store_lock(&store, request->path, request->wait, request->quiet, err) < 0)
        return -1;
    uint64_t before = folder_size(request->path);
    result = compact_store(&store, request->quiet, err);
    if (result == 0 && !request->quiet)
        printf("%.1f MB before, %.1f MB now\n", (double)before / 1e6,
               (double)folder_size(request->path) / 1e6);
    store_unlock(&store);
    return result;
}
