#include "request_table.h"

#include "request.h"
#include "retrieve/chart.h"
#include "retrieve/order.h"
#include "retrieve/rank.h"

#define TEXT_OF(value) #value
#define TEXT(value) TEXT_OF(value)

static const struct option_row rows[] = {
    { OPTION_ANY, 'a', "any", NULL, "Matching",
      "any of the words is enough; more and rarer ones rank higher", NULL },
    { OPTION_REGEX, 'e', "regex", "[FIELD:]PATTERN", NULL,
      "only articles whose FIELD (without one: title or excerpt) matches the PCRE2 PATTERN; "
      "may be given again: all must hold",
      NULL },
    { OPTION_NOT_REGEX, 0, "not-regex", "[FIELD:]PATTERN", NULL,
      "only articles whose FIELD does not match", NULL },
    { OPTION_IGNORE_CASE, 'i', "ignore-case", NULL, NULL, "regular expressions do not mind case",
      NULL },
    { OPTION_LIKE, 0, "like", "PATH|URL", NULL,
      "articles like that one, which is not itself listed; a query narrows them", "file" },
    { OPTION_SINCE_LAST, 0, "since-last", "NAME", NULL,
      "only articles added or changed since a search was last asked under this NAME", NULL },
    { OPTION_PEEK, 0, "peek", NULL, NULL, "with --since-last: do not count them as seen yet",
      NULL },
    { OPTION_SEEN, 0, "seen", NULL, NULL,
      "with --since-last: print nothing; what the last --peek printed counts as seen", NULL },
    { OPTION_NOW, 0, "now", "TIME", NULL,
      "what \"now\" is, for relative dates and recency (RFC 3339)", NULL },

    { OPTION_LIMIT, 'n', "limit", "N|all", "Which, and in what order",
      "at most N results (default 10; 0: none, for facets alone)", "all" },
    { OPTION_OFFSET, 0, "offset", "N", NULL, "skip the first N", NULL },
    { OPTION_SORT, 's', "sort", "KEY,...", NULL,
      "by relevance (default), date, quality, heat (highest first), title or path, equal ones by "
      "the next KEY; - before a key turns it around",
      "sort" },
    { OPTION_RANK, 0, "rank", "WEIGHTS", NULL,
      "what is added to the text's score: quality=W,heat=W,recency=W (default "
      "quality=" TEXT(RANK_DEFAULT_QUALITY) ",heat=" TEXT(RANK_DEFAULT_HEAT) ",recency=" TEXT(
          RANK_DEFAULT_RECENCY) "; one left out keeps its value); "
                                "text: the text's score alone",
      "rank" },
    { OPTION_COLLAPSE, 0, "collapse", "FIELD", NULL, "only the best article of each value of FIELD",
      "facet" },

    { OPTION_FACET, 0, "facet", "FIELD[:N]", "Counting",
      "count the N (default 10) commonest values of FIELD over all matches; may be given again",
      "facet" },
    { OPTION_CHART, 0, "chart", "UNIT", NULL,
      "count matches by day, week, month or year, or by quality or heat; may be given again",
      "chart" },
    { OPTION_COUNT, 'c', "count", NULL, NULL, "print the number of matches alone", NULL },

    { OPTION_FORMAT, 0, "format", "FORMAT", "Output",
      "text (default), json, jsonl, csv, tsv, paths, urls, atom, html, or a template such as "
      "'{quality}\\t{title}\\n'",
      "format" },
    { OPTION_FIELDS, 0, "fields", "A,B", NULL,
      "columns of csv and tsv, keys of json and jsonl, in this order", "column" },
    { OPTION_NO_HEADER, 0, "no-header", NULL, NULL, "csv and tsv without the line of names", NULL },
    { OPTION_NULL, '0', "null", NULL, NULL, "end paths and urls with NUL", NULL },
    { OPTION_EXPLAIN, 0, "explain", NULL, NULL,
      "show the query as it was understood and what each score is made of", NULL },
    { OPTION_COLOR, 0, "color", "WHEN", NULL,
      "auto (default: on a terminal, NO_COLOR and CLICOLOR_FORCE are honoured), always or never",
      "when" },
    { OPTION_HYPERLINK, 0, "hyperlink", "WHEN", NULL,
      "make addresses and paths links that a terminal opens: auto, always or never", "when" },
    { OPTION_NO_PAGER, 0, "no-pager", NULL, NULL,
      "do not start a pager when results do not fit the screen", NULL },

    { OPTION_SHOW, 0, "show", "PATH|URL", "One article", "print that article whole, from the index",
      "file" },
    { OPTION_OPEN, 0, "open", "[N]", NULL,
      "open the webUrl of result N (default 1) in $BROWSER or by xdg-open", NULL },
    { OPTION_EDIT, 0, "edit", "[N]", NULL,
      "open the file of result N (default 1) in $VISUAL or $EDITOR", NULL },

    { OPTION_DB, 'd', "db", "PATH", "Index and input",
      "the index: a directory, tcp:HOST:PORT or a Xapian stub file; may be given again: "
      "searched as one",
      "directory" },
    { OPTION_BATCH, 0, "batch", "[FILE]", NULL,
      "read a query a line (without FILE: from standard input) and print a line of json for each",
      "file" },
    { OPTION_MCP, 0, "mcp", NULL, NULL,
      "serve a language model's client on standard input and output (Model Context Protocol)",
      NULL },
    { OPTION_SAVED, 0, "saved", NULL, NULL, "list the saved queries of the configuration", NULL },
    { OPTION_TIMEOUT, 0, "timeout", "SECONDS", NULL, "how long to wait for a server (default 10)",
      NULL },
    { OPTION_CONFIG, 0, "config", "FILE", NULL, "read this configuration in place of the usual",
      "file" },
    { OPTION_PRINT_CONFIG, 0, "print-config", NULL, NULL,
      "print what is in force and where each value came from", NULL },

    { OPTION_HELP, 'h', "help", NULL, "Help", "print this and exit", NULL },
    { OPTION_VERSION, 'V', "version", NULL, NULL, "print the version and exit", NULL },
    { 0, 0, NULL, NULL, NULL, NULL, NULL },
};

const struct option_row *request_options(void)
{
    return rows;
}

const char *request_sort_word(int key)
{
    const struct order_key *row = order_key((enum sort_key)key);
    return row ? row->name : NULL;
}

const char *request_chart_word(int kind)
{
    return chart_name((enum chart_kind)kind);
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
