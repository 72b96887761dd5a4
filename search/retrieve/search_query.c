/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search_query.h"

#include <string.h>

#include "like.h"
#include "query/query_prefix.h"
#include "query/stop_words.h"
#include "regex_scan.h"
#include "since.h"

static void note_warning(void *context, const char *sentence)
{
    if (context)
        list_add_text(context, sentence);
}

/* -e titel:x and -e subject:x look for just that, but whoever wrote it may have meant a field. Not
 * so https://x. */
static void warn_of_field(const char *pattern, struct list *warnings)
{
    size_t length = strspn(pattern, "abcdefghijklmnopqrstuvwxyz_");
    if (pattern[length] != ':' || schema_by_name(pattern, length) ||
        strncmp(pattern + length, "://", 3) == 0)
        return;
    const struct field *meant = schema_nearest(pattern, length);
    const char *written = query_foreign_prefix(pattern, length); /* "author:%s" */
    if (!meant && written)
        meant = schema_by_name(written, strcspn(written, ":"));
    if (!meant)
        return;
    struct buffer sentence = BUFFER_INIT;
    buffer_printf(&sentence, "there is no field %.*s, so the pattern is %s; did you mean %s:?",
                  (int)length, pattern, pattern, meant->prefix);
    note_warning(warnings, buffer_text(&sentence));
    buffer_release(&sentence);
}

/* -e /azure/i, -e title:/azure/: as in a query; but a path may have a slash at both ends. */
static void warn_of_slashes(const char *argument, struct list *warnings)
{
    size_t name = strspn(argument, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._");
    const struct field *field = argument[name] == ':' ? schema_by_name(argument, name) : NULL;
    const char *pattern = field ? argument + name + 1 : argument, *end = strrchr(pattern, '/');
    if (*pattern != '/' || end < pattern + 2 || end[1 + strspn(end + 1, "ismx")])
        return;
    if (field && (field->id == FIELD_PATH || field->id == FIELD_URL) && !end[1])
        return;
    struct buffer sentence = BUFFER_INIT;
    buffer_printf(&sentence,
                  "the slashes of %s are a part of the pattern; -e takes a pattern without them%s: "
                  "%.*s%.*s",
                  argument, strchr(end, 'i') ? ", and -i ignores case" : "",
                  (int)(pattern - argument), argument, (int)(end - pattern - 1), pattern + 1);
    note_warning(warnings, buffer_text(&sentence));
    buffer_release(&sentence);
}

int search_query_parse(struct query *query, struct searcher *searcher, const char *text, bool any,
                       struct list *warnings, struct error *err)
{
    const struct request *request = searcher->request;
    if (searcher->mixed)
        note_warning(warnings,
                     "a run of newsindex was interrupted, so the shards of the index differ: some "
                     "articles may be as they were before, until newsindex runs again");
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
        warn_of_field(request->regexes[i].argument, warnings);
        warn_of_slashes(request->regexes[i].argument, warnings);
    }
    regex_filters_add_all(&query->filters, &searcher->filters);
    return 0;
}

struct engine_query *search_query_matching(struct query *query, struct searcher *searcher,
                                           bool *scored, struct error *err)
{
    const struct request *request = searcher->request;
    struct engine_query *matching = engine_query_copy(query->matching, err);
    *scored = query->scored;
    if (request->like) {
        struct engine_query *like =
            like_query(searcher->database, request->like, &request->config, err);
        matching = engine_query_pair(ENGINE_FILTER, like, matching, err);
        *scored = true;
    }
    if (request->since_last)
        matching = since_filter(matching, &searcher->since, err);
    return regex_scan(matching, &query->filters, searcher->database, err);
}
