/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mcp_tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ascii.h"
#include "memory.h"
#include "option.h"
#include "output/json_writer.h"
#include "output/output.h"
#include "request/request_action.h"
#include "request/request_check.h"
#include "request/request_value.h"
#include "result/results.h"
#include "retrieve/facts.h"
#include "retrieve/search_suggest.h"

#define LIMIT_MAX 1000 /* results of a call: an answer is made in memory */

static int set_query(struct request *call, const char *value, struct error *err)
{
    (void)err;
    free(call->query);
    call->query = memory_copy_text(value);
    return 0;
}

static int set_limit(struct request *call, const char *value, struct error *err)
{
    long number;
    if (option_number(&number, value, 0, LIMIT_MAX, "limit", err) < 0)
        return error_set(err, "%s; offset skips the first results", err->text);
    return request_value_limit(call, value, err);
}

static int set_sort(struct request *call, const char *value, struct error *err)
{
    call->sorted = true;
    return request_value_sort(call, value, err);
}

static int set_any(struct request *call, const char *value, struct error *err)
{
    (void)value;
    (void)err;
    call->any = true;
    return 0;
}

static int set_ignore_case(struct request *call, const char *value, struct error *err)
{
    (void)value;
    (void)err;
    call->ignore_case = true;
    return 0;
}

static int set_target(struct request *call, const char *value, struct error *err)
{
    if (call->show)
        return error_set(err, "show needs either a path or a url, not both");
    if (value[0] == '\0')
        return error_set(err, "show needs the path or the url of an article");
    call->show = memory_copy_text(value);
    return 0;
}

/* The arguments by which search and facets select articles. */
#define SELECTION                                                                                  \
    { "any", MCP_BOOLEAN,                                                                          \
      "match articles that have any of the words; more and rarer words rank higher", set_any },    \
        { "regex", MCP_TEXTS,                                                                      \
          "[FIELD:]PATTERN, PCRE2: only articles whose field (default: title or excerpt) "         \
          "matches; if there are several patterns, all must match",                                \
          request_value_regex },                                                                   \
        { "not_regex", MCP_TEXTS, "[FIELD:]PATTERN: only articles whose field does not match",     \
          request_value_not_regex },                                                               \
        { "ignore_case", MCP_BOOLEAN, "ignore case in regular expressions", set_ignore_case },     \
        { "like", MCP_TEXT,                                                                        \
          "path or webUrl of an article: find similar articles; a query restricts them",           \
          request_value_like },                                                                    \
    {                                                                                              \
        "now", MCP_TEXT, "RFC 3339: the present time, for relative dates and recency",             \
            request_value_now                                                                      \
    }

#define QUERY_HELP                                                                                 \
    "words that must all occur, \"a phrase\", AND OR NOT ( ), -word, micro*, a NEAR/5 b, and "     \
    "fields: title:azure topic:AI topic:\"Machine Learning\" provider:Forbes site:forbes.com "     \
    "author:Ann type:video quality:80.. heat:..20 date:2021-06 date:7d.. published:false "         \
    "title:/power\\s+apps/i; man newssearch-query is the full reference"

static const struct mcp_argument search_arguments[] = {
    { "query", MCP_TEXT, QUERY_HELP, set_query },
    { "limit", MCP_INTEGER, "the maximum number of results (default 10, at most 1000; 0: none)",
      set_limit },
    { "offset", MCP_INTEGER, "skip the first results", request_value_offset },
    { "sort", MCP_JOINED,
      "relevance (default), date, quality, heat (highest first), title or path; - before a key "
      "reverses it",
      set_sort },
    SELECTION,
    { "fields", MCP_JOINED,
      "keys of each result, such as path,title,publishedDateTime; default all but body and "
      "related",
      request_value_columns },
    { "facet", MCP_TEXTS,
      "FIELD[:N]: the N (default 10) most common values of a field, counted over all matches",
      request_value_facet },
    { "chart", MCP_TEXTS,
      "count all matches by day, week, month or year, or by steps of ten of quality or heat",
      request_value_chart },
    { "collapse", MCP_TEXT,
      "only the best article of each value of this field, or of each story (story)",
      request_value_collapse },
    { "rank", MCP_TEXT,
      "the largest number that each part adds to the text score, such as "
      "quality=1,heat=0.5,recency=1; text: only the text score",
      request_value_rank },
    { NULL, MCP_TEXT, NULL, NULL },
};

