/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "clock.h"
#include "command.h"
#include "generation.h"
#include "index_layout.h"
#include "memory.h"
#include "query/rank_table.h"
#include "schema.h"
#include "since.h"

#define REPEAT_SECONDS 10.0
#define PAUSE_FIRST 1000000L /* nanoseconds; doubled each time up to */
#define PAUSE_MAX 100000000L
#define SERVER_PREFIX "tcp:"

static bool is_server(const char *place)
{
    return strncmp(place, SERVER_PREFIX, strlen(SERVER_PREFIX)) == 0;
}

/* Commands in messages are about place, if the user named it: a server runs none. NULL: about any
 * of the places. */
static void name_index(const struct request *request, const char *place)
{
    bool is_named = request->origins.places == ORIGIN_OPTION;
    command_name_index(is_named && place && !is_server(place) ? place : NULL);
}

/* Replaces the error by a sentence of this program if the place shows the reason. */
static void explain_place(const char *place, struct error *err)
{
    struct stat status;
    if (is_server(place))
        return;
    if (stat(place, &status) < 0 && errno == ENOENT)
        index_fail_missing(place, err);
    else if (index_is_begun(place))
        index_fail_unfinished(place, err);
}

static void explain_failure(const struct request *request, struct error *err)
{
    const struct list *places = &request->places;
    enum shim_fault fault = shim_last_fault();
    if (fault != SHIM_FAULT_MISSING && fault != SHIM_FAULT_NO_INDEX)
        return;
    for (size_t i = places->count; i > 0; i--) { /* backwards: the error is about the first */
        name_index(request, places->items[i - 1].data);
        explain_place(places->items[i - 1].data, err);
    }
}

static int check_schema(struct shim_database *database, const char *place, struct error *err)
{
    char *text;
    size_t length;
    if (shim_metadata(database, METADATA_SCHEMA, &text, &length, err) < 0)
        return -1;
    long number = strtol(text, NULL, 10);
    int result = 0;
    if (length == 0)
        result = error_set(err, "%s is not a newssearch index", place);
    else if (strcmp(text, SCHEMA_UNFINISHED) == 0)
        result = index_fail_unfinished(place, err);
    else if (number > SCHEMA_NUMBER)
        result = error_set(err,
                           "index %s is newer than this program: it has schema %ld, and this "
                           "program reads %d",
                           place, number, SCHEMA_NUMBER);
    else if (number < SCHEMA_NUMBER)
        result = error_set(err,
                           "index %s has schema %ld, and this program reads %d: run %s "
                           "--rebuild",
                           place, number, SCHEMA_NUMBER, command_newsindex());
    free(text);
    return result;
}

/* Sets *language, or compares it if it is set. */
static int check_language(struct shim_database *database, const char *place, char **language,
                          struct error *err)
{
    char *text;
    size_t length;
    if (shim_metadata(database, METADATA_LANGUAGE, &text, &length, err) < 0)
        return -1;
    int result = 0;
    if (!*language) {
        *language = memory_copy_text(length ? text : "none");
    } else if (strcmp(*language, length ? text : "none") != 0) {
        result = error_set(err,
                           "index %s is of language %s and cannot be searched together with "
                           "one of language %s",
                           place, text, *language);
    }
    free(text);
    return result;
}

static int check_place(struct shim_database *database, const char *place, char **language,
                       struct error *err)
{
    if (check_schema(database, place, err) < 0)
        return -1;
    return check_language(database, place, language, err);
}

/* Of several, metadata tells of the first alone: each is opened by itself for a moment. */
static int check_each(const struct request *request, char **language, struct error *err)
{
    for (size_t i = 0; i < request->places.count; i++) {
        const char *place = request->places.items[i].data;
        struct shim_database *database = shim_database_open(&place, 1, request->timeout, err);
        name_index(request, place);
        int result = database ? check_place(database, place, language, err) : -1;
        shim_database_close(database);
        if (result < 0)
            return -1;
    }
    name_index(request, NULL);
    return 0;
}

static int check_all(struct shim_database *database, const struct request *request, char **language,
                     struct error *err)
{
    if (request->places.count == 1) {
        name_index(request, request->places.items[0].data);
        return check_place(database, request->places.items[0].data, language, err);
    }
    return check_each(request, language, err);
}

static struct shim_database *open_database(const struct request *request, struct error *err)
{
    size_t count = request->places.count;
    const char **places = memory_allocate((count + 1) * sizeof *places);
    for (size_t i = 0; i < count; i++)
        places[i] = request->places.items[i].data;
    struct shim_database *database = shim_database_open(places, count, request->timeout, err);
    free(places);
    if (database)
        shim_database_use_table(database, rank_table());
    else
        explain_failure(request, err);
    return database;
}

static int take_stemmer(struct searcher *searcher, const char *language, struct error *err)
{
    if (searcher->language && strcmp(searcher->language, language) == 0)
        return 0;
    struct shim_stemmer *stemmer = shim_stemmer_new(language, err);
    if (!stemmer)
        return -1;
    shim_stemmer_free(searcher->stemmer);
    free(searcher->language);
    searcher->stemmer = stemmer;
    searcher->language = memory_copy_text(language);
    return 0;
}

