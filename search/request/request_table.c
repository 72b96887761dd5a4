/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "request_table.h"

#include "request.h"

#define TEXT_OF(value) #value
#define TEXT(value) TEXT_OF(value)
#define RANK_DEFAULTS                                                                              \
    "quality=" TEXT(RANK_DEFAULT_QUALITY) ",heat=" TEXT(RANK_DEFAULT_HEAT) ",recency=" TEXT(       \
        RANK_DEFAULT_RECENCY)

static const struct option_row rows[] = {
    { OPTION_ANY, 'a', "any", NULL, "Matching",
      "match any of the words; articles with more of them come first", NULL },
    { OPTION_REGEX, 'e', "regex", "[FIELD:]RE", NULL,
      "only articles whose FIELD (default: title or excerpt) matches", NULL },
    { OPTION_NOT_REGEX, 0, "not-regex", "[FIELD:]RE", NULL,
      "only articles whose FIELD does not match", NULL },
    { OPTION_IGNORE_CASE, 'i', "ignore-case", NULL, NULL, "ignore case in regular expressions",
      NULL },
    { OPTION_LIKE, 0, "like", "PATH|URL", NULL, "articles similar to this one", "file" },
    { OPTION_SINCE_LAST, 0, "since-last", "NAME", NULL,
      "only articles new since the last search with NAME", NULL },
    { OPTION_PEEK, 0, "peek", NULL, NULL, "with --since-last: mark no article as seen", NULL },
    { OPTION_SEEN, 0, "seen", NULL, NULL, "mark as seen what the last --peek printed", NULL },
    { OPTION_NOW, 0, "now", "TIME", NULL, "the present time for dates and recency (RFC 3339)",
      NULL },

    { OPTION_LIMIT, 'n', "limit", "N|all", "Order", "at most N results (default 10; 0: none)",
      "all" },
    { OPTION_OFFSET, 0, "offset", "N", NULL, "skip the first N results", NULL },
    { OPTION_SORT, 's', "sort", "KEY,...", NULL,
      "relevance, date, quality, heat, title, path; -KEY reverses", ",sort" },
    { OPTION_RANK, 0, "rank", "WEIGHTS", NULL,
      "the most that each part adds to a score (default " RANK_DEFAULTS "); text: only the words "
      "count",
      "rank" },
    { OPTION_COLLAPSE, 0, "collapse", "FIELD|story", NULL,
      "only the best article of each value of FIELD, or of each story", "collapse" },

    { OPTION_FACET, 0, "facet", "FIELD[:N]", "Counting",
      "count the N (default 10) most common values", "facet" },
    { OPTION_CHART, 0, "chart", "UNIT", NULL, "count by day, week, month, year, quality or heat",
      "chart" },
    { OPTION_COUNT, 'c', "count", NULL, NULL, "print only the number of matches", NULL },

    { OPTION_FORMAT, 0, "format", "FORMAT", "Output",
      "text, json, jsonl, csv, tsv, paths, urls, atom, html or a template: '{quality} {title}\\n'",
      "format" },
    { OPTION_FIELDS, 0, "fields", "A,B", NULL, "columns of csv and tsv, keys of json and jsonl",
      ",column" },
    { OPTION_NO_HEADER, 0, "no-header", NULL, NULL, "omit the header line of csv and tsv", NULL },
    { OPTION_NULL, '0', "null", NULL, NULL, "end each path or url with NUL", NULL },
    { OPTION_EXPLAIN, 0, "explain", NULL, NULL, "show the parsed query and the parts of each score",
      NULL },
    { OPTION_COLOR, 0, "color", "WHEN", NULL, "colours: auto, always or never", "when" },
    { OPTION_HYPERLINK, 0, "hyperlink", "WHEN", NULL, "links on a terminal: auto, always or never",
      "when" },
    { OPTION_NO_PAGER, 0, "no-pager", NULL, NULL, "do not start a pager", NULL },

    { OPTION_SHOW, 0, "show", "PATH|URL", "One article", "print one whole article, from the index",
      "file" },
    { OPTION_OPEN, 0, "open", "[N]", NULL, "open the address of result N (default 1)", NULL },
    { OPTION_EDIT, 0, "edit", "[N]", NULL, "open the file of result N (default 1)", NULL },

    { OPTION_DB, 'd', "db", "PATH", "Index and input", "the index; repeatable: searched as one",
      "directory" },
    { OPTION_BATCH, 0, "batch", "[FILE]", NULL, "read one query per line, print json for each",
      "file" },
    { OPTION_MCP, 0, "mcp", NULL, NULL, "serve a language model's client (MCP)", NULL },
    { OPTION_SAVED, 0, "saved", NULL, NULL, "list the saved queries of the configuration", NULL },
    { OPTION_TIMEOUT, 0, "timeout", "SECONDS", NULL, "how long to wait for a server (default 10)",
      NULL },
    { OPTION_CONFIG, 0, "config", "FILE", NULL, "read this configuration file", "file" },
    { OPTION_PRINT_CONFIG, 0, "print-config", NULL, NULL,
      "print all settings and where each comes from", NULL },

    { OPTION_HELP, 'h', "help", NULL, NULL, "print this help and exit", NULL },
    { OPTION_VERSION, 'V', "version", NULL, NULL, "print the version and exit", NULL },
    { 0, 0, NULL, NULL, NULL, NULL, NULL },
};

const struct option_row *request_options(void)
{
    return rows;
}

const char *request_sort_word(int key)
{
    static const char *const words[] = {
        [SORT_RELEVANCE] = "relevance",
        [SORT_DATE] = "date",
        [SORT_QUALITY] = "quality",
        [SORT_HEAT] = "heat",
        [SORT_TITLE] = "title",
        [SORT_PATH] = "path",
        NULL,
    };
    return words[key];
}

const char *request_chart_word(int kind)
{
    static const char *const words[] = {
        [CHART_DAY] = "day",
        [CHART_WEEK] = "week",
        [CHART_MONTH] = "month",
        [CHART_YEAR] = "year",
        [CHART_QUALITY] = "quality",
        [CHART_HEAT] = "heat",
        NULL,
    };
    return words[kind];
}

const char *request_when_word(int when)
{
    static const char *const words[] = {
        [WHEN_AUTO] = "auto",
        [WHEN_ALWAYS] = "always",
        [WHEN_NEVER] = "never",
        NULL,
    };
    return words[when];
}
