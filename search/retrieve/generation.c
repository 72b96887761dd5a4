/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "generation.h"

#include <string.h>

#include "buffer.h"
#include "index_layout.h"

struct comparing {
    struct buffer first; /* the generation of the first shard */
    size_t count;
    bool differ;
};

static int compare(void *context, const char *value, size_t length)
{
    struct comparing *comparing = context;
    struct buffer *first = &comparing->first;
    if (comparing->count++ == 0)
        buffer_add(first, value, length);
    else if (length != first->length || (length > 0 && memcmp(value, first->data, length) != 0))
        comparing->differ = true;
    return 0;
}

int generation_look(enum generation_state *state, struct shim_database *database, const char *place,
                    struct error *err)
{
    struct comparing comparing = { .first = BUFFER_INIT };
    *state = GENERATION_ONE;
    if (!index_has_shards(place))
        return 0;
    int result = shim_each_metadata(database, METADATA_GENERATION, compare, &comparing, err);
    if (comparing.differ)
        *state = index_is_locked(place) ? GENERATION_WRITING : GENERATION_MIXED;
    buffer_release(&comparing.first);
    return result;
}
