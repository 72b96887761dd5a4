/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "row_reader.h"

#include <stdlib.h>
#include <string.h>

#include "article_reader.h"
#include "engine_limits.h"
#include "explain.h"
#include "marker.h"
#include "memory.h"
#include "rank_values.h"
#include "retrieve/slot_values.h"
#include "snippet.h"

#define BLOCK_ROWS 10000

/* The value of one field of a row; length 0: the row does not have it. */
struct stored_value {
    size_t start, length; /* in the column's bytes */
};

struct column {
    struct buffer bytes;
    struct stored_value *values; /* by row */
};

/* The fields of rows first to first + count - 1. */
struct block {
    size_t first, count;
    unsigned fields;                    /* FIELD_BIT; each has a slot */
    struct column columns[FIELD_COUNT]; /* of those fields */
};

struct row_reader {
    struct searcher *searcher;
    struct search search;
    struct result_needs needs;
    unsigned fields; /* that a row needs */
    struct marker *marker;
    struct block block;
};

static void take_value(void *context, size_t row, const char *value, size_t length)
{
    struct column *column = context;
    column->values[row] = (struct stored_value){ column->bytes.length, length };
    buffer_add(&column->bytes, value, length);
}

static void block_release(struct block *block)
{
    for (int id = 0; id < FIELD_COUNT; id++) {
        buffer_release(&block->columns[id].bytes);
        free(block->columns[id].values);
    }
    *block = (struct block){ 0 };
}

static struct slot_values values_of(struct block *block, enum field_id id)
{
    return (struct slot_values){ (unsigned)schema_field(id)->slot, take_value,
                                 &block->columns[id] };
}

static int read_columns(struct block *block, struct shim_database *database, const uint32_t *docids,
                        struct error *err)
{
    const unsigned ranks = FIELD_BIT(FIELD_QUALITY) | FIELD_BIT(FIELD_HEAT);
    unsigned by_slot = block->fields;
    int result = 0;
    for (int id = 0; id < FIELD_COUNT; id++)
        if (block->fields & FIELD_BIT(id))
            block->columns[id].values =
                memory_allocate((block->count + 1) * sizeof *block->columns[id].values);
    if ((block->fields & ranks) == ranks) {
        const struct slot_values quality = values_of(block, FIELD_QUALITY),
                                 heat = values_of(block, FIELD_HEAT);
        result = rank_values_read(&quality, &heat, database, docids, block->count, err);
        by_slot &= ~ranks;
    }
    for (int id = 0; result == 0 && id < FIELD_COUNT; id++) {
        const struct slot_values values = values_of(block, (enum field_id)id);
        if (by_slot & FIELD_BIT(id))
            result = slot_values_read(&values, database, docids, block->count, err);
    }
    return result;
}

/* Adds the block's fields of a row to an article that does not have them yet. */
static void add_columns(struct article *article, const struct block *block, size_t row)
{
    for (int id = 0; id < FIELD_COUNT; id++) {
        if (!(block->fields & FIELD_BIT(id)))
            continue;
        const struct column *column = &block->columns[id];
        const struct stored_value value = column->values[row - block->first];
        if (value.length > 0)
            article_read_value(article, schema_field((enum field_id)id),
                               column->bytes.data + value.start, value.length);
    }
}

static unsigned fields_needed(const struct result_needs *needs)
{
    unsigned fields = needs->fields | FIELD_BIT(FIELD_PATH);
    if (needs->snippets)
        fields |= FIELD_BIT(FIELD_TITLE) | FIELD_BIT(FIELD_EXCERPT);
    if (!needs->body)
        fields &= ~FIELDS_IN_DATA;
    return fields;
}

/* Fields to read by scanning their value slot, one field at a time. */
static unsigned fields_by_slot(const struct row_reader *reader, size_t rows)
{
    unsigned by_slot = 0;
    if (shim_database_is_remote(reader->searcher->database))
        return 0;
    for (int id = 0; id < FIELD_COUNT; id++) {
        const struct field *field = schema_field((enum field_id)id);
        if (field->slot != SLOT_NONE &&
            (rows >= ENGINE_MIN_ROWS_BY_SLOT || !schema_is_shown(field)))
            by_slot |= FIELD_BIT(id);
    }
    return reader->fields & by_slot;
}

/* An article without a path is not there any more, or damaged. */
static int check_paths(const struct row_reader *reader, const uint32_t *docids, struct error *err)
{
    const struct block *block = &reader->block;
    const struct column *paths = &block->columns[FIELD_PATH];
    for (size_t i = 0; block->fields & FIELD_BIT(FIELD_PATH) && i < block->count; i++)
        if (paths->values[i].length == 0)
            return searcher_blank_article(reader->searcher, docids[i], err);
    return 0;
}

/* Reads the block that begins with row first, in place of the one before. */
static int read_block(struct row_reader *reader, size_t first, struct error *err)
{
    const struct row_list *rows = &reader->search.matches.rows;
    const size_t left = rows->count - first, count = left < BLOCK_ROWS ? left : BLOCK_ROWS;
    uint32_t *docids = memory_allocate((count + 1) * sizeof *docids);
    for (size_t i = 0; i < count; i++)
        docids[i] = rows->items[first + i].docid;
    block_release(&reader->block);
    reader->block.first = first;
    reader->block.count = count;
    reader->block.fields = fields_by_slot(reader, count);
    int result = read_columns(&reader->block, reader->searcher->database, docids, err);
    if (result == 0)
        result = check_paths(reader, docids, err);
    if (result < 0)
        block_release(&reader->block);
    free(docids);
    return result;
}

