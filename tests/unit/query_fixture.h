/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_fixture.h: a small index to ask, and short ways to ask it. */
#ifndef NEWSSEARCH_QUERY_FIXTURE_H
#define NEWSSEARCH_QUERY_FIXTURE_H

#include "buffer.h"
#include "date.h"
#include "made_index.h"
#include "query/query.h"
#include "query/stop_words.h"
#include "tap.h"

#define NOW INT64_C(1638316800) /* 2021-12-01 */
#define NEWS "/news/"           /* where all articles lie */

/* An article of one title, and a few fields as a query writes them: "topic=AI" "quality=84". */
struct told_article {
    const char *name, *title;
    const char *fields[8];
};

struct fixture {
    struct made_index index;
    struct shim_database *database;
    struct query_options options;
    struct config config;
    char warning[1000]; /* the last */
    char found[4000];
    struct error err;
};

static inline void tell_field(struct article *article, const char *told)
{
    const char *equals = strchr(told, '=');
    const struct field *field = schema_by_prefix(told, (size_t)(equals - told));
    struct error err;
    const char *value = equals + 1;
    if (field->kind == KIND_TEXT || field->kind == KIND_NAME || field->kind == KIND_DOMAIN) {
        list_add_text(&article->values[field->id], value);
        return;
    }
    article->has[field->id] = true;
    if (field->kind == KIND_TIME)
        date_parse(&article->numbers[field->id], value, strlen(value), &err);
    else
        article->numbers[field->id] =
            field->kind == KIND_INTEGER ? strtoll(value, NULL, 10) : strcmp(value, "true") == 0;
}

static inline void fixture_add(struct fixture *fixture, const struct told_article *told)
{
    struct shim_document *document = shim_document_new();
    struct article article = { 0 };
    char path[100];
    uint32_t docid;
    snprintf(path, sizeof path, NEWS "%s", told->name);
    list_add_text(&article.values[FIELD_PATH], path);
    list_add_text(&article.values[FIELD_TITLE], told->title);
    article.has[FIELD_PUBLISHED] = true;
    article.numbers[FIELD_PUBLISHED] = 1;
    for (size_t i = 0; i < 8 && told->fields[i]; i++)
        tell_field(&article, told->fields[i]);
    if (document_fill(document, &article, fixture->index.stemmer, &fixture->err) < 0 ||
        shim_add(fixture->index.writer, document, &docid, &fixture->err) < 0 ||
        rank_columns_set(fixture->index.writer, docid, &article, &fixture->err) < 0)
        made_fail("cannot add an article", &fixture->err);
    shim_document_free(document);
    article_release(&article);
}

static inline void keep_warning(void *context, const char *sentence)
{
    struct fixture *fixture = context;
    snprintf(fixture->warning, sizeof fixture->warning, "%s", sentence);
}

/* The articles are added between the two. */
static inline void fixture_begin(struct fixture *fixture)
{
    *fixture = (struct fixture){ 0 };
    made_index_begin(&fixture->index);
}

static inline void fixture_open(struct fixture *fixture)
{
    fixture->database = made_index_open(&fixture->index);
    fixture->options = (struct query_options){
        .database = fixture->database,
        .stemmer = fixture->index.stemmer,
        .stop_words = stop_words_of("english"),
        .config = &fixture->config,
        .now = NOW,
        .warn = keep_warning,
        .warn_context = fixture,
    };
}

/* An index of the articles, open. */
static inline void fixture_begin_with(struct fixture *fixture, const struct told_article *articles,
                                      size_t count)
{
    fixture_begin(fixture);
    for (size_t i = 0; i < count; i++)
        fixture_add(fixture, &articles[i]);
    fixture_open(fixture);
}

static inline int fixture_end(struct fixture *fixture)
{
    shim_database_close(fixture->database);
    made_index_remove(&fixture->index);
    return tap_done();
}

struct accepting {
    const struct regex_filters *filters;
    struct error *err;
};

static inline int accept_document(void *context, struct shim_document *document)
{
    const struct accepting *accepting = context;
    return regex_filters_accept(accepting->filters, document, accepting->err);
}

