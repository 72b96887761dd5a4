/* regex_narrow.c: see regex_narrow.h. */
#include "regex_narrow.h"

#include <stdlib.h>
#include <string.h>

#include "index_layout.h"
#include "match.h"
#include "memory.h"
#include "regex.h"
#include "term.h"

#define WORDS_MAX 1000 /* more posting lists cost more than they save */
/* The list of words is as long as the index is large: worth reading for so large a part of the articles. A body
 * costs a hundred times as much to try as a title. */
#define PART 50
#define PART_BODIES 5000
#define WORTH_WHILE 3 /* narrowed to a third at least */

static const struct shim_vocabulary vocabulary = { VOCABULARY_KEY, schema_vocabulary,
                                                   SCHEMA_VOCABULARY };

/* The fields that a filter looks into, if their words are in the vocabulary. */
static size_t list_fields(enum field_id fields[2], enum field_id field)
{
    switch (field) {
    case FIELD_TITLE:
    case FIELD_EXCERPT:
    case FIELD_BODY:
        fields[0] = field;
        return 1;
    case FIELD_COUNT: /* title or excerpt */
        fields[0] = FIELD_TITLE;
        fields[1] = FIELD_EXCERPT;
        return 2;
    default:
        return 0;
    }
}

/* Whether a filter on field would have to try many articles. */
static int is_worth_while(bool *worth_while, uint64_t *most, enum field_id field,
                          const struct shim_query *matching, struct shim_database *database,
                          struct error *err)
{
    uint32_t documents;
    if (match_count(most, false, matching, database, err) < 0 ||
        shim_document_count(database, &documents, err) < 0)
        return -1;
    *worth_while = *most > documents / (field == FIELD_BODY ? PART_BODIES : PART);
    return 0;
}

static int add_word(void *context, const char *word, size_t length, uint32_t documents)
{
    struct list *words = context;
    (void)documents;
    list_add(words, word, length);
    return words->count > WORDS_MAX;
}

/* What is looked up, and where. */
struct narrowing {
    struct shim_database *database;
    enum field_id fields[2];
    size_t field_count;
    uint64_t enough; /* so many articles tell too little */
    struct error *err;
};

/* The articles with one of words in one of the fields; *sum: how many at most, or enough and more. */
static struct shim_query *with_any_of(const struct narrowing *narrowing, const struct list *words,
                                      uint64_t *sum)
{
    size_t most = words->count * narrowing->field_count, count = 0;
    struct shim_query **terms = memory_allocate((most + 1) * sizeof *terms);
    struct buffer term = BUFFER_INIT;
    int result = 0;
    *sum = 0;
    for (size_t i = 0; result == 0 && i < most && *sum < narrowing->enough; i++) {
        const struct list_item *word = &words->items[i / narrowing->field_count];
        enum field_id field = narrowing->fields[i % narrowing->field_count];
        uint32_t documents = 0;
        buffer_clear(&term);
        buffer_add_text(&term, schema_field(field)->term_prefix);
        buffer_add(&term, word->data, word->length);
        result = shim_term_frequency(narrowing->database, term.data, term.length, &documents,
                                     narrowing->err);
        *sum += documents;
        if (documents > 0)
            terms[count++] = shim_query_term(term.data, term.length, 1, 0, narrowing->err);
    }
    buffer_release(&term);
    struct shim_query *query = shim_query_combine(SHIM_OR, terms, count, 0, narrowing->err);
    if (result < 0) {
        shim_query_free(query);
        query = NULL;
    }
    free(terms);
    return query;
}

/* The articles with a word that holds the run; *sum: how many at most. Too many words, or articles: all of
 * them, UINT64_MAX. */
static struct shim_query *with_run(const struct narrowing *narrowing, const char *run,
                                   size_t length, uint64_t *sum)
{
    struct list words = LIST_INIT;
    struct shim_query *query = NULL;
    if (shim_vocabulary_find(narrowing->database, &vocabulary, run, length, add_word, &words,
                             narrowing->err) == 0) {
        *sum = UINT64_MAX;
        if (words.count <= WORDS_MAX)
            query = with_any_of(narrowing, &words, sum);
        if (*sum >= narrowing->enough) {
            shim_query_free(query);
            query = shim_query_all(narrowing->err);
            *sum = UINT64_MAX;
        }
    }
    list_release(&words);
    return query;
}

/* The articles with words for all runs of an alternative. */
static struct shim_query *with_runs(const struct narrowing *narrowing, const char *runs,
                                    uint64_t *sum)
{
    struct shim_query *all = shim_query_all(narrowing->err);
    *sum = UINT64_MAX;
    for (const char *run = runs; all && *run; run += *run == ' ') {
        size_t length = strcspn(run, " ");
        uint64_t of_run = UINT64_MAX;
        all = shim_query_pair(SHIM_FILTER, all, with_run(narrowing, run, length, &of_run),
                              narrowing->err);
        if (of_run < *sum)
            *sum = of_run;
        run += length;
    }
    return all;
}

/* The articles with words for one of alternatives. */
static struct shim_query *with_alternatives(const struct narrowing *narrowing,
                                            const struct list *alternatives, uint64_t *sum)
{
    struct shim_query *any = shim_query_none(narrowing->err);
    *sum = 0;
    for (size_t i = 0; any && i < alternatives->count; i++) {
        uint64_t of_one;
        any = shim_query_pair(SHIM_OR, any,
                              with_runs(narrowing, alternatives->items[i].data, &of_one),
                              narrowing->err);
        *sum = of_one > UINT64_MAX - *sum ? UINT64_MAX : *sum + of_one;
    }
    return any;
}

static struct shim_query *narrow(struct shim_query *matching, const struct regex_filter *filter,
                                 struct shim_database *database, struct error *err)
{
    struct narrowing narrowing = { .database = database, .err = err };
    struct list alternatives = LIST_INIT;
    uint64_t most = 0, sum = UINT64_MAX;
    bool worth_while = false;
    struct shim_query *some = NULL;
    narrowing.field_count = list_fields(narrowing.fields, filter->field);
    if (narrowing.field_count > 0 && !filter->negated)
        regex_needs(filter->regex, &alternatives);
    if (alternatives.count > 0 &&
        is_worth_while(&worth_while, &most, filter->field, matching, database, err) < 0) {
        shim_query_free(matching);
        matching = NULL;
    }
    narrowing.enough = most / WORTH_WHILE;
    if (worth_while)
        some = with_alternatives(&narrowing, &alternatives, &sum);
    if (worth_while && some && sum >= narrowing.enough)
        shim_query_free(some);
    else if (worth_while)
        matching = shim_query_pair(SHIM_FILTER, matching, some, err);
    list_release(&alternatives);
    return matching;
}

struct shim_query *regex_narrow(struct shim_query *matching, const struct regex_filters *filters,
                                struct shim_database *database, struct error *err)
{
    uint64_t revision;
    if (!matching || filters->count == 0)
        return matching;
    if (shim_database_revision(database, &revision, err) < 0) {
        shim_query_free(matching);
        return NULL;
    }
    for (size_t i = 0; matching && revision > 0 && i < filters->count; i++)
        matching = narrow(matching, &filters->items[i], database, err);
    return matching;
}
