/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "json_writer.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base64.h"
#include "column.h"
#include "date.h"
#include "text.h"

#define DUMP_FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(17))

json_t *json_make_text(const char *text, size_t length)
{
    if (text_valid(text, length))
        return json_stringn(text, length);
    struct buffer repaired = BUFFER_INIT;
    text_repair(&repaired, text, length);
    json_t *value = json_stringn(buffer_text(&repaired), repaired.length);
    buffer_release(&repaired);
    return value;
}

static json_t *text_or_null(const char *text)
{
    return text ? json_make_text(text, strlen(text)) : json_null();
}

static json_t *item_value(const struct list_item *item)
{
    return item && item->length > 0 ? json_make_text(item->data, item->length) : json_null();
}

/* Bytes that are not UTF-8 are not repaired, because the path would no longer open. */
static json_t *path_value(const struct list_item *item)
{
    if (!item || text_valid(item->data, item->length))
        return item_value(item);
    struct buffer encoded = BUFFER_INIT;
    base64_add(&encoded, item->data, item->length);
    json_t *value = json_pack("{s:s}", "bytes", buffer_text(&encoded));
    buffer_release(&encoded);
    return value;
}

static void add_texts(json_t *array, const struct list *list)
{
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(array, json_make_text(list->items[i].data, list->items[i].length));
}

static json_t *list_value(const struct list *list)
{
    json_t *array = json_array();
    add_texts(array, list);
    return array;
}

static json_t *related_value(const struct list *list)
{
    json_t *array = json_array();
    for (size_t i = 0; i + 1 < list->count; i += 2) {
        json_t *related = json_object();
        json_object_set_new(related, "title", item_value(&list->items[i]));
        json_object_set_new(related, "excerpt", item_value(&list->items[i + 1]));
        json_array_append_new(array, related);
    }
    return array;
}

static json_t *number_value(const struct article *article, const struct field *field)
{
    char date[DATE_TEXT_SIZE];
    int64_t number = article->numbers[field->id];
    if (!article->has[field->id])
        return json_null();
    if (field->kind == KIND_TIME)
        return json_string(date_format(date, number));
    return field->kind == KIND_BOOLEAN ? json_boolean(number != 0) : json_integer(number);
}

static json_t *field_value(const struct article *article, const struct field *field)
{
    const struct list *list = &article->values[field->id];
    switch (field->kind) {
    case KIND_TIME:
    case KIND_INTEGER:
    case KIND_BOOLEAN:
        return number_value(article, field);
    default:
        break;
    }
    if (field->id == FIELD_RELATED)
        return related_value(list);
    if (field->many)
        return list_value(list);
    return field->id == FIELD_PATH ? path_value(article_first(article, field->id))
                                   : item_value(article_first(article, field->id));
}

/* The marks in characters, as a reader of JSON counts. */
static json_t *highlights_value(const struct snippet *snippet)
{
    json_t *array = json_array();
    size_t at = 0, characters = 0;
    for (size_t i = 0; i < snippet->mark_count; i++) {
        json_t *pair = json_array();
        for (int end = 0; end < 2; end++) {
            characters += text_characters(snippet->text + at, snippet->marks[i][end] - at);
            at = snippet->marks[i][end];
            json_array_append_new(pair, json_integer((json_int_t)characters));
        }
        json_array_append_new(array, pair);
    }
    return array;
}

static json_t *column_value(const struct result *result, int column)
{
    switch (column) {
    case COLUMN_RANK:
        return json_integer(result->rank);
    case COLUMN_SCORE:
        return json_real(result->score);
    case COLUMN_SNIPPET:
        return result->snippet.text && result->snippet.text[0] ? text_or_null(result->snippet.text)
                                                               : json_null();
    case COLUMN_HIGHLIGHTS:
        return highlights_value(&result->snippet);
    case COLUMN_COLLAPSED:
        return json_integer(result->collapsed);
    default:
        return field_value(&result->article, schema_field((enum field_id)column));
    }
}

