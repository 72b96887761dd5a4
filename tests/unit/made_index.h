/* SPDX-License-Identifier: GPL-2.0-or-later */
/* made_index.h: small indexes for unit tests, made of articles written as rows of a table. */
#ifndef NEWSSEARCH_MADE_INDEX_H
#define NEWSSEARCH_MADE_INDEX_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article.h"
#include "document.h"
#include "error.h"
#include "index_layout.h"
#include "memory.h"
#include "query/rank_table.h"
#include "rank_columns.h"
#include "schema.h"
#include "temporary.h"
#include "word_list.h"
#include "xapian_shim.h"

#define MADE_ABSENT INT64_MIN

struct made_article {
    const char *path, *title, *excerpt, *body, *provider;
    const char *topics[4];       /* NULL ends */
    int64_t date, quality, heat; /* MADE_ABSENT: none */
};

struct made_index {
    char directory[TEMPORARY_SIZE];
    char place[TEMPORARY_SIZE + 10];
    struct shim_writer *writer;
    struct shim_stemmer *stemmer;
};

static inline void made_fail(const char *what, const struct error *err)
{
    printf("Bail out! %s: %s\n", what, err->text);
    exit(EXIT_FAILURE);
}

#define MADE_QUOTED(number) #number
#define MADE_NUMBER(number) MADE_QUOTED(number)
#define MADE_SCHEMA MADE_NUMBER(SCHEMA_NUMBER) /* in digits */

static inline void made_index_begin(struct made_index *index)
{
    struct error err;
    temporary_make(index->directory);
    snprintf(index->place, sizeof index->place, "%s/index", index->directory);
    index->stemmer = shim_stemmer_new("english", &err);
    index->writer = shim_writer_open(index->place, SHIM_CREATE_SCRATCH, &err);
    if (!index->stemmer || !index->writer)
        made_fail("cannot make an index", &err);
    if (shim_set_metadata(index->writer, METADATA_SCHEMA, MADE_SCHEMA, strlen(MADE_SCHEMA), &err) <
            0 ||
        shim_set_metadata(index->writer, METADATA_LANGUAGE, "english", 7, &err) < 0)
        made_fail("cannot set metadata", &err);
}

static inline void made_set_number(struct article *article, enum field_id id, int64_t number)
{
    article->has[id] = number != MADE_ABSENT;
    article->numbers[id] = article->has[id] ? number : 0;
}

static inline void made_set_text(struct article *article, enum field_id id, const char *text)
{
    if (text)
        list_add_text(&article->values[id], text);
}

static inline void made_fill(struct article *article, const struct made_article *made)
{
    made_set_text(article, FIELD_PATH, made->path);
    made_set_text(article, FIELD_TITLE, made->title);
    made_set_text(article, FIELD_EXCERPT, made->excerpt);
    made_set_text(article, FIELD_BODY, made->body);
    made_set_text(article, FIELD_PROVIDER_NAME, made->provider);
    for (size_t i = 0; i < 4 && made->topics[i]; i++)
        list_add_text(&article->values[FIELD_TOPICS], made->topics[i]);
    made_set_number(article, FIELD_DATE, made->date);
    made_set_number(article, FIELD_QUALITY, made->quality);
    made_set_number(article, FIELD_HEAT, made->heat);
    made_set_number(article, FIELD_PUBLISHED, 1);
}

static inline void made_index_add(struct made_index *index, const struct made_article *made)
{
    struct shim_document *document = shim_document_new();
    struct article article = { 0 };
    struct error err;
    uint32_t docid;
    made_fill(&article, made);
    if (document_fill(document, &article, index->stemmer, &err) < 0 ||
        word_list_add(index->writer, document, &err) < 0 ||
        shim_add(index->writer, document, &docid, &err) < 0 ||
        rank_columns_set(index->writer, docid, &article, &err) < 0)
        made_fail("cannot add an article", &err);
    shim_document_free(document);
    article_release(&article);
}

/* Ends the writing; the index can be read until made_index_remove. */
static inline struct shim_database *made_index_open(struct made_index *index)
{
    const char *place = index->place;
    struct error err;
    if (shim_commit(index->writer, &err) < 0)
        made_fail("cannot commit", &err);
    shim_writer_close(index->writer);
    index->writer = NULL;
    struct shim_database *database = shim_database_open(&place, 1, 10, &err);
    if (!database)
        made_fail("cannot open the index", &err);
    shim_database_use_table(database, rank_table());
    return database;
}

static inline void made_index_remove(struct made_index *index)
{
    shim_writer_close(index->writer);
    shim_stemmer_free(index->stemmer);
    temporary_remove(index->directory);
}

#endif
