/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "locate.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "engine.h"
#include "environment.h"
#include "index_layout.h"
#include "memory.h"
#include "schema.h"
#include "term.h"
#include "tokens.h"

static int find_path(struct shim_database *database, const char *path, struct buffer *term,
                     uint32_t *docid, struct error *err)
{
    term_of_path(term, path, strlen(path));
    return shim_find(database, term->data, term->length, docid, err);
}

/* As the path is written, or else below the directory that the shell is in, or else as the file
 * system knows it. */
static int find_file(struct shim_database *database, const char *target, uint32_t *docid,
                     struct error *err)
{
    struct buffer path = BUFFER_INIT, term = BUFFER_INIT;
    const char *directory = target[0] == '/' ? NULL : environment_shell_directory();
    char *real = NULL;
    int result = index_path_absolute(&path, target, err);
    if (result == 0)
        result = find_path(database, path.data, &term, docid, err);
    if (result == 0 && *docid == 0 && directory) {
        struct buffer below = BUFFER_INIT;
        buffer_printf(&below, "%s/%s", directory, target);
        buffer_clear(&path);
        result = index_path_absolute(&path, below.data, err);
        if (result == 0)
            result = find_path(database, path.data, &term, docid, err);
        buffer_release(&below);
    }
    if (result == 0 && *docid == 0 && (real = realpath(target, NULL)) != NULL)
        result = find_path(database, real, &term, docid, err);
    free(real);
    buffer_release(&path);
    buffer_release(&term);
    return result;
}

/* All words of the address, so that few values need to be compared. */
static struct engine_query *url_words(const char *url, size_t length, struct error *err)
{
    struct engine_query **words = memory_allocate((length + 1) * sizeof *words);
    struct buffer term = BUFFER_INIT;
    struct tokens tokens;
    struct token token;
    size_t count = 0;
    tokens_init(&tokens, url, length);
    while (tokens_next(&tokens, &token)) {
        if (token.kind != TOKEN_WORD)
            continue;
        term_of_word(&term, schema_field(FIELD_URL)->term_prefix, token.term, token.length);
        words[count++] = engine_query_term(term.data, term.length, 1, 0, err);
    }
    tokens_release(&tokens);
    struct engine_query *query =
        count > 0 ? engine_query_combine(ENGINE_AND, words, count, 0, err) : engine_query_all(err);
    buffer_release(&term);
    free(words);
    return query;
}

static int find_url(struct location *location, struct shim_database *database, const char *url,
                    struct error *err)
{
    size_t length = strlen(url);
    struct engine_query *query =
        engine_query_pair(ENGINE_FILTER, url_words(url, length, err),
                          engine_query_range(SLOT_URL, url, length, url, length, err), err);
    if (!query)
        return -1;
    struct engine_request request = { .query = query, .limit = 2, .sort_slot = -1 };
    struct engine_matches *found = engine_search(database, &request, err);
    if (found && engine_matches_size(found) > 0)
        location->docid = engine_matches_docid(found, 0);
    location->shared = found && engine_matches_size(found) > 1;
    engine_matches_free(found);
    engine_query_free(query);
    return found ? 0 : -1;
}

/* The permalinks that have this address with a base: /x/ and x/. */
static int find_permalink(struct location *location, struct shim_database *database,
                          const char *url, const char *base, struct error *err)
{
    size_t length = strlen(base);
    while (length > 0 && base[length - 1] == '/')
        length--;
    if (strncmp(url, base, length) != 0 || url[length] != '/')
        return 0;
    int result = find_url(location, database, url + length, err);
    if (result == 0 && location->docid == 0 && url[length + 1])
        result = find_url(location, database, url + length + 1, err);
    return result;
}

int locate_article(struct location *location, struct shim_database *database, const char *target,
                   const struct config *config, struct error *err)
{
    *location = (struct location){ 0 };
    bool url = strstr(target, "://") != NULL;
    if (url && find_url(location, database, target, err) < 0)
        return -1;
    for (size_t i = 0; url && location->docid == 0 && i < config->base_count; i++)
        if (find_permalink(location, database, target, config->bases[i].address, err) < 0)
            return -1;
    if (location->docid == 0 && find_file(database, target, &location->docid, err) < 0)
        return -1;
    if (!url && location->docid == 0 && find_url(location, database, target, err) < 0)
        return -1; /* a relative permalink, as text and json print it */
    if (location->docid == 0)
        return error_set(err, "the index holds no article at %s", target);
    return 0;
}
