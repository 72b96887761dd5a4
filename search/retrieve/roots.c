/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "roots.h"

#include <stdlib.h>

#include "index_layout.h"
#include "record.h"

static int read_one(struct list *roots, struct shim_database *database, const char *place,
                    struct error *err)
{
    struct record_reader reader;
    const char *root;
    char *packed;
    size_t length, root_length;
    if (shim_metadata(database, METADATA_ROOTS, &packed, &length, err) < 0)
        return -1;
    record_reader_init(&reader, packed, length);
    while (record_next(&reader, &root, &root_length))
        list_add(roots, root, root_length);
    free(packed);
    return reader.broken ? error_set(err, "%s: the index's roots cannot be read", place) : 0;
}

/* Of several databases the metadata is that of the first: each is opened for a moment. */
int roots_read(struct list *roots, struct searcher *searcher, struct error *err)
{
    const struct request *request = searcher->request;
    if (request->places.count == 1)
        return read_one(roots, searcher->database, request->places.items[0].data, err);
    for (size_t i = 0; i < request->places.count; i++) {
        const char *place = request->places.items[i].data;
        struct shim_database *database = shim_database_open(&place, 1, request->timeout, err);
        int result = database ? read_one(roots, database, place, err) : -1;
        shim_database_close(database);
        if (result < 0)
            return -1;
    }
    return 0;
}
