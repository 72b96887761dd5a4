/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "request_check.h"

#include <stddef.h>
#include <string.h>

#include "output/formats.h"
#include "request_action.h"
#include "request_table.h"

#define BIT(action) (1U << (action))
#define LISTS (BIT(ACTION_SEARCH) | BIT(ACTION_BATCH))
#define SELECTS (LISTS | BIT(ACTION_OPEN) | BIT(ACTION_EDIT) | BIT(ACTION_SEEN))

/* Options that have an effect on some actions only. */
static const struct option_use uses[] = {
    { OPTION_ANY, SELECTS },
    { OPTION_REGEX, SELECTS },
    { OPTION_NOT_REGEX, SELECTS },
    { OPTION_LIKE, SELECTS },
    { OPTION_COLLAPSE, SELECTS },
    { OPTION_SINCE_LAST, SELECTS & ~BIT(ACTION_BATCH) },
    { OPTION_PEEK, BIT(ACTION_SEARCH) },
    { OPTION_FACET, LISTS },
    { OPTION_CHART, LISTS },
    { OPTION_COUNT, BIT(ACTION_SEARCH) },
    { OPTION_EXPLAIN, LISTS },
    { OPTION_FORMAT, LISTS | BIT(ACTION_SHOW) | BIT(ACTION_SAVED) },
    { OPTION_FIELDS, LISTS | BIT(ACTION_SHOW) },
    { OPTION_NO_HEADER, LISTS | BIT(ACTION_SHOW) },
    { OPTION_NULL, LISTS | BIT(ACTION_SHOW) },
    { 0, 0 },
};

/* Options that ask for output, and the member of struct format that says whether a format shows
 * it. */
static const struct {
    int id;
    const char *name;
    size_t member;
} shown[] = {
    { OPTION_FACET, "--facet", offsetof(struct format, lists) },
    { OPTION_CHART, "--chart", offsetof(struct format, lists) },
    { OPTION_EXPLAIN, "--explain", offsetof(struct format, explains) },
    { OPTION_FIELDS, "--fields", offsetof(struct format, takes_columns) },
    { OPTION_NULL, "--null", offsetof(struct format, takes_null) },
    { OPTION_NO_HEADER, "--no-header", offsetof(struct format, takes_header) },
};

static bool has_member(const struct format *format, size_t member)
{
    return *(const bool *)((const char *)format + member);
}

/* "a, b or c" */
static void add_alternatives(struct buffer *out, const struct list *names)
{
    for (size_t i = 0; i < names->count; i++)
        buffer_printf(out, "%s%s",
                      i == 0                  ? ""
                      : i + 1 == names->count ? " or "
                                              : ", ",
                      names->items[i].data);
}

static int refuse_for_format(const struct request *request, const char *name, size_t member,
                             struct error *err)
{
    bool configured = request->origins.format == ORIGIN_FILE;
    struct list names = LIST_INIT;
    struct buffer sentence = BUFFER_INIT;
    for (const struct format *const *format = format_table(); *format; format++)
        if (has_member(*format, member))
            list_add_text(&names, (*format)->name);
    add_alternatives(&sentence, &names);
    list_clear(&names);
    bool lists = member == offsetof(struct format, lists);
    for (const struct format *const *format = format_table(); lists && *format; format++)
        if ((*format)->lists_alone)
            list_add_text(&names, (*format)->name);
    if (names.count > 0) {
        buffer_add_text(&sentence, ", and with -n 0 for ");
        add_alternatives(&sentence, &names);
    }
    error_set(err, "%s is for --format=%s%s", name, buffer_text(&sentence),
              configured ? "; the configuration sets another format" : "");
    list_release(&names);
    buffer_release(&sentence);
    return -1;
}

static int check_format(const struct request *request, const struct option_line *line,
                        struct error *err)
{
    const struct format *format = request->format;
    bool lists_alone = format_lists_alone(request);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        bool listed = lists_alone && shown[i].member == offsetof(struct format, lists);
        if (!option_given(line, shown[i].id) || listed || has_member(format, shown[i].member))
            continue;
        if (request->count)
            return error_set(err, "%s cannot be used with --count, which prints only a number",
                             shown[i].name);
        return refuse_for_format(request, shown[i].name, shown[i].member, err);
    }
    if (lists_alone && request->column_count > 0)
        return error_set(err, "--fields names the columns of results, and with -n 0 only facets "
                              "and charts are printed");
    return format->check ? format->check(request, err) : 0;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

