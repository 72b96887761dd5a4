/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "problems.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base64.h"
#include "command.h"
#include "complaints.h"
#include "index_layout.h"
#include "json_text.h"
#include "memory.h"
#include "schema.h"
#include "settings.h"
#include "shards.h"
#include "text.h"

struct entry {
    char *path;
    struct complaint complaint; /* its reason is owned */
};

struct problems {
    struct entry *entries;
    size_t count, capacity;
    struct shim_database *database; /* the one in hand */
    struct error *err;
};

static void add_entry(struct problems *problems, const char *path, size_t length,
                      const struct complaint *complaint)
{
    if (problems->count == problems->capacity) {
        problems->capacity = problems->capacity ? problems->capacity * 2 : 64;
        problems->entries =
            memory_resize(problems->entries, problems->capacity, sizeof *problems->entries);
    }
    struct entry *entry = &problems->entries[problems->count++];
    *entry = (struct entry){ memory_copy(path, length), *complaint };
    entry->complaint.reason = memory_copy(complaint->reason, complaint->length);
}

static void release(struct problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        free(problems->entries[i].path);
        free((char *)problems->entries[i].complaint.reason);
    }
    free(problems->entries);
}

static int add_packed(void *context, const char *path, size_t path_length, const char *packed,
                      size_t length)
{
    struct record_reader reader;
    struct complaint complaint;
    record_reader_init(&reader, packed, length);
    while (complaint_next(&reader, &complaint))
        add_entry(context, path, path_length, &complaint);
    return reader.broken ? -1 : 0;
}

static int add_warnings(void *context, uint32_t docid, const char *packed, size_t length)
{
    struct problems *problems = context;
    const char *path;
    size_t path_length;
    struct shim_document *document = shim_document_get(problems->database, docid, problems->err);
    int result = document
                     ? shim_document_value(document, SLOT_PATH, &path, &path_length, problems->err)
                     : -1;
    if (result == 0 && add_packed(problems, path, path_length, packed, length) < 0)
        result = error_set(problems->err, COMPLAINTS_BROKEN, command_newsindex());
    shim_document_free(document);
    return result;
}

static int read_index(struct problems *problems, const char *path, struct error *err)
{
    char *packed = NULL;
    size_t length;
    problems->err = err;
    problems->database = shim_database_open(&path, 1, 0, err);
    int result = problems->database
                     ? shim_metadata(problems->database, METADATA_PROBLEMS, &packed, &length, err)
                     : -1;
    if (result == 0 && problem_each(packed, length, add_packed, problems) < 0)
        result = error_set(err, COMPLAINTS_BROKEN, command_newsindex());
    if (result == 0)
        result = shim_each_value(problems->database, SLOT_COMPLAINTS, add_warnings, problems, err);
    free(packed);
    shim_database_close(problems->database);
    return result;
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = strcmp(a->path, b->path);
    if (order == 0)
        order = (a->complaint.line > b->complaint.line) - (a->complaint.line < b->complaint.line);
    if (order == 0)
        order = (a->complaint.column > b->complaint.column) -
                (a->complaint.column < b->complaint.column);
    return order;
}

static void print_text(const struct problems *problems)
{
    struct buffer line = BUFFER_INIT;
    for (size_t i = 0; i < problems->count; i++) {
        buffer_clear(&line);
        complaint_describe(&line, problems->entries[i].path, &problems->entries[i].complaint);
        text_print_safe(stdout, line.data);
        putchar('\n');
    }
    buffer_release(&line);
}

static json_t *json_path(const char *path)
{
    struct buffer encoded = BUFFER_INIT;
    if (text_valid(path, strlen(path)))
        return json_string(path);
    base64_add(&encoded, path, strlen(path));
    json_t *value = json_pack("{ss}", "bytes", buffer_text(&encoded));
    buffer_release(&encoded);
    return value;
}

static void print_json(const struct problems *problems)
{
    json_t *list = json_array();
    for (size_t i = 0; i < problems->count; i++) {
        const struct complaint *complaint = &problems->entries[i].complaint;
        json_array_append_new(
            list,
            json_pack("{so sI sI ss so}", "path", json_path(problems->entries[i].path), "line",
                      (json_int_t)complaint->line, "column", (json_int_t)complaint->column, "kind",
                      complaint->kind == COMPLAINT_WARNING ? "warning" : "skipped", "reason",
                      json_text(complaint->reason, complaint->length)));
    }
    json_t *object = json_pack("{si so}", "schema", 1, "problems", list);
    json_dumpf(object, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(object);
}

static int check_index(const char *path, struct error *err)
{
    struct settings settings = { 0 };
    struct shim_database *database = settings_open(&settings, path, err);
    shim_database_close(database);
    settings_release(&settings);
    return database ? 0 : -1;
}

int problems_print(const struct index_request *request, struct error *err)
{
    struct problems problems = { 0 };
    struct buffer path = BUFFER_INIT;
    int shards = shards_look(request->path, err);
    int result = shards < 0 ? -1 : check_index(request->path, err);
    if (result == 0 && shards == 0)
        result = read_index(&problems, request->path, err);
    for (int i = 0; result == 0 && i < shards; i++) {
        shards_path(&path, request->path, (unsigned)i);
        result = read_index(&problems, path.data, err);
    }
    buffer_release(&path);
    if (problems.count > 0)
        qsort(problems.entries, problems.count, sizeof *problems.entries, compare_entries);
    if (result == 0)
        (request->json ? print_json : print_text)(&problems);
    release(&problems);
    return result;
}
