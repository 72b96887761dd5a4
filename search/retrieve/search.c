/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search.c: one search from the query's text to the results. */
#include "search.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine_limits.h"
#include "held.h"
#include "like.h"
#include "match.h"
#include "memory.h"
#include "query/rank_table.h"
#include "query/stop_words.h"
#include "rank.h"
#include "regex_settle.h"
#include "result/article_reader.h"
#include "result/explain.h"
#include "result/marker.h"
#include "result/snippet.h"
#include "roots.h"
#include "row_sort.h"
#include "searcher.h"
#include "since.h"
#include "tally.h"

/* What one attempt holds; what is left to read rows with may live as long as the results. */
struct run {
    struct searcher *searcher;
    const char *text;
    const struct search_needs *needs;
    struct query query;
    struct rank rank;
    struct tally tally;
    struct shim_query *matching, *ranked;
    struct shim_query *plain; /* refine.h */
    struct refine_bonus *bonuses;
    size_t bonus_count;
    struct match_list matches;
    struct held held; /* of rows from held_first on */
    size_t held_first;
    struct marker *marker;
    uint32_t first_rank;
    struct results *results;
};

static void note_warning(void *context, const char *sentence)
{
    if (context)
        list_add_text(context, sentence);
}

/* -e titel:x looks for titel:x, but whoever wrote it may have meant a field. Not so https://x. */
static void warn_of_field(const char *pattern, struct list *warnings)
{
    size_t length = strspn(pattern, "abcdefghijklmnopqrstuvwxyz_");
    if (pattern[length] != ':' || schema_by_name(pattern, length) ||
        strncmp(pattern + length, "://", 3) == 0)
        return;
    const struct field *meant = schema_nearest(pattern, length);
    if (!meant)
        return;
    struct buffer sentence = BUFFER_INIT;
    buffer_printf(&sentence, "there is no field %.*s, so the pattern is %s; did you mean %s:?",
                  (int)length, pattern, pattern, meant->prefix);
    note_warning(warnings, buffer_text(&sentence));
    buffer_release(&sentence);
}

int searcher_parse(struct searcher *searcher, struct query *query, const char *text, bool any,
                   struct list *warnings, struct error *err)
{
    const struct request *request = searcher->request;
    if (searcher->mixed)
        note_warning(warnings, "the shards of the index are of different runs of newsindex, one of "
                               "which was interrupted: some articles may be as they were before, "
                               "until newsindex runs again");
    const struct query_options options = {
        .database = searcher->database,
        .stemmer = searcher->stemmer,
        .stop_words = stop_words_of(searcher->language),
        .config = &request->config,
        .any = any,
        .ignore_case = request->ignore_case,
        .now = request->now,
        .cache = searcher->regexes,
        .warn = note_warning,
        .warn_context = warnings,
    };
    if (query_parse(query, text, &options, err) < 0)
        return -1;
    for (size_t i = 0; i < request->regex_count; i++) {
        const struct request_regex *regex = &request->regexes[i];
        warn_of_field(regex->argument, warnings);
        if (regex_filters_add_option(&query->filters, searcher->regexes, regex->argument,
                                     regex->negated, request->ignore_case, err) < 0)
            return -1;
    }
    return 0;
}

struct shim_query *searcher_matching(struct searcher *searcher, struct query *query, bool *scored,
                                     struct error *err)
{
    const struct request *request = searcher->request;
    struct shim_query *matching = shim_query_copy(query->matching, err);
    *scored = query->scored;
    if (request->like) {
        struct shim_query *like =
            like_query(searcher->database, request->like, &request->config, err);
        matching = shim_query_pair(SHIM_FILTER, like, matching, err);
        *scored = true;
    }
    if (request->since_last)
        matching = since_narrow(matching, &searcher->since, err);
    return regex_settle(matching, &query->filters, searcher->database, err);
}

/* The ranked query's parts, for refine.h. */
static int plan_refining(struct run *run, struct error *err)
{
    uint64_t revision;
    if (shim_database_revision(run->searcher->database, &revision, err) < 0)
        return -1;
    if (revision == 0)
        return 0; /* several parts, or a server */
    run->plain = rank_all_words(shim_query_copy(run->matching, err), &run->query, err);
    run->plain = rank_blend(run->plain, &run->rank, err);
    run->bonuses = rank_neighbours(&run->bonus_count, &run->query, err);
    for (size_t i = 0; i < run->bonus_count; i++)
        if (!run->bonuses[i].query)
            return -1;
    return run->plain ? 0 : -1;
}

/* Whether Xapian's matcher does the search: for facets, charts, and an order other than by weight
 * or the newest. */