static inline int compare_names(const void *left, const void *right)
{
    return strcmp(left, right);
}

static inline void list_names(struct fixture *fixture, struct engine_matches *matches)
{
    size_t count = engine_matches_size(matches);
    char(*names)[64] = memory_allocate((count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++) {
        const char *path = NEWS;
        size_t length = strlen(NEWS);
        struct shim_document *document = engine_matches_document(matches, i, &fixture->err);
        if (!document ||
            shim_document_value(document, SLOT_PATH, &path, &length, &fixture->err) < 0)
            made_fail("cannot read a path", &fixture->err);
        snprintf(names[i], sizeof names[i], "%.*s", (int)(length - strlen(NEWS)),
                 path + strlen(NEWS));
        shim_document_free(document);
    }
    qsort(names, count, sizeof *names, compare_names);
    struct buffer joined = BUFFER_INIT;
    for (size_t i = 0; i < count; i++)
        buffer_printf(&joined, "%s%s", i > 0 ? " " : "", names[i]);
    snprintf(fixture->found, sizeof fixture->found, "%s", buffer_text(&joined));
    buffer_release(&joined);
    free(names);
}

/* The names of all articles that the query finds, sorted; NULL on an error. */
static inline const char *found_by(struct fixture *fixture, const struct query *query)
{
    struct accepting accepting = { &query->filters, &fixture->err };
    struct engine_request request = {
        .query = query->matching,
        .limit = 10000,
        .check_at_least = UINT32_MAX,
        .sort_slot = -1,
        .filter = query->filters.count > 0 ? accept_document : NULL,
        .filter_context = &accepting,
    };
    struct engine_matches *matches = engine_search(fixture->database, &request, &fixture->err);
    if (!matches)
        return NULL;
    list_names(fixture, matches);
    engine_matches_free(matches);
    return fixture->found;
}

/* As found_by, of a text; on an error the error's text. */
static inline const char *find(struct fixture *fixture, const char *text)
{
    struct query query;
    if (query_parse(&query, text, &fixture->options, &fixture->err) < 0)
        return fixture->err.text;
    const char *found = found_by(fixture, &query);
    query_release(&query);
    return found ? found : fixture->err.text;
}

/* What query_describe says; free() it. On an error the error's text. */
static inline char *describe(struct fixture *fixture, const char *text)
{
    struct query query;
    struct buffer out = BUFFER_INIT;
    if (query_parse(&query, text, &fixture->options, &fixture->err) < 0)
        return memory_copy_text(fixture->err.text);
    query_describe(&query, &out);
    query_release(&query);
    return buffer_detach(&out);
}

/* A query, what query_describe says of it, and the names of the articles that it finds. */
struct query_row {
    const char *query, *described, *found;
};

static inline void check_queries(struct fixture *fixture, const struct query_row *rows,
                                 size_t count)
{
    const char *option = fixture->options.any ? "--any " : "";
    for (size_t i = 0; i < count; i++) {
        const struct query_row *row = &rows[i];
        char *described = describe(fixture, row->query);
        tap_is_text(described, row->described, "'%s%s' is parsed as '%s'", option, row->query,
                    row->described);
        tap_is_text(find(fixture, row->query), row->found, "'%s%s' finds %s", option, row->query,
                    *row->found ? row->found : "nothing");
        free(described);
    }
}

/* What is wrong with a text, or "no error". */
static inline const char *error_of(struct fixture *fixture, const char *text)
{
    struct query query;
    fixture->err.text[0] = '\0';
    if (query_parse(&query, text, &fixture->options, &fixture->err) == 0) {
        query_release(&query);
        return "no error";
    }
    return fixture->err.text;
}

/* A query, and the whole error: the sentence, the query, the caret under the place. */
struct error_row {
    const char *query, *error;
};

static inline void check_errors(struct fixture *fixture, const struct error_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        tap_is_text(error_of(fixture, rows[i].query), rows[i].error,
                    "the error of '%s' marks its place", rows[i].query);
}

#endif
