/* collapse.c: see collapse.h. */
#include "collapse.h"

#include <stdbool.h>
#include <stdlib.h>

#include "memory.h"

#define FIRST_PAIRS 256

static int compare_pairs(const void *left, const void *right) {
    const struct collapse_pair *a = left, *b = right;
    return (a->docid > b->docid) - (a->docid < b->docid);
}

static const struct collapse_pair *find(const struct collapse *collapse, uint32_t docid) {
    const struct collapse_pair sought = { .docid = docid };
    return bsearch(&sought, collapse->pairs, collapse->count, sizeof sought, compare_pairs);
}

void collapse_init(struct collapse *collapse, enum field_id field) {
    *collapse = (struct collapse){ .slot = (unsigned)schema_field(field)->slot };
}

void collapse_release(struct collapse *collapse) {
    counter_release(&collapse->values);
    free(collapse->pairs);
    *collapse = (struct collapse){ 0 };
}

void collapse_add(struct collapse *collapse, uint32_t docid, const char *value, size_t length) {
    if (length == 0)
        return;
    if (collapse->count == collapse->capacity) {
        collapse->capacity = collapse->capacity ? collapse->capacity * 2 : FIRST_PAIRS;
        collapse->pairs = memory_resize(collapse->pairs, collapse->capacity, sizeof *collapse->pairs);
    }
    uint32_t number = (uint32_t)counter_add(&collapse->values, value, length, 1);
    collapse->pairs[collapse->count++] = (struct collapse_pair){ docid, number };
}

void collapse_apply(struct collapse *collapse, struct row_list *rows) {
    bool *taken = memory_allocate(collapse->values.count + 1);
    size_t kept = 0;
    if (collapse->count > 0)
        qsort(collapse->pairs, collapse->count, sizeof *collapse->pairs, compare_pairs);
    for (size_t i = 0; i < rows->count; i++) {
        const struct collapse_pair *pair = collapse->count ? find(collapse, rows->items[i].docid)
                                                           : NULL;
        if (pair && taken[pair->value])
            continue;
        rows->items[kept] = rows->items[i];
        if (pair) {
            taken[pair->value] = true;
            rows->items[kept].collapsed =
                (uint32_t)collapse->values.entries[pair->value].times - 1;
        }
        kept++;
    }
    rows->count = kept;
    free(taken);
}