static bool is_for_xapian(const struct request *request)
{
    struct request_sort sort = order_first(request->sorts, request->sort_count);
    bool newest = sort.key == SORT_DATE && !sort.reversed;
    return request->facet_count > 0 || request->chart_count > 0 ||
           (sort.key != SORT_RELEVANCE && !newest &&
            !row_sort_is_needed(request->sorts, request->sort_count));
}

/* Ranges cost it a value of each article: it looks at the matches alone. scored: words are still to
 * be weighed. */
static struct shim_query *settle_ranges(struct shim_query *matching, bool scored, struct run *run,
                                        struct error *err)
{
    struct shim_database *database = run->searcher->database;
    if (!matching || !is_for_xapian(run->searcher->request) || !shim_has_told_ranges(matching) ||
        !shim_is_of_words(database, matching, rank_table()))
        return matching;
    struct shim_query *matched = shim_query_among_matches(database, matching, rank_table(), err);
    if (scored)
        return shim_query_pair(SHIM_FILTER, matching, matched, err);
    shim_query_free(matching);
    return matched;
}

static int plan_queries(struct run *run, bool *weighted, struct error *err)
{
    struct searcher *searcher = run->searcher;
    const struct request *request = searcher->request;
    bool scored;
    if (rank_init(&run->rank, &request->rank, request->now, searcher->database, err) < 0)
        return -1;
    run->matching = searcher_matching(searcher, &run->query, &scored, err);
    run->matching = settle_ranges(run->matching, scored, run, err);
    if (!run->matching)
        return -1;
    run->ranked = shim_query_copy(run->matching, err);
    if (!request->like)
        run->ranked = rank_text(run->ranked, &run->query, &run->rank, err);
    run->ranked = rank_blend(run->ranked, &run->rank, err);
    if (!request->like && rank_has_bonuses(&run->query) && plan_refining(run, err) < 0)
        return -1;
    *weighted = scored || rank_adds(&run->rank);
    return run->ranked ? 0 : -1;
}

static int match(struct run *run, struct error *err)
{
    const struct request *request = run->searcher->request;
    struct match_plan plan = {
        .database = run->searcher->database,
        .sorts = request->sorts,
        .sort_count = request->sort_count,
        .offset = request->offset,
        .limit = request->count ? 0 : request->limit,
        .collapse = request->collapse,
        .collapse_field = request->collapse_field,
        .tally = &run->tally,
    };
    if (tally_init(&run->tally, request, &run->query.filters, err) < 0 ||
        plan_queries(run, &plan.weighted, err) < 0)
        return -1;
    plan.exact_total = run->needs->exact_total || request->count || request->since_last ||
                       run->query.filters.count > 0;
    for (size_t i = 0; i < run->query.word_count; i++) {
        plan.optional = plan.optional || !run->query.words[i].required;
        plan.phrases = plan.phrases || query_word_has_positions(&run->query.words[i]);
    }
    plan.unit = run->rank.unit;
    plan.matching = run->matching;
    plan.ranked = run->ranked;
    plan.plain = run->plain;
    plan.bonuses = run->bonuses;
    plan.bonus_count = run->bonus_count;
    return match_run(&run->matches, &plan, err);
}

static unsigned fields_needed(const struct run *run)
{
    const struct search_needs *needs = run->needs;
    unsigned fields = needs->fields | FIELD_BIT(FIELD_PATH);
    if (needs->snippets)
        fields |= FIELD_BIT(FIELD_TITLE) | FIELD_BIT(FIELD_EXCERPT);
    if (!needs->body)
        fields &= ~FIELDS_IN_DATA;
    return fields;
}

/* The body is read for the snippet alone where the excerpt does not show all words. */
static int add_snippets(struct run *run, struct result *result, struct shim_document *document,
                        struct error *err)
{
    struct article *article = &result->article;
    struct passage excerpt;
    size_t columns = run->needs->snippet_columns;
    int status = 0;
    snippet_begin(&excerpt, run->marker, article);
    bool borrowed =
        article->values[FIELD_BODY].count == 0 && snippet_needs_body(&excerpt, run->marker);
    if (borrowed)
        status = article_read(article, document, FIELD_BIT(FIELD_BODY), err);
    snippet_make(&result->snippet, &excerpt, run->marker, article,
                 columns ? columns : SNIPPET_COLUMNS);
    snippet_title(&result->title, run->marker, article);
    if (borrowed)
        list_release(&article->values[FIELD_BODY]);
    return status;
}

/* What is read from the row's own document. */
static int fill_from_document(struct run *run, struct result *result, unsigned fields,
                              struct error *err)
{
    const struct request *request = run->searcher->request;
    struct shim_document *document = shim_document_get(run->searcher->database, result->docid, err);
    if (!document)
        return -1;
    int status = article_read(&result->article, document, fields, err);
    if (status == 0 && run->needs->snippets)
        status = add_snippets(run, result, document, err);
    if (status == 0 && request->explain) {
        const struct explaining explaining = { run->searcher->database, &run->rank, &run->query,
                                               run->marker, !request->like };
        status = explain_result(result, &explaining, document, err);
    }
    shim_document_free(document);
    return status;
}

