#include "collapse.h"

#include <stdbool.h>
#include <stdlib.h>

#include "counter.h"
#include "memory.h"
#include "values.h"

/* The value of each row, by its number in values. */
struct collapse {
    struct counter values;
    size_t *numbers; /* COUNTER_NONE: the row has none */
};

static void take_value(void *context, size_t number, const char *value, size_t length)
{
    struct collapse *collapse = context;
    collapse->numbers[number] = counter_add(&collapse->values, value, length, 1);
}

static int read_rows(struct collapse *collapse, const struct row_list *rows, enum field_id field,
                     struct shim_database *database, struct error *err)
{
    uint32_t *docids = memory_allocate((rows->count + 1) * sizeof *docids);
    collapse->numbers = memory_allocate((rows->count + 1) * sizeof *collapse->numbers);
    for (size_t i = 0; i < rows->count; i++) {
        docids[i] = rows->items[i].docid;
        collapse->numbers[i] = COUNTER_NONE;
    }
    int result = values_read(database, (unsigned)schema_field(field)->slot, docids, rows->count,
                             take_value, collapse, err);
    free(docids);
    return result;
}

static void keep_first(const struct collapse *collapse, struct row_list *rows)
{
    bool *taken = memory_allocate(collapse->values.count + 1);
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++) {
        size_t number = collapse->numbers[i];
        if (number != COUNTER_NONE && taken[number])
            continue;
        rows->items[kept] = rows->items[i];
        if (number != COUNTER_NONE) {
            taken[number] = true;
            rows->items[kept].collapsed = (uint32_t)collapse->values.entries[number].times - 1;
        }
        kept++;
    }
    rows->count = kept;
    free(taken);
}

int collapse_rows(struct row_list *rows, enum field_id field, struct shim_database *database,
                  struct error *err)
{
    struct collapse collapse = { 0 };
    if (schema_field(field)->slot == SLOT_NONE)
        return error_set(err, "--collapse: the field %s has no values to compare",
                         schema_field(field)->prefix);
    int result = read_rows(&collapse, rows, field, database, err);
    if (result == 0)
        keep_first(&collapse, rows);
    counter_release(&collapse.values);
    free(collapse.numbers);
    return result;
}
