/* SPDX-License-Identifier: GPL-2.0-or-later */
/* value_walk.h: visits the values of one field of an article, as they are shown. */
#ifndef NEWSSEARCH_VALUE_WALK_H
#define NEWSSEARCH_VALUE_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "date.h"
#include "error.h"
#include "record.h"
#include "schema.h"
#include "xapian_shim.h"

/* Internals, but the caller owns the struct. It borrows the text. */
struct value_walk {
    struct record_reader reader;
    const char *text; /* when it is not packed */
    size_t length;
    bool packed, begun;
    char number[DATE_TEXT_SIZE];
};

/* Whether the field is in a document's data, which takes far longer to read than a value, so that
 * it should be read last. */
bool value_walk_reads_data(enum field_id field);

/* Begins with the field of a document, or with what a document has in the field's slot. */
int value_walk_document(struct value_walk *walk, enum field_id field,
                        struct shim_document *document, struct error *err);
void value_walk_value(struct value_walk *walk, enum field_id field, const char *value,
                      size_t length);

/* False at the end. An absent field is one empty value. */
bool value_walk_next(struct value_walk *walk, const char **text, size_t *length);

#endif
