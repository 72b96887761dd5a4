/* collapse.h: the best match of each value of a field.
 *
 * Which article stands for its value must not depend on the order in which articles came into the
 * index, and Xapian settles ties by that; so matches are collapsed here, once they are in total
 * order.
 */
#ifndef NEWSSEARCH_COLLAPSE_H
#define NEWSSEARCH_COLLAPSE_H

#include "counter.h"
#include "order.h"
#include "schema.h"

struct collapse_pair {
    uint32_t docid, value; /* number of the value in values */
};

struct collapse {
    unsigned slot;
    struct counter values;
    struct collapse_pair *pairs;
    size_t count, capacity;
};

void collapse_init(struct collapse *collapse, enum field_id field);
void collapse_release(struct collapse *collapse);

/* Notes a match's value; "" is an absent one, and such matches are all kept. */
void collapse_add(struct collapse *collapse, uint32_t docid, const char *value, size_t length);

/* Keeps of rows, which are all matches in total order, the first of each value, and sets their
 * collapsed. */
void collapse_apply(struct collapse *collapse, struct row_list *rows);

#endif
