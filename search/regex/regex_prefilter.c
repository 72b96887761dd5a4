/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "regex_prefilter.h"

#include <stdlib.h>
#include <string.h>

#include "engine.h"
#include "engine_limits.h"
#include "index_layout.h"
#include "memory.h"
#include "regex.h"

#define WORTH_WHILE 3 /* the possible articles are at most a third of the matches */

static const struct engine_word_list word_list = { WORD_LIST_KEY, schema_listed, SCHEMA_LISTED };

/* A run of letters and digits of an alternative, and the words that hold it. */
struct run {
    const char *text; /* of the alternative's */
    size_t length;
    size_t alternative;
    struct list words; /* more than ENGINE_MAX_REGEX_WORDS: there are others */
};

/* What a filter requires, and where it is looked up. */
struct prefilter {
    struct shim_database *database;
    uint32_t end;    /* the first number that no document has */
    uint64_t enough; /* this many articles are too many to look up */
    struct list alternatives;
    struct run *runs;
    size_t run_count;
    struct error *err;
};

static void add_runs(struct prefilter *prefilter, size_t alternative)
{
    const char *runs = prefilter->alternatives.items[alternative].data;
    for (const char *run = runs; *run; run += *run == ' ') {
        size_t count = prefilter->run_count++;
        prefilter->runs = memory_resize(prefilter->runs, count + 1, sizeof *prefilter->runs);
        prefilter->runs[count] = (struct run){ run, strcspn(run, " "), alternative, LIST_INIT };
        run += prefilter->runs[count].length;
    }
}

static int add_word(void *context, const char *word, size_t length, uint32_t documents)
{
    struct list *words = context;
    (void)documents;
    list_add(words, word, length);
    return words->count > ENGINE_MAX_REGEX_WORDS;
}

/* All runs in one reading of the list of words. */
static int find_words(struct prefilter *prefilter)
{
    struct engine_word_part *parts = memory_allocate((prefilter->run_count + 1) * sizeof *parts);
    for (size_t i = 0; i < prefilter->run_count; i++)
        parts[i] = (struct engine_word_part){ prefilter->runs[i].text, prefilter->runs[i].length,
                                              add_word, &prefilter->runs[i].words };
    int result = engine_word_list_find(prefilter->database, &word_list, parts, prefilter->run_count,
                                       prefilter->err);
    free(parts);
    return result;
}

static void release_prefilter(struct prefilter *prefilter)
{
    for (size_t i = 0; i < prefilter->run_count; i++)
        list_release(&prefilter->runs[i].words);
    free(prefilter->runs);
    list_release(&prefilter->alternatives);
}

static void make_term(struct buffer *term, enum field_id field, const struct list_item *word)
{
    buffer_clear(term);
    buffer_add_text(term, schema_field(field)->term_prefix);
    buffer_add(term, word->data, word->length);
}

static int add_posting(void *context, uint32_t docid)
{
    struct docset *set = context;
    if (docid < set->end)
        docset_add(set, docid);
    return 0;
}

/* Whether only a few articles have the run's words. */
static int is_selective(bool *selective, const struct prefilter *prefilter, const struct run *run,
                        enum field_id field)
{
    struct buffer term = BUFFER_INIT;
    uint64_t sum = 0;
    int result = 0;
    *selective = run->words.count <= ENGINE_MAX_REGEX_WORDS;
    for (size_t i = 0; result == 0 && *selective && i < run->words.count; i++) {
        uint32_t documents = 0;
        make_term(&term, field, &run->words.items[i]);
        result = shim_term_frequency(prefilter->database, term.data, term.length, &documents,
                                     prefilter->err);
        sum += documents;
        *selective = sum < prefilter->enough;
    }
    buffer_release(&term);
    return result;
}

/* Leaves in set (empty: it is the first run) the articles with a word of the run in the field. */
static int keep_run(struct docset *set, const struct prefilter *prefilter, const struct run *run,
                    enum field_id field)
{
    struct docset with;
    struct buffer term = BUFFER_INIT;
    int result = 0;
    docset_init(&with, prefilter->end);
    for (size_t i = 0; result == 0 && i < run->words.count; i++) {
        make_term(&term, field, &run->words.items[i]);
        result = shim_each_posting(prefilter->database, term.data, term.length, add_posting, &with,
                                   prefilter->err);
    }
    buffer_release(&term);
    if (!set->bits) {
        *set = with;
        return result;
    }
    docset_keep(set, &with);
    docset_release(&with);
    return result;
}

