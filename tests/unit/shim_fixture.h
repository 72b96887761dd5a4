/* SPDX-License-Identifier: GPL-2.0-or-later */
/* shim_fixture.h: what the tests of the shim and the engine share: a temporary directory and an
 * index of articles in it, and short ways to ask it. */
#ifndef NEWSSEARCH_SHIM_FIXTURE_H
#define NEWSSEARCH_SHIM_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine.h"
#include "tap.h"
#include "temporary.h"
#include "xapian_shim.h"

enum { SLOT_NUMBER = 1, SLOT_KIND = 2, SLOT_SPARSE = 3 };
enum { ARTICLES = 600 };

static struct error err;
static char temporary[TEMPORARY_SIZE];
/* Names under the temporary directory; good for the next three calls. */
static inline const char *in_temporary(const char *name)
{
    static char paths[4][4096];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", temporary, name);
    return path;
}

static inline void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        tap_ok(false, "write %s", path);
}

static inline bool contains(const char *text, const char *part)
{
    bool found = strstr(text, part) != NULL;
    if (!found)
        tap_note("'%s' has no '%s'", text, part);
    return found;
}

__attribute__((format(printf, 4, 5))) static inline void
fails_with(bool failed, enum shim_fault fault, const char *part, const char *name, ...)
{
    va_list arguments;
    va_start(arguments, name);
    bool right = failed && shim_last_fault() == fault && strstr(err.text, part);
    if (!tap_result(right, name, arguments))
        tap_note("failed %d, fault %d, '%s'", failed, (int)shim_last_fault(), err.text);
    va_end(arguments);
}

/* Article n: "all alpha beta" or "all beta alpha", "every<n%7>", its number, kind a, b or c, data
 * "article n". */
static inline void fill_document(struct shim_document *document, unsigned n)
{
    char text[300];
    bool even = n % 2 == 0;
    shim_document_clear(document);
    shim_document_add_term(document, "all", 3, 1, 1, &err);
    shim_document_add_term(document, even ? "alpha" : "beta", even ? 5 : 4, 2, 1, &err);
    shim_document_add_term(document, even ? "beta" : "alpha", even ? 4 : 5, 3, 1, &err);
    shim_document_add_term(document, text, (size_t)snprintf(text, sizeof text, "every%u", n % 7), 0,
                           1 + n % 3, &err);
    shim_document_add_filter(document, text, (size_t)snprintf(text, sizeof text, "Q%u", n), &err);
    char number[SHIM_NUMBER_SIZE];
    shim_document_set_value(document, SLOT_NUMBER, number, shim_number(number, n), &err);
    shim_document_set_value(document, SLOT_KIND, &"abc"[n % 3], 1, &err);
    if (n % 10 == 0)
        shim_document_set_value(document, SLOT_SPARSE, "x", 1, &err);
    shim_document_set_data(document, text, (size_t)snprintf(text, sizeof text, "article %u", n),
                           &err);
}

/* Adds documents first to last, each as fill makes it of an empty one. False: writer is NULL, or an
 * error. */
static inline bool add_documents(struct shim_writer *writer, unsigned first, unsigned last,
                                 void (*fill)(struct shim_document *document, unsigned n))
{
    struct shim_document *document = shim_document_new();
    bool good = writer != NULL;
    for (unsigned n = first; good && n <= last; n++) {
        shim_document_clear(document);
        fill(document, n);
        good = shim_add(writer, document, NULL, &err) == 0;
    }
    shim_document_free(document);
    return good;
}

/* Makes an index of documents 1 to last. */
static inline bool build_documents(const char *path, unsigned last,
                                   void (*fill)(struct shim_document *document, unsigned n))
{
    struct shim_writer *writer = shim_writer_open(path, SHIM_CREATE, &err);
    bool good = add_documents(writer, 1, last, fill) && shim_commit(writer, &err) == 0;
    shim_writer_close(writer);
    return good;
}

static inline bool build_index(const char *path, enum shim_open how, unsigned first, unsigned count)
{
    struct shim_writer *writer = shim_writer_open(path, how, &err);
    bool good = add_documents(writer, first, first + count - 1, fill_document) &&
                shim_set_metadata(writer, "first", first == 1 ? "one" : "other", first == 1 ? 3 : 5,
                                  &err) == 0 &&
                shim_commit(writer, &err) == 0;
    shim_writer_close(writer);
    return good;
}

static inline struct shim_database *open_one(const char *place)
{
    return shim_database_open(&place, 1, 2.0, &err);
}

static inline struct engine_query *term(const char *text)
{
    return engine_query_term(text, strlen(text), 1, 1, &err);
}

static inline struct engine_query *alpha_beta(void)
{
    struct engine_query *words[] = { term("alpha"), term("beta") };
    return engine_query_combine(ENGINE_PHRASE, words, 2, 2, &err);
}

static const struct engine_scoring by_weight = { .c = 1 };

static inline struct engine_request request_for(const struct engine_query *query)
{
    return (struct engine_request){ .query = query,
                                    .scoring = &by_weight,
                                    .limit = 1000,
                                    .check_at_least = UINT32_MAX,
                                    .sort_slot = -1 };
}

/* How many match, -1 on failure; takes the query. */
static inline long long count_matches(struct shim_database *database, struct engine_query *query)
{
    struct engine_request request = request_for(query);
    struct engine_matches *matches = query ? engine_search(database, &request, &err) : NULL;
    long long count = matches ? (long long)engine_matches_size(matches) : -1;
    engine_matches_free(matches);
    engine_query_free(query);
    return count;
}

static inline int join_terms(void *context, const char *bytes, size_t length, uint32_t wdf)
{
    char *text = context;
    size_t used = strlen(text);
    snprintf(text + used, 200 - used, "%.*s:%u ", (int)length, bytes, wdf);
    return 0;
}

static inline int accept_kind(void *context, struct shim_document *document)
{
    const char *value;
    size_t length;
    if (shim_document_value(document, SLOT_KIND, &value, &length, &err) != 0)
        return -1;
    return length == 1 && *value == *(const char *)context;
}

static inline int join_counts(void *context, const char *bytes, size_t length, uint32_t count)
{
    return join_terms(context, bytes, length, count);
}

/* Makes the directory, and in it "main", an index of ARTICLES. */
static inline bool fixture_begin(void)
{
    temporary_make(temporary);
    return tap_ok(build_index(in_temporary("main"), SHIM_CREATE, 1, ARTICLES),
                  "an index of 600 articles is built");
}

static inline int fixture_end(void)
{
    temporary_remove(temporary);
    return tap_done();
}

#endif
