/* values.c: see values.h. */
#include "values.h"

#include <stdlib.h>

#include "memory.h"

struct wanted {
    uint32_t docid, number;
};

/* A pass over the slot: the documents sorted by docid, each once. */
struct pass {
    const struct wanted *at;
    values_take *take;
    void *context;
};

static int compare_wanted(const void *left, const void *right) {
    const struct wanted *a = left, *b = right;
    return (a->docid > b->docid) - (a->docid < b->docid);
}

static int pass_value(void *context, uint32_t docid, const char *value, size_t length) {
    struct pass *pass = context;
    while (pass->at->docid < docid)
        pass->at++;
    pass->take(pass->context, pass->at->number, value, length);
    return 0;
}

static int read_in_one_pass(struct shim_database *database, unsigned slot,
                            const uint32_t *docids, size_t count, values_take *take,
                            void *context, struct error *err) {
    struct wanted *wanted = memory_allocate((count + 1) * sizeof *wanted);
    uint32_t *ascending = memory_allocate((count + 1) * sizeof *ascending);
    for (size_t i = 0; i < count; i++)
        wanted[i] = (struct wanted){ docids[i], (uint32_t)i };
    qsort(wanted, count, sizeof *wanted, compare_wanted);
    for (size_t i = 0; i < count; i++)
        ascending[i] = wanted[i].docid;
    struct pass pass = { wanted, take, context };
    int result = shim_values_of(database, slot, ascending, count, pass_value, &pass, err);
    free(ascending);
    free(wanted);
    return result;
}

int values_read(struct shim_database *database, unsigned slot, const uint32_t *docids,
                size_t count, values_take *take, void *context, struct error *err) {
    if (!shim_database_is_remote(database))
        return read_in_one_pass(database, slot, docids, count, take, context, err);
    int result = 0;
    for (size_t i = 0; result == 0 && i < count; i++) {
        const char *value;
        size_t length;
        struct shim_document *document = shim_document_get(database, docids[i], err);
        result = document ? shim_document_value(document, slot, &value, &length, err) : -1;
        if (result == 0 && length > 0)
            take(context, i, value, length);
        shim_document_free(document);
    }
    return result;
}