/* Sets key, or for "provider.name" the member of an object. */
static void set_column(json_t *row, const char *key, json_t *value)
{
    const char *dot = strchr(key, '.');
    if (!dot) {
        json_object_set_new(row, key, value);
        return;
    }
    char name[32];
    snprintf(name, sizeof name, "%.*s", (int)(dot - key), key);
    json_t *object = json_object_get(row, name);
    if (!object) {
        object = json_object();
        json_object_set_new(row, name, object);
    }
    json_object_set_new(object, dot + 1, value);
}

static void set_parts(json_t *row, const struct result *result)
{
    const struct score_parts *parts = &result->parts;
    json_object_set_new(row, "parts",
                        json_pack("{s:f,s:f,s:f,s:f}", "text", parts->text, "quality",
                                  parts->quality, "heat", parts->heat, "recency", parts->recency));
    json_t *words = json_array();
    for (size_t i = 0; i < result->share_count; i++) {
        const struct word_share *share = &result->shares[i];
        json_t *word = json_object();
        json_object_set_new(word, "word", text_or_null(share->word));
        json_object_set_new(word, "field", text_or_null(share->field));
        json_object_set_new(word, "weight", json_real(share->weight));
        json_array_append_new(words, word);
    }
    json_object_set_new(row, "words", words);
}

static void set_buckets(json_t *tail, const char *key, const struct bucket_list *lists,
                        size_t count)
{
    if (count == 0)
        return;
    json_t *object = json_object();
    for (size_t i = 0; i < count; i++) {
        json_t *array = json_array();
        for (size_t j = 0; j < lists[i].count; j++) {
            const struct bucket *bucket = &lists[i].buckets[j];
            json_t *pair = json_object();
            json_object_set_new(pair, "value", text_or_null(bucket->value));
            json_object_set_new(pair, "count", json_integer((json_int_t)bucket->count));
            json_array_append_new(array, pair);
        }
        json_object_set_new(object, lists[i].name, array);
    }
    json_object_set_new(tail, key, object);
}

/* jansson escapes C0; DEL and C1 (C2 80 to C2 9F) would reach a terminal as they are. They
 * stand only inside strings, and jansson hands over whole characters. */
static int write_escaped(const char *bytes, size_t length, void *context)
{
    FILE *stream = context;
    size_t from = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        bool two = byte == 0xC2 && i + 1 < length && (unsigned char)bytes[i + 1] < 0xA0;
        if (byte != 0x7F && !two)
            continue;
        fwrite(bytes + from, 1, i - from, stream);
        fprintf(stream, "\\u%04x", two ? (unsigned char)bytes[i + 1] : byte);
        i += two;
        from = i + 1;
    }
    fwrite(bytes + from, 1, length - from, stream);
    return 0;
}

/* Takes ownership of value. JSON_EMBED: without its outer brackets. */
static void dump(FILE *stream, json_t *value, size_t flags)
{
    json_dump_callback(value, write_escaped, stream, DUMP_FLAGS | flags);
    json_decref(value);
}

void json_write_head(FILE *stream, const struct results *results)
{
    json_t *head = json_object();
    json_object_set_new(head, "schema", json_integer(JSON_SCHEMA));
    json_object_set_new(head, "query", text_or_null(results->query));
    json_object_set_new(head, "total", json_integer((json_int_t)results->total));
    json_object_set_new(head, "offset", json_integer(results->offset));
    json_object_set_new(head, "limit",
                        results->limit == LIMIT_ALL ? json_null() : json_integer(results->limit));
    if (results->parsed_query)
        json_object_set_new(head, "parsedQuery", text_or_null(results->parsed_query));
    if (results->strategy)
        json_object_set_new(head, "strategy", text_or_null(results->strategy));
    fputc('{', stream);
    dump(stream, head, JSON_EMBED);
    fputs(",\"results\":[", stream);
}

