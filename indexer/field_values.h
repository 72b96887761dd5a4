/* SPDX-License-Identifier: GPL-2.0-or-later */
/* field_values.h: reads the value of a field from a node of the front matter. */
#ifndef NEWSSEARCH_FIELD_VALUES_H
#define NEWSSEARCH_FIELD_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "article.h"
#include "buffer.h"
#include "front_matter.h"
#include "list.h"
#include "nodes.h"
#include "schema.h"

struct field_values {
    struct article *article; /* what is read goes there */
    struct nodes *nodes;
    const struct front_matter_options *options; /* whom to warn; NULL: nobody */
    size_t lines_before;                        /* lines of the file before the front matter */

    /* Internals. */
    const struct field *field;
    const struct field_source *source;
    bool warned;        /* a source is complained about at most once */
    struct list folded; /* the field's names so far, case aside */
    struct buffer text, other;
};

void field_values_release(struct field_values *values);

enum field_result {
    FIELD_EMPTY, /* null, or only white space: the next source is read */
    FIELD_SET,
    FIELD_WRONG, /* not of the field's type, as a warning said; there is no value */
    FIELD_OTHER, /* the same, but the next source is read */
};

/* Reads the node as the field's value, which is absent before; or, for a field of many values,
 * adds its values to them. */
enum field_result field_values_read(struct field_values *values, const struct field *field,
                                    const struct field_source *source, const struct node *node);

#endif
