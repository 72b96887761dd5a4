/* field_values.h: a node of the front matter as the value of a field. */
#ifndef NEWSSEARCH_FIELD_VALUES_H
#define NEWSSEARCH_FIELD_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "error.h"
#include "front_matter.h"
#include "list.h"
#include "nodes.h"
#include "schema.h"

/* Reads one node after another; what the last one gave stands in texts, or in
 * number if has_number. */
struct field_values {
    struct nodes *nodes;
    const struct front_matter_options *options; /* whom to warn; NULL: nobody */
    size_t lines_before;                        /* lines of the file before the YAML */

    struct list texts;
    int64_t number;
    bool has_number;
    bool wrong; /* the node's type was not the field's: a warning said so, there is no value */

    /* Internals. */
    const struct field *field;
    const char *name;
    struct buffer members[2];
    bool warned[FIELD_COUNT]; /* a field is complained about once */
};

/* nodes and options are borrowed until _release. */
void field_values_init(struct field_values *values, struct nodes *nodes,
                       const struct front_matter_options *options, size_t lines_before);
void field_values_release(struct field_values *values);

/* Reads the node that item began, to its end, as the field's value. name is what the front
 * matter calls it. A null or empty node gives no value and is not wrong. -1: broken YAML at
 * item's place. */
int field_values_read(struct field_values *values, const struct field *field, const char *name,
                      struct yaml_item *item, struct error *err);

#endif
