/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_saved.h"

#include <stdlib.h>
#include <string.h>

#include "buffer.h"

#define NAME_BYTES 60 /* of a name in a list of them */

static void complain_of_name(const struct config *config, const struct query_source *source,
                             size_t start, size_t end, struct error *err)
{
    struct buffer names = BUFFER_INIT;
    for (size_t i = 0; config && i < config->saved_count; i++)
        buffer_printf(&names, "%s@%.*s", i > 0 ? ", " : "the saved queries are ", NAME_BYTES,
                      config->saved[i].name);
    if (names.length == 0)
        buffer_add_text(&names, "none is in the configuration");
    query_complain(source, start - 1, err, "unknown saved query @%.*s; %s", (int)(end - start),
                   source->text + start, names.data);
    buffer_release(&names);
}

/* The source of this saved query that the one given is part of, or NULL. */
static const struct query_source *find_outer(const struct query_source *source, const char *name)
{
    while (source && (!source->name || strcmp(source->name, name) != 0))
        source = source->parent;
    return source;
}

/* Names the queries of the circle from outer to itself. They are followed from the last, so the
 * text is put together backwards. */
static void complain_of_circle(const struct query_source *outer, const struct query_source *source,
                               size_t start, struct error *err)
{
    struct buffer chain = BUFFER_INIT;
    buffer_printf(&chain, "@%s", outer->name);
    for (const struct query_source *step = source;; step = step->parent) {
        char *rest = buffer_detach(&chain);
        buffer_printf(&chain, "@%s, %s", step->name, rest);
        free(rest);
        if (step == outer)
            break;
    }
    query_complain(source, start - 1, err, "a saved query uses itself: %s", chain.data);
    buffer_release(&chain);
}

const struct config_saved *query_saved_find(const struct config *config,
                                            const struct query_source *source, size_t start,
                                            size_t end, struct error *err)
{
    const struct config_saved *saved =
        config ? config_saved(config, source->text + start, end - start) : NULL;
    if (!saved) {
        complain_of_name(config, source, start, end, err);
        return NULL;
    }
    const struct query_source *outer = find_outer(source, saved->name);
    if (outer) {
        complain_of_circle(outer, source, start, err);
        return NULL;
    }
    return saved;
}