void json_write_row(FILE *stream, const struct request *request, const struct result *result,
                    const int *columns, size_t count)
{
    json_t *row = json_object();
    for (size_t i = 0; i < count; i++)
        set_column(row, column_key(columns[i]), column_value(result, columns[i]));
    if (request->collapse)
        set_column(row, column_key(COLUMN_COLLAPSED), column_value(result, COLUMN_COLLAPSED));
    if (request->explain)
        set_parts(row, result);
    dump(stream, row, 0);
}

/* Those of the request and those of its query. */
static void set_warnings(json_t *object, const struct request *request,
                         const struct results *results)
{
    if (request->warnings.count + results->warnings.count == 0)
        return;
    json_t *array = json_array();
    add_texts(array, &request->warnings);
    add_texts(array, &results->warnings);
    json_object_set_new(object, "warnings", array);
}

static void set_left_out(json_t *object, const struct results *results)
{
    if (results->left_out.count > 0)
        json_object_set_new(object, "leftOut", list_value(&results->left_out));
}

static void set_suggestion(json_t *object, const struct results *results)
{
    if (results->suggestion)
        json_object_set_new(object, "suggestion", text_or_null(results->suggestion));
}

void json_write_tail(FILE *stream, const struct request *request, const struct results *results)
{
    json_t *tail = json_object();
    set_warnings(tail, request, results);
    set_left_out(tail, results);
    set_buckets(tail, "facets", results->buckets.facets, results->buckets.facet_count);
    set_buckets(tail, "charts", results->buckets.charts, results->buckets.chart_count);
    set_suggestion(tail, results);
    fputs(json_object_size(tail) ? "]," : "]", stream);
    dump(stream, tail, JSON_EMBED);
    fputs("}\n", stream);
}

void json_write_value(FILE *stream, const struct result *result, int column)
{
    dump(stream, column_value(result, column), JSON_ENCODE_ANY);
}

void json_write_count(FILE *stream, const struct request *request, const struct results *results)
{
    json_t *object = json_object();
    json_object_set_new(object, "schema", json_integer(JSON_SCHEMA));
    json_object_set_new(object, "total", json_integer((json_int_t)results->total));
    set_warnings(object, request, results);
    set_left_out(object, results);
    set_suggestion(object, results);
    dump(stream, object, 0);
    fputc('\n', stream);
}

void json_write_facts(FILE *stream, const struct facts *facts)
{
    json_t *object = json_object();
    char date[DATE_TEXT_SIZE];
    json_object_set_new(object, "schema", json_integer(JSON_SCHEMA));
    json_object_set_new(object, "program", json_string("newssearch " VERSION));
    json_object_set_new(object, "indexes", list_value(&facts->places));
    json_object_set_new(object, "articles", json_integer(facts->articles));
    json_object_set_new(object, "directories", list_value(&facts->roots));
    json_object_set_new(object, "language", text_or_null(facts->language));
    json_object_set_new(object, "changed",
                        facts->indexed ? json_string(date_format(date, facts->last)) : json_null());
    dump(stream, object, 0);
    fputc('\n', stream);
}

void json_write_saved(FILE *stream, const struct request *request)
{
    static const struct results none;
    json_t *object = json_object(), *array = json_array();
    for (size_t i = 0; i < request->config.saved_count; i++) {
        json_t *saved = json_object();
        json_object_set_new(saved, "name", text_or_null(request->config.saved[i].name));
        json_object_set_new(saved, "query", text_or_null(request->config.saved[i].query));
        json_array_append_new(array, saved);
    }
    json_object_set_new(object, "schema", json_integer(JSON_SCHEMA));
    json_object_set_new(object, "saved", array);
    set_warnings(object, request, &none);
    dump(stream, object, 0);
    fputc('\n', stream);
}

void json_write_error(FILE *stream, const char *query, const char *sentence)
{
    json_t *object = json_object();
    json_object_set_new(object, "schema", json_integer(JSON_SCHEMA));
    json_object_set_new(object, "query", text_or_null(query));
    json_object_set_new(object, "error", text_or_null(sentence));
    dump(stream, object, 0);
    fputc('\n', stream);
}