/* Adds to set the articles with words for all runs of the alternative in the field. *selective: no
 * longer, if that may be too many. */
static int add_alternative(struct docset *set, bool *selective, const struct prefilter *prefilter,
                           size_t alternative, enum field_id field)
{
    struct docset all = { 0 };
    int result = 0;
    for (size_t i = 0; result == 0 && i < prefilter->run_count; i++) {
        const struct run *run = &prefilter->runs[i];
        bool is_useful = false;
        if (run->alternative != alternative)
            continue;
        result = is_selective(&is_useful, prefilter, run, field);
        if (result == 0 && is_useful)
            result = keep_run(&all, prefilter, run, field);
    }
    *selective = result == 0 && all.bits;
    if (*selective)
        docset_join(set, &all);
    docset_release(&all);
    return result;
}

static int find_articles(struct docset *set, bool *selective, const struct prefilter *prefilter,
                         enum field_id field)
{
    int result = 0;
    docset_init(set, prefilter->end);
    *selective = true;
    for (size_t i = 0; result == 0 && *selective && i < prefilter->alternatives.count; i++)
        result = add_alternative(set, selective, prefilter, i, field);
    return result;
}

/* Whether it would be tried on many articles; most: so many at most. */
static int is_worth_while(bool *worth_while, struct prefilter *prefilter, enum field_id field,
                          uint64_t most)
{
    uint32_t documents;
    if (shim_document_count(prefilter->database, &documents, prefilter->err) < 0)
        return -1;
    *worth_while =
        most > documents / (field == FIELD_BODY ? ENGINE_REGEX_PART_BODIES : ENGINE_REGEX_PART);
    prefilter->enough = most / WORTH_WHILE;
    return 0;
}

/* The articles of each field that the filter looks into. *selective: they are few. */
static int find_sets(struct regex_filter *filter, bool *selective,
                     const struct prefilter *prefilter, struct docset *any)
{
    enum field_id fields[REGEX_FIELDS];
    size_t count = regex_filter_fields(filter, fields);
    int result = 0;
    docset_init(any, prefilter->end);
    for (size_t i = 0; result == 0 && *selective && i < count; i++) {
        result = find_articles(&filter->possible[i], selective, prefilter, fields[i]);
        docset_join(any, &filter->possible[i]);
    }
    *selective = *selective && docset_count(any) < prefilter->enough;
    return result;
}

static void swap_sets(struct docset *left, struct docset *right)
{
    struct docset kept = *left;
    *left = *right;
    *right = kept;
}

static int narrow_to_sets(struct docset *candidates, uint64_t *most, struct regex_filter *filter,
                          struct prefilter *prefilter)
{
    struct docset any = { 0 };
    bool selective = true;
    int result = shim_last_number(prefilter->database, &prefilter->end, prefilter->err);
    prefilter->end++;
    for (size_t i = 0; i < prefilter->alternatives.count; i++)
        add_runs(prefilter, i);
    if (result == 0)
        result = find_words(prefilter);
    if (result == 0)
        result = find_sets(filter, &selective, prefilter, &any);
    filter->prefiltered = result == 0 && selective;
    if (filter->prefiltered) {
        if (candidates->bits)
            docset_keep(candidates, &any);
        else
            swap_sets(candidates, &any);
        *most = docset_count(candidates);
    }
    docset_release(&any);
    return result;
}

static int narrow(struct docset *candidates, uint64_t *most, struct regex_filter *filter,
                  struct shim_database *database, struct error *err)
{
    struct prefilter prefilter = { .database = database, .err = err, .alternatives = LIST_INIT };
    bool worth_while = false;
    int result = 0;
    bool has_words = filter->field == FIELD_TITLE || filter->field == FIELD_EXCERPT ||
                     filter->field == FIELD_BODY || filter->field == FIELD_COUNT;
    if (has_words && !filter->negated)
        regex_required_literals(filter->regex, &prefilter.alternatives);
    if (prefilter.alternatives.count > 0)
        result = is_worth_while(&worth_while, &prefilter, filter->field, *most);
    if (result == 0 && worth_while)
        result = narrow_to_sets(candidates, most, filter, &prefilter);
    release_prefilter(&prefilter);
    return result;
}

int regex_prefilter(struct docset *candidates, uint64_t *most, struct regex_filters *filters,
                    struct shim_database *database, struct error *err)
{
    int result = 0;
    for (size_t i = 0; result == 0 && i < filters->count; i++)
        result = narrow(candidates, most, &filters->items[i], database, err);
    return result;
}
