/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "like.h"

#include <ctype.h>

#include "buffer.h"
#include "locate.h"
#include "schema.h"
#include "term.h"

#define LIKE_TERMS 30

struct like_terms {
    struct engine_query *terms[LIKE_TERMS];
    size_t count;
    struct error *err;
};

/* Stems of free words, and pairs of characters in scripts without spaces, which have no stems. */
static bool is_characteristic(void *context, const char *term, size_t length)
{
    (void)context;
    if (term[0] == TERM_STEM_PREFIX[0])
        return length > 2 && !isupper((unsigned char)term[1]) && !isdigit((unsigned char)term[1]);
    return (unsigned char)term[0] >= 0xE0 && length >= 6;
}

static int take_term(void *context, const char *term, size_t length, double weight)
{
    struct like_terms *chosen = context;
    (void)weight;
    chosen->terms[chosen->count++] = engine_query_term(term, length, 1, 0, chosen->err);
    return chosen->count == LIKE_TERMS;
}

static struct engine_query *without_itself(struct engine_query *query,
                                           struct shim_database *database, uint32_t docid,
                                           struct error *err)
{
    struct shim_document *document = shim_document_get(database, docid, err);
    struct buffer term = BUFFER_INIT;
    struct engine_query *itself = NULL;
    const char *path;
    size_t length;
    if (document && shim_document_value(document, SLOT_PATH, &path, &length, err) == 0) {
        term_of_path(&term, path, length);
        itself = engine_query_term(term.data, term.length, 1, 0, err);
    }
    shim_document_free(document);
    buffer_release(&term);
    return engine_query_pair(ENGINE_AND_NOT, query, itself, err);
}

struct engine_query *like_query(struct shim_database *database, const char *target,
                                const struct config *config, struct error *err)
{
    struct like_terms chosen = { .err = err };
    struct location location;
    const struct engine_expansion expansion = {
        .limit = LIKE_TERMS, .keep = is_characteristic, .visit = take_term, .context = &chosen
    };
    if (locate_article(&location, database, target, config, err) < 0 ||
        engine_expand(database, &location.docid, 1, &expansion, err) < 0) {
        for (size_t i = 0; i < chosen.count; i++)
            engine_query_free(chosen.terms[i]);
        return NULL;
    }
    struct engine_query *query =
        chosen.count > 0 ? engine_query_combine(ENGINE_OR, chosen.terms, chosen.count, 0, err)
                         : engine_query_none(err);
    return without_itself(query, database, location.docid, err);
}