static void add_name(struct list *names, const struct list_item *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i].data, name->data) == 0)
            return;
    list_add(names, name->data, name->length);
}

/* The providers of what the row stands for, but for its own. */
static int add_others(struct run *run, const struct row *row, struct result *result,
                      struct error *err)
{
    const unsigned field = FIELD_BIT(FIELD_PROVIDER_NAME);
    const struct list_item *own = article_first(&result->article, FIELD_PROVIDER_NAME);
    int status = 0;
    for (size_t i = 0; status == 0 && i < ROW_OTHERS && row->others[i] != 0; i++) {
        struct article article = { 0 };
        struct shim_document *document =
            shim_document_get(run->searcher->database, row->others[i], err);
        status = document ? article_read(&article, document, field, err) : -1;
        const struct list_item *name = article_first(&article, FIELD_PROVIDER_NAME);
        if (status == 0 && name && !(own && strcmp(own->data, name->data) == 0))
            add_name(&result->others, name);
        article_release(&article);
        shim_document_free(document);
    }
    return status;
}

/* Whether a row needs more than these fields, which is read from its document. */
static bool needs_document(const struct run *run, unsigned fields)
{
    return fields != fields_needed(run) || run->needs->snippets || run->searcher->request->explain;
}

static int make_row(struct run *run, size_t number, struct result *result, struct error *err)
{
    const struct row *row = &run->matches.rows.items[number];
    bool is_held = number >= run->held_first && number - run->held_first < run->held.rows;
    unsigned held = is_held ? run->held.fields : 0;
    *result = (struct result){ .rank = run->first_rank + (uint32_t)number,
                               .docid = row->docid,
                               .score = row->weight,
                               .collapsed = row->collapsed };
    if (held)
        held_give(&run->held, number - run->held_first, &result->article);
    if (needs_document(run, held) &&
        fill_from_document(run, result, fields_needed(run) & ~held, err) < 0)
        return -1;
    if (!article_first(&result->article, FIELD_PATH))
        return searcher_blank_article(run->searcher, result->docid, err);
    return run->needs->others ? add_others(run, row, result, err) : 0;
}

/* So many rows, or all that is read for them, stand ready before the first is printed: should a
 * commit overtake the search meanwhile, it is run again and nobody notices. The rest is read so
 * many rows at a time, when their turn comes, and takes no time if nobody reads on. */
#define READY_ROWS 10000

/* Those that are read by passes over their slots, a field after the other. */
static unsigned fields_by_slot(const struct run *run, unsigned fields, size_t rows)
{
    unsigned by_slot = 0;
    if (shim_database_is_remote(run->searcher->database))
        return 0;
    for (int id = 0; id < FIELD_COUNT; id++) {
        const struct field *field = schema_field((enum field_id)id);
        if (field->slot != SLOT_NONE &&
            (rows >= ENGINE_MIN_ROWS_BY_SLOT || !schema_is_shown(field)))
            by_slot |= FIELD_BIT(id);
    }
    return fields & by_slot;
}

/* The fields of so many rows that stand in slots, in place of those held before. */
static int hold_values(struct run *run, size_t first, size_t rows, struct error *err)
{
    uint32_t *docids = memory_allocate((rows + 1) * sizeof *docids);
    for (size_t i = 0; i < rows; i++)
        docids[i] = run->matches.rows.items[first + i].docid;
    held_release(&run->held);
    run->held_first = first;
    int result = held_read(&run->held, run->searcher->database,
                           fields_by_slot(run, fields_needed(run), rows), docids, rows, err);
    for (size_t i = 0; result == 0 && run->held.fields & FIELD_BIT(FIELD_PATH) && i < rows; i++)
        if (!held_has(&run->held, i, FIELD_PATH))
            result = searcher_blank_article(run->searcher, docids[i], err);
    free(docids);
    return result;
}

/* How many rows from first on are read together. */
static size_t rows_together(const struct run *run, size_t first)
{
    size_t left = run->matches.rows.count - first;
    return left < READY_ROWS ? left : READY_ROWS;
}

