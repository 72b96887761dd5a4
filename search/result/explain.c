/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "explain.h"

#include <stdlib.h>

#include "memory.h"
#include "result/article_reader.h"
#include "schema.h"
#include "term.h"

#define REST_MIN 1e-9 /* of the text's part; below it is rounding */

static const enum field_id free_fields[] = { FIELD_TITLE,  FIELD_EXCERPT,       FIELD_BODY,
                                             FIELD_TOPICS, FIELD_PROVIDER_NAME, FIELD_AUTHORS };
#define FREE_COUNT (sizeof free_fields / sizeof *free_fields)

/* The word as query_compile_words makes it. */
static struct engine_query *word_query(const struct query_word *word, struct error *err)
{
    const char *prefix = word->field == FIELD_COUNT ? "" : schema_field(word->field)->term_prefix;
    struct engine_query **terms = memory_allocate((word->terms.count + 1) * sizeof *terms);
    struct buffer term = BUFFER_INIT, stem_prefix = BUFFER_INIT;
    size_t count = 0;
    buffer_printf(&stem_prefix, "%s%s", TERM_STEM_PREFIX, prefix);
    for (size_t i = word->stemmed ? 1 : 0; i < word->terms.count; i++) {
        const struct list_item *item = &word->terms.items[i];
        term_of_word(&term, word->stemmed ? stem_prefix.data : prefix, item->data, item->length);
        terms[count++] = engine_query_term(term.data, term.length, 1, (uint32_t)i + 1, err);
    }
    struct engine_query *query =
        engine_query_combine(word->phrase ? ENGINE_PHRASE : ENGINE_SYNONYM, terms, count,
                             word->phrase ? (uint32_t)count : 0, err);
    buffer_release(&term);
    buffer_release(&stem_prefix);
    free(terms);
    return query;
}

static int word_weight(double *weight, const struct explaining *explaining,
                       const struct query_word *word, const struct buffer *itself,
                       struct error *err)
{
    struct engine_query *query =
        engine_query_pair(ENGINE_FILTER, word_query(word, err),
                          engine_query_term(itself->data, itself->length, 1, 0, err), err);
    *weight = 0;
    if (!query)
        return -1;
    struct engine_request request = {
        .query = query, .scoring = &rank_scoring, .limit = 1, .sort_slot = -1
    };
    struct engine_matches *found = engine_search(explaining->database, &request, err);
    if (found && engine_matches_size(found) > 0)
        *weight = engine_matches_weight(found, 0);
    engine_matches_free(found);
    engine_query_free(query);
    return found ? 0 : -1;
}

static void add_share(struct result *result, const char *word, const char *field, double weight)
{
    result->shares = memory_resize(result->shares, result->share_count + 1, sizeof *result->shares);
    result->shares[result->share_count++] =
        (struct word_share){ memory_copy_text(word), field, weight };
}

static double occurrences(const struct explaining *explaining, const struct article *article,
                          enum field_id id, size_t word)
{
    const struct list *values = &article->values[id];
    size_t count = 0;
    for (size_t i = 0; i < values->count; i++)
        count += marker_count(explaining->marker, id, values->items[i].data,
                              values->items[i].length, word);
    return (double)count * schema_field(id)->weight;
}

static void share_out(struct result *result, const struct explaining *explaining,
                      const struct article *article, size_t number, double weight)
{
    const struct query_word *word = &explaining->query->words[number];
    double counts[FREE_COUNT] = { 0 }, sum = 0;
    for (size_t i = 0; i < FREE_COUNT && word->field == FIELD_COUNT; i++) {
        counts[i] = occurrences(explaining, article, free_fields[i], number);
        sum += counts[i];
    }
    if (sum <= 0) {
        add_share(result, word->text,
                  word->field == FIELD_COUNT ? "text" : schema_field(word->field)->key, weight);
        return;
    }
    for (size_t i = 0; i < FREE_COUNT; i++)
        if (counts[i] > 0)
            add_share(result, word->text, schema_field(free_fields[i])->key,
                      weight * counts[i] / sum);
}

/* For words that are in several parts of a query, Xapian may count less: then all shares are
 * reduced. */
static void fit_shares(struct result *result)
{
    double sum = 0, text = result->parts.text;
    for (size_t i = 0; i < result->share_count; i++)
        sum += result->shares[i].weight;
    if (text - sum > REST_MIN * text)
        add_share(result, "words together", "text", text - sum);
    for (size_t i = 0; sum > text && i < result->share_count; i++)
        result->shares[i].weight *= text / sum;
}

static int add_shares(struct result *result, const struct explaining *explaining,
                      const struct article *article, struct error *err)
{
    const struct list_item *path = article_first(article, FIELD_PATH);
    struct buffer itself = BUFFER_INIT;
    int status = 0;
    term_of_path(&itself, path->data, path->length);
    for (size_t i = 0; status == 0 && i < explaining->query->word_count; i++) {
        double weight;
        status = word_weight(&weight, explaining, &explaining->query->words[i], &itself, err);
        if (status == 0 && weight > 0)
            share_out(result, explaining, article, i, weight);
    }
    if (status == 0)
        fit_shares(result);
    buffer_release(&itself);
    return status;
}

int explain_result(struct result *result, const struct explaining *explaining,
                   struct shim_document *document, struct error *err)
{
    struct article article = { 0 };
    unsigned fields = FIELD_BIT(FIELD_PATH);
    if (rank_parts(&result->parts, explaining->rank, result->score, document, err) < 0)
        return -1;
    if (!explaining->words_weigh || result->parts.text <= 0)
        return 0;
    for (size_t i = 0; i < FREE_COUNT; i++)
        fields |= FIELD_BIT(free_fields[i]);
    int status = article_read(&article, document, fields, err);
    if (status == 0)
        status = add_shares(result, explaining, &article, err);
    article_release(&article);
    return status;
}