static bool is_in_block(const struct block *block, size_t number)
{
    return number >= block->first && number - block->first < block->count;
}

/* Whether a row is made of more than these fields. */
static bool needs_document(const struct row_reader *reader, unsigned fields)
{
    return fields != reader->fields || reader->needs.snippets || reader->searcher->request->explain;
}

/* The body is read only for the snippet where the excerpt does not show all words. */
static int add_snippets(struct row_reader *reader, struct result *result,
                        struct shim_document *document, struct error *err)
{
    struct article *article = &result->article;
    struct passage excerpt;
    size_t columns = reader->needs.snippet_columns;
    int status = 0;
    snippet_begin(&excerpt, reader->marker, article);
    bool borrowed =
        article->values[FIELD_BODY].count == 0 && snippet_needs_body(&excerpt, reader->marker);
    if (borrowed)
        status = article_read(article, document, FIELD_BIT(FIELD_BODY), err);
    snippet_make(&result->snippet, &excerpt, reader->marker, article,
                 columns ? columns : SNIPPET_COLUMNS);
    snippet_title(&result->title, reader->marker, article);
    if (borrowed)
        list_release(&article->values[FIELD_BODY]);
    return status;
}

static int add_from_document(struct row_reader *reader, struct result *result, unsigned fields,
                             struct error *err)
{
    const struct request *request = reader->searcher->request;
    struct shim_database *database = reader->searcher->database;
    struct shim_document *document = shim_document_get(database, result->docid, err);
    if (!document)
        return -1;
    int status = article_read(&result->article, document, fields, err);
    if (status == 0 && reader->needs.snippets)
        status = add_snippets(reader, result, document, err);
    if (status == 0 && request->explain) {
        const struct explaining explaining = { database, &reader->search.rank,
                                               &reader->search.query, reader->marker,
                                               !request->like };
        status = explain_result(result, &explaining, document, err);
    }
    shim_document_free(document);
    return status;
}

static void add_name(struct list *names, const struct list_item *name)
{
    if (!list_has(names, name->data))
        list_add(names, name->data, name->length);
}

/* Adds the providers of the articles that the row was collapsed with, except its own. */
static int add_others(struct row_reader *reader, const struct row *row, struct result *result,
                      struct error *err)
{
    const struct list_item *own = article_first(&result->article, FIELD_PROVIDER_NAME);
    int status = 0;
    for (size_t i = 0; status == 0 && i < ROW_OTHERS && row->others[i] != 0; i++) {
        struct article article = { 0 };
        status = article_read_docid(&article, reader->searcher->database, row->others[i],
                                    FIELD_BIT(FIELD_PROVIDER_NAME), err);
        const struct list_item *name = article_first(&article, FIELD_PROVIDER_NAME);
        if (status == 0 && name && !(own && strcmp(own->data, name->data) == 0))
            add_name(&result->others, name);
        article_release(&article);
    }
    return status;
}

struct row_reader *row_reader_new(struct searcher *searcher, struct search *search,
                                  const struct result_needs *needs)
{
    struct row_reader *reader = memory_allocate(sizeof *reader);
    reader->searcher = searcher;
    reader->search = *search;
    *search = (struct search){ 0 };
    reader->needs = *needs;
    reader->fields = fields_needed(needs);
    reader->marker = marker_new(&reader->search.query, searcher->stemmer);
    return reader;
}

void row_reader_free(struct row_reader *reader)
{
    if (!reader)
        return;
    marker_free(reader->marker);
    block_release(&reader->block);
    search_release(&reader->search);
    free(reader);
}

int row_reader_begin(struct row_reader *reader, size_t *ready, struct error *err)
{
    if (read_block(reader, 0, err) < 0)
        return -1;
    *ready = needs_document(reader, reader->block.fields) ? reader->block.count : 0;
    return 0;
}

int row_reader_read(struct row_reader *reader, size_t number, struct result *result,
                    struct error *err)
{
    const struct row *row = &reader->search.matches.rows.items[number];
    const struct block *block = &reader->block;
    *result = (struct result){ .rank = reader->searcher->request->offset + 1 + (uint32_t)number,
                               .docid = row->docid,
                               .score = row->weight,
                               .collapsed = row->collapsed };
    if (!is_in_block(block, number) && !needs_document(reader, block->fields) &&
        read_block(reader, number, err) < 0)
        return -1;
    unsigned fields = reader->fields;
    if (is_in_block(block, number)) {
        add_columns(&result->article, block, number);
        fields &= ~block->fields;
    }
    if (needs_document(reader, reader->fields & ~fields) &&
        add_from_document(reader, result, fields, err) < 0)
        return -1;
    if (!article_first(&result->article, FIELD_PATH))
        return searcher_blank_article(reader->searcher, result->docid, err);
    return reader->needs.others ? add_others(reader, row, result, err) : 0;
}

int row_reader_read_late(struct row_reader *reader, size_t number, struct result *result,
                         struct error *err)
{
    shim_forget_fault();
    if (row_reader_read(reader, number, result, err) == 0)
        return 0;
    if (searcher_overtaken(reader->searcher)) {
        error_set(err, "the index was changed twice while its articles were printed; search again");
        err->status = STATUS_BUSY;
    }
    return -1;
}
