/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_query.c: any text as a query, understood, described and run on a small index, by both
 * matchers. A complaint has three lines, of which the last is a caret. The first byte says how to
 * understand it. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/made_index.h"
#include "query/query.h"
#include "query/rank_table.h"
#include "query/stop_words.h"
#include "text.h"

#define NOW INT64_C(1638316800)

static const struct made_article articles[] = {
    { .path = "/a",
      .title = "Azure cloud releases, AT&T and C++",
      .excerpt = "A cloud provider.",
      .body = "PyTorch on Azure: e-mail from the U.S.A.",
      .provider = "Forbes",
      .topics = { "AI", "Facebook AI" },
      .date = 1624774140,
      .quality = 84,
      .heat = 141 },
    { .path = "/b",
      .title = ".NET 5 and 微软 Azure",
      .excerpt = "Power Apps, power-apps",
      .body = "",
      .topics = { "Machine Learning" },
      .date = MADE_ABSENT,
      .quality = -5,
      .heat = MADE_ABSENT },
};

static struct config_saved saved[] = {
    { .name = "ai", .query = "topic:AI" },      { .name = "two", .query = "@ai (azure OR cloud)" },
    { .name = "regex", .query = "title:/a/i" }, { .name = "loop", .query = "x @round" },
    { .name = "round", .query = "@loop" },      { .name = "wrong", .query = "azure (" },
};

static const struct config config = { .saved = saved, .saved_count = sizeof saved / sizeof *saved };
static struct made_index made;
static struct shim_database *database;

static void remove_index(void)
{
    shim_database_close(database);
    made_index_remove(&made);
}

static void make_index(void)
{
    made_index_begin(&made);
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        made_index_add(&made, &articles[i]);
    database = made_index_open(&made);
    atexit(remove_index);
}

static void check_complaint(const struct error *err)
{
    const char *second = strchr(err->text, '\n');
    const char *third = second ? strchr(second + 1, '\n') : NULL;
    if (!third || third[1 + strspn(third + 1, " ")] != '^' || strchr(third + 1, '\n') ||
        !text_valid(err->text, strlen(err->text)))
        abort();
}

static void check_words(const struct query *query)
{
    for (size_t i = 0; i < query->word_count; i++) {
        const struct query_word *word = &query->words[i];
        if (word->start > word->end || word->end > strlen(query->text))
            abort();
        for (size_t j = 0; j < word->terms.count; j++)
            if (!text_valid(word->terms.items[j].data, word->terms.items[j].length))
                abort();
    }
}

static void check_description(const struct query *query)
{
    struct buffer out = BUFFER_INIT;
    query_describe(query, &out);
    if (out.length == 0 || !text_valid(out.data, out.length))
        abort();
    buffer_release(&out);
}

static int accept(void *context, struct shim_document *document)
{
    struct error err;
    return regex_filters_accept(context, document, &err);
}

/* The same articles, weighed the same, from Xapian's matcher and from the one for words. */
static void compare(const struct engine_matches *xapian, const struct engine_matches *own)
{
    size_t count = engine_matches_size(xapian);
    if (engine_matches_size(own) != count)
        abort();
    for (size_t i = 0; i < count; i++)
        if (fabs(engine_matches_weight(xapian, i) - engine_matches_weight(own, i)) > 1e-9)
            abort();
}

static void run(struct query *query)
{
    static const struct engine_scoring scoring = { .c = 1 };
    struct error err;
    struct engine_request request = {
        .query = query->matching,
        .scoring = &scoring,
        .limit = 10,
        .check_at_least = UINT32_MAX,
        .sort_slot = -1,
        .filter = query->filters.count > 0 ? accept : NULL,
        .filter_context = &query->filters,
    };
    shim_database_use_table(database, NULL);
    struct engine_matches *matches = engine_search(database, &request, &err);
    if (!matches && shim_last_fault() != SHIM_FAULT_STOPPED)
        abort();
    shim_database_use_table(database, rank_table());
    request.check_at_least = 0; /* count_up_to is 0: what cannot rank is passed over at once */
    struct engine_matches *own = matches ? engine_search(database, &request, &err) : NULL;
    if (matches && !own)
        abort();
    if (matches)
        compare(matches, own);
    engine_matches_free(own);
    engine_matches_free(matches);
}

static void warn(void *context, const char *sentence)
{
    (void)context;
    if (!*sentence)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct query query;
    struct error err;
    if (size == 0)
        return 0;
    if (!database)
        make_index();
    struct query_options options = {
        .database = database,
        .stemmer = made.stemmer,
        .stop_words = data[0] & 1 ? stop_words_of("english") : NULL,
        .any = data[0] & 2,
        .ignore_case = data[0] & 4,
        .config = data[0] & 8 ? NULL : &config,
        .now = NOW,
        .warn = warn,
    };
    char *text = memory_copy((const char *)data + 1, size - 1);
    if (query_parse(&query, text, &options, &err) < 0) {
        check_complaint(&err);
    } else {
        check_words(&query);
        check_description(&query);
        run(&query);
        query_release(&query);
    }
    free(text);
    return 0;
}
