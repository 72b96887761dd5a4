/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "value_walk.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "number.h"

bool value_walk_reads_data(enum field_id field)
{
    return field == FIELD_BODY || field == FIELD_RELATED;
}

/* Body and related are in the document's data (record.h). The fields between them also have slots.
 */
static int walk_data(struct value_walk *walk, enum field_id id, struct shim_document *document,
                     struct error *err)
{
    const char *data;
    size_t length;
    if (shim_document_data(document, &data, &length, err) < 0)
        return -1;
    *walk = (struct value_walk){ .text = "", .packed = id == FIELD_RELATED };
    record_reader_init(&walk->reader, data, length);
    const char *shown;
    size_t shown_length;
    if (!record_next(&walk->reader, &walk->text, &walk->length) ||
        !record_next(&walk->reader, &shown, &shown_length))
        walk->length = 0;
    return 0;
}

static void show_number(struct value_walk *walk, enum field_kind kind)
{
    if (walk->length == 0)
        return; /* absent */
    int64_t number = number_decode(walk->text, walk->length);
    if (kind == KIND_TIME)
        date_format(walk->number, number);
    else if (kind == KIND_BOOLEAN)
        strcpy(walk->number, number ? "true" : "false");
    else
        snprintf(walk->number, sizeof walk->number, "%" PRId64, number);
    walk->text = walk->number;
    walk->length = strlen(walk->number);
}

/* The value of the field's slot. */
void value_walk_value(struct value_walk *walk, enum field_id id, const char *value, size_t length)
{
    const struct field *field = schema_field(id);
    *walk = (struct value_walk){ .text = value, .length = length, .packed = field->many };
    if (walk->packed)
        record_reader_init(&walk->reader, walk->text, walk->length);
    else if (field->kind == KIND_TIME || field->kind == KIND_INTEGER || field->kind == KIND_BOOLEAN)
        show_number(walk, field->kind);
}

/* An absent field is one empty value. */
bool value_walk_next(struct value_walk *walk, const char **text, size_t *length)
{
    bool first = !walk->begun;
    walk->begun = true;
    if (walk->packed) {
        if (record_next(&walk->reader, text, length))
            return true;
        walk->text = "";
        walk->length = 0;
    }
    *text = walk->length > 0 ? walk->text : "";
    *length = walk->length;
    return first;
}

int value_walk_document(struct value_walk *walk, enum field_id field,
                        struct shim_document *document, struct error *err)
{
    const char *value;
    size_t length;
    if (value_walk_reads_data(field))
        return walk_data(walk, field, document, err);
    if (shim_document_value(document, (unsigned)schema_field(field)->slot, &value, &length, err) <
        0)
        return -1;
    value_walk_value(walk, field, value, length);
    return 0;
}
