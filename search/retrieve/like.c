#include "like.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "index_layout.h"
#include "memory.h"
#include "schema.h"
#include "term.h"
#include "tokens.h"

#define LIKE_TERMS 30

static int find_path(struct shim_database *database, const char *path, struct buffer *term,
                     uint32_t *docid, struct error *err)
{
    term_of_path(term, path, strlen(path));
    return shim_find(database, term->data, term->length, docid, err);
}

/* As the path is written, or else as the file system knows it. */
static int find_file(struct shim_database *database, const char *target, uint32_t *docid,
                     struct error *err)
{
    struct buffer path = BUFFER_INIT, term = BUFFER_INIT;
    char *real = NULL;
    int result = index_path_absolute(&path, target, err);
    if (result == 0)
        result = find_path(database, path.data, &term, docid, err);
    if (result == 0 && *docid == 0 && (real = realpath(target, NULL)) != NULL)
        result = find_path(database, real, &term, docid, err);
    free(real);
    buffer_release(&path);
    buffer_release(&term);
    return result;
}

/* All words of the address, so that few values are compared. */
static struct shim_query *url_words(const char *url, size_t length, struct error *err)
{
    struct shim_query **words = memory_allocate((length + 1) * sizeof *words);
    struct buffer term = BUFFER_INIT;
    struct tokens tokens;
    struct token token;
    size_t count = 0;
    tokens_init(&tokens, url, length);
    while (tokens_next(&tokens, &token)) {
        if (token.kind != TOKEN_WORD)
            continue;
        term_of_word(&term, schema_field(FIELD_URL)->term_prefix, token.term, token.length);
        words[count++] = shim_query_term(term.data, term.length, 1, 0, err);
    }
    tokens_release(&tokens);
    struct shim_query *query =
        count > 0 ? shim_query_combine(SHIM_AND, words, count, 0, err) : shim_query_all(err);
    buffer_release(&term);
    free(words);
    return query;
}

static int find_url(struct shim_database *database, const char *url, uint32_t *docid,
                    struct error *err)
{
    size_t length = strlen(url);
    struct shim_query *query =
        shim_query_pair(SHIM_FILTER, url_words(url, length, err),
                        shim_query_range(SLOT_URL, url, length, url, length, err), err);
    if (!query)
        return -1;
    struct shim_request request = {
        .query = query, .weighting = { .scheme = SHIM_BOOL }, .limit = 1, .sort_slot = -1
    };
    struct shim_matches *found = shim_search(database, &request, err);
    if (found && shim_matches_size(found) > 0)
        *docid = shim_matches_docid(found, 0);
    shim_matches_free(found);
    shim_query_free(query);
    return found ? 0 : -1;
}

static int find_article(struct shim_database *database, const char *target, uint32_t *docid,
                        struct error *err)
{
    *docid = 0;
    if (strstr(target, "://") && find_url(database, target, docid, err) < 0)
        return -1;
    if (*docid == 0 && find_file(database, target, docid, err) < 0)
        return -1;
    if (*docid == 0)
        return error_set(err, "--like: the index holds no article at %s", target);
    return 0;
}

struct telling {
    struct shim_query *terms[LIKE_TERMS];
    size_t count;
    struct error *err;
};

/* Stems of free words, and pairs of characters of scripts without spaces, which have none. */
static bool is_telling(void *context, const char *term, size_t length)
{
    (void)context;
    if (term[0] == TERM_STEM_PREFIX[0])
        return length > 2 && !isupper((unsigned char)term[1]) && !isdigit((unsigned char)term[1]);
    return (unsigned char)term[0] >= 0xE0 && length >= 6;
}

static int take_term(void *context, const char *term, size_t length, double weight)
{
    struct telling *telling = context;
    (void)weight;
    telling->terms[telling->count++] = shim_query_term(term, length, 1, 0, telling->err);
    return telling->count == LIKE_TERMS;
}

static struct shim_query *others(struct shim_query *query, struct shim_database *database,
                                 uint32_t docid, struct error *err)
{
    struct shim_document *document = shim_document_get(database, docid, err);
    struct buffer term = BUFFER_INIT;
    struct shim_query *itself = NULL;
    const char *path;
    size_t length;
    if (document && shim_document_value(document, SLOT_PATH, &path, &length, err) == 0) {
        term_of_path(&term, path, length);
        itself = shim_query_term(term.data, term.length, 1, 0, err);
    }
    shim_document_free(document);
    buffer_release(&term);
    return shim_query_pair(SHIM_AND_NOT, query, itself, err);
}

struct shim_query *like_query(struct shim_database *database, const char *target, struct error *err)
{
    struct telling telling = { .err = err };
    uint32_t docid;
    if (find_article(database, target, &docid, err) < 0 ||
        shim_expand(database, &docid, 1, LIKE_TERMS, is_telling, NULL, take_term, &telling, err) <
            0) {
        for (size_t i = 0; i < telling.count; i++)
            shim_query_free(telling.terms[i]);
        return NULL;
    }
    struct shim_query *query =
        telling.count > 0 ? shim_query_combine(SHIM_OR, telling.terms, telling.count, 0, err)
                          : shim_query_none(err);
    return others(query, database, docid, err);
}