/* Shards that a run is writing one after the other are opened again until all are written. Those
 * of an interrupted run, found twice so, are searched as they are. */
static int check_generation(struct searcher *searcher, struct error *err)
{
    const struct list *places = &searcher->request->places;
    const char *place = places->items[0].data;
    enum generation_state state = GENERATION_ONE;
    bool was_mixed = searcher->mixed;
    if (places->count == 1 && !is_server(place) &&
        generation_look(&state, searcher->database, place, err) < 0)
        return -1;
    searcher->mixed = state == GENERATION_MIXED;
    searcher->stale = state == GENERATION_WRITING || (searcher->mixed && !was_mixed);
    if (!searcher->stale)
        return 0;
    return error_set(err, "index %s is being written; its shards are of two runs", place);
}

/* Opens the database again, and looks at its schema and language. */
static int reopen(struct searcher *searcher, struct error *err)
{
    char *language = NULL;
    shim_database_close(searcher->database);
    searcher->stale = false;
    searcher->database = open_database(searcher->request, err);
    int result = searcher->database ? 0 : -1;
    if (result == 0)
        result = check_all(searcher->database, searcher->request, &language, err);
    if (result == 0)
        result = check_generation(searcher, err);
    if (result == 0 && language)
        result = take_stemmer(searcher, language, err);
    free(language);
    return result;
}

/* A database that failed a check is not left open: the next search checks it again. */
static void close_database(struct searcher *searcher)
{
    shim_database_close(searcher->database);
    searcher->database = NULL;
}

/* Blocks that commits have written over while they were read can look damaged to Xapian 1.4, where
 * it should say that they were modified: an index is damaged if nothing was committed meanwhile. */
bool searcher_overtaken(struct searcher *searcher)
{
    enum shim_fault fault = shim_last_fault();
    if (fault == SHIM_FAULT_MODIFIED || (fault == SHIM_FAULT_CORRUPT && searcher->database &&
                                         shim_database_catch_up(searcher->database)))
        searcher->stale = true;
    return searcher->stale;
}

int searcher_blank_article(struct searcher *searcher, uint32_t docid, struct error *err)
{
    struct shim_database *database = searcher->database;
    searcher->stale = shim_database_is_remote(database) || shim_database_catch_up(database);
    if (searcher->stale)
        return error_set(err, "the index was changed while it was being read");
    return error_set(err, "article %u of the index has no path: the index is damaged", docid);
}

int searcher_repeat(struct searcher *searcher, searcher_attempt *attempt, void *context,
                    struct error *err)
{
    double end = clock_seconds(CLOCK_MONOTONIC) + REPEAT_SECONDS;
    struct timespec pause = { 0, PAUSE_FIRST };
    for (;;) {
        shim_forget_fault();
        bool open = (searcher->database && !searcher->stale) || reopen(searcher, err) == 0;
        int result = open ? attempt(searcher, context, err) : -1;
        if (result == 0)
            return 0;
        if (!searcher_overtaken(searcher)) {
            if (!open)
                close_database(searcher);
            return result;
        }
        if (clock_seconds(CLOCK_MONOTONIC) >= end) {
            error_set(err,
                      "%s; try again; if no newsindex runs, the index is damaged, and %s "
                      "--rebuild makes a new one",
                      err->text, command_newsindex());
            err->status = STATUS_BUSY;
            return -1;
        }
        nanosleep(&pause, NULL);
        if (pause.tv_nsec < PAUSE_MAX)
            pause.tv_nsec *= 2;
    }
}

static int attempt_open(struct searcher *searcher, void *context, struct error *err)
{
    (void)searcher;
    (void)context;
    (void)err;
    return 0; /* that it is open is enough */
}

static int compile_filters(struct searcher *searcher, struct error *err)
{
    const struct request *request = searcher->request;
    searcher->regexes = regex_cache_new();
    for (size_t i = 0; i < request->regex_count; i++) {
        const struct request_regex *regex = &request->regexes[i];
        if (regex_filters_add_option(&searcher->filters, searcher->regexes, regex->argument,
                                     regex->negated, request->ignore_case, err) < 0)
            return -1;
    }
    return 0;
}

struct searcher *searcher_open(const struct request *request, struct error *err)
{
    struct searcher *searcher = memory_allocate(sizeof *searcher);
    searcher->request = request;
    if (compile_filters(searcher, err) < 0)
        goto failed;
    if (since_open(&searcher->since, request, err) < 0)
        goto failed;
    if (searcher_repeat(searcher, attempt_open, NULL, err) < 0)
        goto failed;
    return searcher;
failed:
    searcher_close(searcher);
    return NULL;
}

int searcher_remember(struct searcher *searcher, bool written, struct error *err)
{
    return since_end(&searcher->since, searcher->request, written, err);
}

void searcher_close(struct searcher *searcher)
{
    if (!searcher)
        return;
    shim_database_close(searcher->database);
    shim_stemmer_free(searcher->stemmer);
    since_release(&searcher->since);
    regex_filters_release(&searcher->filters);
    regex_cache_free(searcher->regexes);
    free(searcher->language);
    free(searcher);
}