bool request_asks(const struct request *request, const char *query)
{
    return !is_blank(query) || request->sorted || request->regex_count || request->like ||
           request->facet_count || request->chart_count || request->count || request->since_last;
}

static int check_query(const struct request *request, struct error *err)
{
    bool blank = is_blank(request->query);
    switch (request->action) {
    case ACTION_BATCH:
        return blank ? 0
                     : error_set(err, "--batch reads its queries from a file; remove the QUERY");
    case ACTION_SHOW:
    case ACTION_MCP:
    case ACTION_SAVED:
    case ACTION_PRINT_CONFIG:
        return blank ? 0
                     : error_set(err, "--%s takes no QUERY", request_action_name(request->action));
    default:
        break;
    }
    if (request_asks(request, request->query))
        return 0;
    return error_set(
        err, "no query is given; --sort=date lists all articles\n"
             "Usage: newssearch [OPTION]... [--] QUERY...\n"
             "'newssearch --help' lists the options, 'man newssearch-query' describes queries");
}

/* Without --format the article is text; formats of fields have all of them by default. */
static int apply_show(struct request *request, bool formatted, struct error *err)
{
    const struct format *format = request->format;
    if (!formatted) {
        request->format = &format_article_row;
        return 0;
    }
    if (format == format_find("atom") || format == format_find("html"))
        return error_set(err, "--format=%s lists results and cannot be used with --show",
                         format->name);
    if (format->takes_columns)
        request_action_show_all(request);
    return 0;
}

static int apply_batch(struct request *request, bool formatted, struct error *err)
{
    if (!formatted)
        request->format = format_find("json");
    if (request->format->batch)
        return 0;
    return error_set(err, "--batch prints json: --format=%s cannot be used with it",
                     request->template);
}

static int apply_saved(struct request *request, bool formatted, struct error *err)
{
    if (!formatted)
        request->format = format_find("text");
    if (request->format == format_find("text") || request->format == format_find("json"))
        return 0;
    return error_set(err, "--saved prints text or json: --format=%s cannot be used with it",
                     request->template);
}

static void apply_count(struct request *request, bool formatted)
{
    bool json = request->format == format_find("json");
    if (formatted && !json && request->format != format_find("text")) {
        struct buffer sentence = BUFFER_INIT;
        buffer_printf(&sentence,
                      "--format=%s has no effect on --count, which prints a number or, with "
                      "--format=json, an object",
                      request->template);
        list_add(&request->warnings, sentence.data, sentence.length);
        buffer_release(&sentence);
    }
    request->format = json ? &format_count_json_row : &format_count_row;
    request->limit = request->offset = 0;
}

static int apply_action(struct request *request, bool formatted, struct error *err)
{
    switch (request->action) {
    case ACTION_SHOW:
        return apply_show(request, formatted, err);
    case ACTION_BATCH:
        return apply_batch(request, formatted, err);
    case ACTION_SAVED:
        return apply_saved(request, formatted, err);
    case ACTION_OPEN:
    case ACTION_EDIT:
        request->format = format_find("text");
        request->limit = request->open_number;
        request->offset = 0;
        return 0;
    default:
        if (request->count)
            apply_count(request, formatted);
        return 0;
    }
}

int request_check(struct request *request, const struct option_line *line, struct error *err)
{
    if (request->action == ACTION_PRINT_CONFIG)
        return check_query(request, err);
    const char *action = request_action_name(request->action);
    bool seen = request->action == ACTION_SEEN;
    if (!request->since_last && (request->peek || seen))
        return error_set(err, "--%s needs --since-last=NAME", seen ? "seen" : "peek");
    if (check_query(request, err) < 0)
        return -1;
    if (action && option_check_use(line, uses, BIT(request->action), action, err) < 0)
        return -1;
    if (apply_action(request, option_given(line, OPTION_FORMAT), err) < 0)
        return -1;
    return check_format(request, line, err);
}