static const struct mcp_argument facets_arguments[] = {
    { "query", MCP_TEXT, "as for search; default: all articles", set_query },
    { "facet", MCP_TEXTS,
      "FIELD[:N]: the N (default 10) most common values of a field; default topic, provider, "
      "author, category and type",
      request_value_facet },
    { "chart", MCP_TEXTS,
      "count by day, week, month or year, or by steps of ten of quality or heat",
      request_value_chart },
    SELECTION,
    { NULL, MCP_TEXT, NULL, NULL },
};

static const struct mcp_argument show_arguments[] = {
    { "path", MCP_PATH, "the path of the article, as search gives it", set_target },
    { "url", MCP_TEXT, "or the webUrl of the article", set_target },
    { NULL, MCP_TEXT, NULL, NULL },
};

static const struct mcp_argument no_arguments[] = {
    { NULL, MCP_TEXT, NULL, NULL },
};

/* An output that prints into memory. */
struct answer {
    struct output output;
    char *text;
    size_t length;
};

static int answer_open(struct answer *answer, struct request *call, const char *format,
                       struct error *err)
{
    *answer = (struct answer){ .output = { .request = call } };
    if (request_value_format(call, format, err) < 0)
        return -1;
    answer->output.stream = open_memstream(&answer->text, &answer->length);
    return answer->output.stream ? 0 : error_set(err, "no memory for an answer");
}

static char *answer_close(struct answer *answer, int failed, struct error *err)
{
    if (answer->output.stream && fclose(answer->output.stream) != 0 && !failed)
        failed = error_set(err, "no memory for an answer");
    if (!failed)
        return answer->text;
    free(answer->text);
    return NULL;
}

static int print_results(struct answer *answer, struct searcher *searcher, struct error *err)
{
    const char *query = answer->output.request->query;
    struct result_needs needs;
    struct results results;
    bool closed;
    output_needs(&answer->output, &needs);
    if (results_search(&results, searcher, query, &needs, err) < 0)
        return -1;
    if (results.total == 0)
        search_suggest(searcher, query, NULL, &results.suggestion);
    int failed = output_print(&answer->output, &results, &closed, err);
    results_release(&results);
    return failed;
}

static char *run_search(struct request *call, struct error *err)
{
    struct answer answer;
    if (!request_asks(call, call->query)) {
        error_set(err, "no query is given; for all articles use regex, like, sort, facet or chart");
        return NULL;
    }
    int failed = answer_open(&answer, call, "json", err);
    struct searcher *searcher = failed ? NULL : searcher_open(call, err);
    failed = searcher ? print_results(&answer, searcher, err) : -1;
    searcher_close(searcher);
    return answer_close(&answer, failed, err);
}

static char *run_facets(struct request *call, struct error *err)
{
    static const char *const usual[] = { "topic", "provider", "author", "category", "type" };
    bool counts = call->facet_count > 0 || call->chart_count > 0;
    for (size_t i = 0; !counts && i < sizeof usual / sizeof *usual; i++)
        if (request_value_facet(call, usual[i], err) < 0)
            return NULL;
    call->limit = 0;
    return run_search(call, err);
}

static char *run_show(struct request *call, struct error *err)
{
    struct answer answer;
    struct result_needs needs;
    struct results results;
    bool closed;
    if (!call->show) {
        error_set(err, "show needs the path or the url of an article");
        return NULL;
    }
    request_action_show_all(call);
    int failed = answer_open(&answer, call, "json", err);
    struct searcher *searcher = failed ? NULL : searcher_open(call, err);
    output_needs(&answer.output, &needs);
    failed = searcher ? results_show(&results, searcher, call->show, &needs, err) : -1;
    if (!failed) {
        failed = output_print(&answer.output, &results, &closed, err);
        results_release(&results);
    }
    searcher_close(searcher);
    return answer_close(&answer, failed, err);
}

