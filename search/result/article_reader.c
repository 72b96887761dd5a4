/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "article_reader.h"

#include "engine_limits.h"
#include "number.h"
#include "record.h"
#include "schema.h"

static void take_number(struct article *article, enum field_id id, const char *value, size_t length)
{
    article->numbers[id] = number_decode(value, length);
    article->has[id] = true;
}

static void take_list(struct list *list, struct record_reader *reader)
{
    const char *item;
    size_t length;
    while (record_next(reader, &item, &length))
        list_add(list, item, length);
}

void article_read_value(struct article *article, const struct field *field, const char *value,
                        size_t length)
{
    struct record_reader reader;
    switch (field->kind) {
    case KIND_TEXT:
    case KIND_NAME:
    case KIND_DOMAIN:
        record_reader_init(&reader, value, length);
        if (field->many)
            take_list(&article->values[field->id], &reader);
        else
            list_add(&article->values[field->id], value, length);
        break;
    case KIND_TIME:
    case KIND_INTEGER:
    case KIND_BOOLEAN:
        take_number(article, field->id, value, length);
        break;
    }
}

static int fetch_field(struct article *article, struct shim_document *document,
                       const struct field *field, struct error *err)
{
    const char *value;
    size_t length;
    if (shim_document_value(document, (unsigned)field->slot, &value, &length, err) < 0)
        return -1;
    if (length > 0)
        article_read_value(article, field, value, length);
    return 0;
}

static void take_shown(struct article *article, const char *shown, size_t length, unsigned fields)
{
    struct record_reader reader;
    const char *value;
    size_t value_length;
    record_reader_init(&reader, shown, length);
    for (int id = 0; id < FIELD_COUNT; id++) {
        const struct field *field = schema_field((enum field_id)id);
        if (schema_is_shown(field) && record_next(&reader, &value, &value_length) &&
            value_length > 0 && fields & FIELD_BIT(id))
            article_read_value(article, field, value, value_length);
    }
}

/* record.h */
static int fetch_data(struct article *article, struct shim_document *document, unsigned fields,
                      struct error *err)
{
    struct record_reader reader;
    const char *data, *body, *shown;
    size_t length, body_length, shown_length;
    if (shim_document_data(document, &data, &length, err) < 0)
        return -1;
    record_reader_init(&reader, data, length);
    if (!record_next(&reader, &body, &body_length) || !record_next(&reader, &shown, &shown_length))
        return 0;
    take_shown(article, shown, shown_length, fields);
    if (fields & FIELD_BIT(FIELD_BODY) && body_length > 0)
        list_add(&article->values[FIELD_BODY], body, body_length);
    if (fields & FIELD_BIT(FIELD_RELATED))
        take_list(&article->values[FIELD_RELATED], &reader);
    return 0;
}

int article_read(struct article *article, struct shim_document *document, unsigned fields,
                 struct error *err)
{
    unsigned shown = 0;
    for (int id = 0; id < FIELD_COUNT; id++)
        shown += fields & FIELD_BIT(id) && schema_is_shown(schema_field((enum field_id)id));
    bool data = fields & FIELDS_IN_DATA || shown > ENGINE_MAX_SLOTS_OF_ROW;
    for (int id = 0; id < FIELD_COUNT; id++) {
        const struct field *field = schema_field((enum field_id)id);
        if (fields & FIELD_BIT(id) && field->slot != SLOT_NONE &&
            !(data && schema_is_shown(field)) && fetch_field(article, document, field, err) < 0)
            return -1;
    }
    return data ? fetch_data(article, document, fields, err) : 0;
}

int article_read_docid(struct article *article, struct shim_database *database, uint32_t docid,
                       unsigned fields, struct error *err)
{
    struct shim_document *document = shim_document_get(database, docid, err);
    int result = document ? article_read(article, document, fields, err) : -1;
    shim_document_free(document);
    return result;
}