static int fill_rows(struct run *run, struct error *err)
{
    const struct row_list *rows = &run->matches.rows;
    struct results *results = run->results;
    size_t ready = rows_together(run, 0);
    run->marker = marker_new(&run->query, run->searcher->stemmer);
    run->first_rank = results->offset + 1;
    if (hold_values(run, 0, ready, err) < 0)
        return -1;
    if (!needs_document(run, run->held.fields))
        ready = 0; /* made when they are asked for */
    results->rows = memory_allocate((ready + 1) * sizeof *results->rows);
    while (results->count < ready) {
        size_t number = results->count++;
        if (make_row(run, number, &results->rows[number], err) < 0)
            return -1;
    }
    results->ready = ready;
    results->count = rows->count;
    return 0;
}

/* See struct results: source is a run. */
static int fetch_row(void *source, size_t number, struct result *result, struct error *err)
{
    struct run *run = source;
    int held = 0;
    shim_forget_fault();
    if (!needs_document(run, run->held.fields) && number >= run->held_first + run->held.rows)
        held = hold_values(run, number, rows_together(run, number), err);
    if (held == 0 && make_row(run, number, result, err) == 0)
        return 0;
    if (searcher_overtaken(run->searcher)) {
        error_set(err, "the index was changed twice while its articles were printed; ask again");
        err->status = STATUS_BUSY;
    }
    return -1;
}

static void warn_of_offset(struct results *results, const struct row_list *rows)
{
    struct buffer sentence = BUFFER_INIT;
    bool beyond = rows->count == 0 && results->total <= results->offset;
    if (results->offset == 0 || results->total == 0 || !beyond)
        return;
    buffer_printf(&sentence, "--offset=%" PRIu32 " is beyond the last of %" PRIu64 " results",
                  results->offset, results->total);
    list_add(&results->warnings, sentence.data, sentence.length);
    buffer_release(&sentence);
}

static int note_since(struct run *run, struct error *err)
{
    const struct since_found found = { &run->matches.rows, run->matches.total,
                                       &run->results->warnings };
    return since_note(&run->searcher->since, run->searcher->request, &found,
                      run->searcher->database, err);
}

static int fill_results(struct run *run, struct error *err)
{
    const struct request *request = run->searcher->request;
    struct results *results = run->results;
    results->query = memory_copy_text(run->text);
    results->offset = request->offset;
    results->limit = request->limit;
    results->total = run->matches.total;
    results->total_exact = run->matches.total_exact;
    warn_of_offset(results, &run->matches.rows);
    tally_finish(&run->tally, results);
    for (size_t i = 0; i < run->query.left_out.count; i++)
        list_add_text(&results->left_out, run->query.left_out.items[i].data);
    if (request->since_last && note_since(run, err) < 0)
        return -1;
    if (request->explain) {
        struct buffer described = BUFFER_INIT;
        query_describe(&run->query, &described);
        results->parsed_query = buffer_detach(&described);
        results->strategy = memory_copy_text(buffer_text(&run->matches.strategy));
    }
    if (run->needs->roots && roots_read(&results->roots, run->searcher, err) < 0)
        return -1;
    return fill_rows(run, err);
}

/* What is needed to find rows, not to read them. */
static void release_queries(struct run *run)
{
    struct shim_query **queries[] = { &run->ranked, &run->plain, &run->matching };
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        shim_query_free(*queries[i]);
        *queries[i] = NULL;
    }
    for (size_t i = 0; i < run->bonus_count; i++)
        refine_bonus_release(&run->bonuses[i]);
    free(run->bonuses);
    run->bonuses = NULL;
    run->bonus_count = 0;
    tally_release(&run->tally);
}

static void release_rest(struct run *run)
{
    marker_free(run->marker);
    held_release(&run->held);
    match_list_release(&run->matches);
    query_release(&run->query);
    *run = (struct run){ run->searcher, run->text, run->needs, .results = run->results };
}

static void free_run(void *source)
{
    release_rest(source);
    free(source);
}

static int attempt_run(struct searcher *searcher, void *context, struct error *err)
{
    struct run *run = context;
    int result = 0;
    if (searcher->request->since_last)
        result = since_begin(&searcher->since, searcher->database, err);
    if (result == 0)
        result = searcher_parse(searcher, &run->query, run->text, searcher->request->any,
                                &run->results->warnings, err);
    if (result == 0)
        result = match(run, err);
    if (result == 0)
        result = fill_results(run, err);
    release_queries(run);
    if (result < 0) {
        results_release(run->results);
        release_rest(run);
    }
    return result;
}

int searcher_run(struct searcher *searcher, const char *text, const struct search_needs *needs,
                 struct results *results, struct error *err)
{
    struct run *run = memory_allocate(sizeof *run);
    *run = (struct run){ searcher, text, needs, .results = results };
    *results = (struct results){ 0 };
    int result = searcher_repeat(searcher, attempt_run, run, err);
    if (result == 0 && results->ready < results->count) {
        results->source = run;
        results->fetch = fetch_row;
        results->source_free = free_run;
    } else {
        free_run(run);
    }
    return result;
}