static char *run_status(struct request *call, struct error *err)
{
    struct answer answer;
    struct facts facts;
    int failed = answer_open(&answer, call, "json", err);
    struct searcher *searcher = failed ? NULL : searcher_open(call, err);
    failed = searcher ? searcher_facts(searcher, &facts, err) : -1;
    if (!failed) {
        json_write_facts(answer.output.stream, &facts);
        facts_release(&facts);
    }
    searcher_close(searcher);
    return answer_close(&answer, failed, err);
}

static const struct mcp_tool tools[] = {
    { "search", "Search the archive",
      "Finds articles, the best first. The result has the exact total and, for each article, its "
      "path, title, excerpt, a part of the text around the match, topics, provider, authors, "
      "publishedDateTime, webUrl, quality and heat. The tool show gives the whole text.",
      search_arguments, run_search },
    { "show", "Show an article",
      "Gives one whole article from the index: all fields, excerpt, body and related articles.",
      show_arguments, run_show },
    { "facets", "Count values",
      "Counts the articles for each value of a field (topic, provider, ...) or for each period, "
      "among all articles or the matches of a query.",
      facets_arguments, run_facets },
    { "status", "Describe the archive",
      "Describes the archive: number of articles, directories, language, and the time of the last "
      "change of an article.",
      no_arguments, run_status },
    { NULL, NULL, NULL, NULL, NULL },
};

const struct mcp_tool *mcp_tool_table(void)
{
    return tools;
}

const struct mcp_tool *mcp_tool_find(const char *name)
{
    for (const struct mcp_tool *tool = tools; tool->name; tool++)
        if (strcmp(tool->name, name) == 0)
            return tool;
    return NULL;
}

const struct mcp_argument *mcp_tool_argument(const struct mcp_tool *tool, const char *name,
                                             struct error *err)
{
    struct buffer names = BUFFER_INIT;
    const struct mcp_argument *argument = tool->arguments;
    while (argument->name && strcmp(argument->name, name) != 0) {
        buffer_printf(&names, "%s%s", names.length ? ", " : "", argument->name);
        argument++;
    }
    if (!argument->name)
        error_set(err, "unknown argument '%.100s': %s takes %s", name, tool->name,
                  names.length ? names.data : "none");
    buffer_release(&names);
    return argument->name ? argument : NULL;
}

/* The bytes of an argument's name at text, where the option has hyphens; 0: none. */
static size_t argument_length(const struct mcp_tool *tool, const char *text)
{
    for (const struct mcp_argument *argument = tool->arguments; argument->name; argument++) {
        size_t at = 0;
        while (argument->name[at] &&
               text[at] == (argument->name[at] == '_' ? '-' : argument->name[at]))
            at++;
        if (!argument->name[at] && text[at] != '-' && !ascii_is_letter(text[at]))
            return at;
    }
    return 0;
}

void mcp_tool_name_arguments(const struct mcp_tool *tool, struct error *err)
{
    const char *at = err->text, *end = at + strcspn(at, "\n");
    struct buffer out = BUFFER_INIT;
    while (at < end) {
        size_t length = strncmp(at, "--", 2) == 0 ? argument_length(tool, at + 2) : 0;
        at += length > 0 ? 2 : 0;
        for (size_t i = 0; i < length; i++)
            buffer_add_byte(&out, at[i] == '-' ? '_' : at[i]);
        at += length;
        if (length == 0)
            buffer_add_byte(&out, *at++);
    }
    enum exit_status status = err->status;
    error_set(err, "%s%s", buffer_text(&out), end);
    err->status = status;
    buffer_release(&out);
}

void mcp_call_init(struct request *call, const struct request *base)
{
    *call = *base;
    call->action = ACTION_SEARCH;
    call->limit = base->limit < LIMIT_MAX ? base->limit : LIMIT_MAX;
    call->now = base->now_given ? base->now : (int64_t)time(NULL); /* a server runs for days */
    call->query = memory_copy_text("");
    call->template = NULL;
    call->signature = NULL;
    call->sorts = memory_resize(NULL, base->sort_count + 1, sizeof *call->sorts);
    for (size_t i = 0; i < base->sort_count; i++)
        call->sorts[i] = base->sorts[i];
    call->warnings = (struct list)LIST_INIT;
}

void mcp_call_release(struct request *call)
{
    call->places = (struct list)LIST_INIT; /* borrowed from the base */
    call->config = (struct config){ 0 };
    request_release(call);
}
