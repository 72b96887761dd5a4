/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dialect_setting.c: lines that set something or include a file, and are no text. */
#include <string.h>

#include "ascii.h"
#include "dialect_rules.h"

/* Past a name of letters, digits, hyphens and dots. */
static size_t past_name(const struct scan *scan, size_t at)
{
    while (at < scan->length && (ascii_is_alphanumeric(scan->text[at]) || scan->text[at] == '-' ||
                                 scan->text[at] == '_' || scan->text[at] == '.'))
        at++;
    return at;
}

static bool is_one_of(const struct scan *scan, size_t start, size_t end, const char *const *names,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == end - start &&
            memcmp(scan->text + start, names[i], end - start) == 0)
            return true;
    return false;
}

bool dialect_has_options(const struct dialect *dialect, size_t at)
{
    const struct scan *scan = &dialect->scan;
    size_t end = at + 1;
    while (end < scan->length &&
           (ascii_is_alphanumeric(scan->text[end]) || scan_is_at(scan, end, "-") ||
            scan_is_at(scan, end, "_") || scan_is_at(scan, end, ":")))
        end++;
    return scan_is_at(scan, at, "{") && end > at + 1 && ascii_is_letter(scan->text[at + 1]) &&
           scan_is_at(scan, end, "}");
}

size_t dialect_option(const struct dialect *dialect, const struct dialect_line *line)
{
    static const char *const texts[] = { "alt", "caption", "header", "title" };
    const struct scan *scan = &dialect->scan;
    size_t name = line->content + 1, end = past_name(scan, name);
    if (!scan_is_at(scan, line->content, ":") || end == name || !scan_is_at(scan, end, ":"))
        return 0;
    size_t value = scan_past_blanks(scan, end + 1);
    if (value < line->end && value == end + 1)
        return 0; /* :a:b */
    return is_one_of(scan, name, end, texts, sizeof texts / sizeof *texts) ? value : line->next;
}

/* Logseq's id:: 64a1…, collapsed:: true, below a block or instead of its text. Other names may be
 * the author's, and their values text. */
static size_t property(struct dialect *dialect, const struct dialect_line *line)
{
    static const char *const names[] = { "background-color",
                                         "card-ease-factor",
                                         "card-last-interval",
                                         "card-last-reviewed",
                                         "card-last-score",
                                         "card-next-schedule",
                                         "card-repeats",
                                         "collapsed",
                                         "created-at",
                                         "heading",
                                         "hl-color",
                                         "hl-page",
                                         "hl-type",
                                         "id",
                                         "logseq.order-list-type",
                                         "ls-type",
                                         "query-properties",
                                         "query-sort-by",
                                         "query-sort-desc",
                                         "query-table",
                                         "updated-at" };
    const struct scan *scan = &dialect->scan;
    size_t width = dialect_item_width(dialect, line->content), start = line->content + width;
    size_t end = past_name(scan, start), value = end + 2;
    if (!scan_is_at(scan, end, ":: ") ||
        !is_one_of(scan, start, end, names, sizeof names / sizeof *names))
        return 0;
    size_t stop = scan_past_blanks(scan, value);
    while (stop < line->end && !scan_is_space(scan->text[stop]))
        stop++;
    if (!scan_is_blank(scan, stop))
        return 0; /* "heading:: three words" */
    dialect_add(dialect, line->start, start);
    buffer_add_text(dialect->out, DIALECT_PLACEHOLDER); /* so that what comes below stays a list */
    return line->end;
}

/* --8<-- "file" of PyMdown's snippets, --8<-- [start:name], and --8<-- around names of files */
static size_t snippet(struct dialect *dialect, const struct dialect_line *line)
{
    const struct scan *scan = &dialect->scan;
    size_t at = line->content, end;
    at += scan_is_at(scan, at, ";"); /* which escapes it */
    for (end = at; end < line->end && scan->text[end] == '-';)
        end++;
    if (end == at || !scan_is_at(scan, end, "8<-"))
        return 0;
    for (end += 3; end < line->end && scan->text[end] == '-';)
        end++;
    at = scan_past_blanks(scan, end);
    bool quoted = scan_is_at(scan, at, "\"") || scan_is_at(scan, at, "'");
    bool marks = scan_is_at(scan, at, "[start:") || scan_is_at(scan, at, "[end:");
    return at == line->end || (at > end && (quoted || marks)) ? line->next : 0;
}

/* <<< @/file.js{2} of VitePress */
static size_t inclusion(struct dialect *dialect, const struct dialect_line *line)
{
    const struct scan *scan = &dialect->scan;
    size_t at = line->content + 3;
    if (!scan_is_at(scan, line->content, "<<<"))
        return 0;
    at = scan_past_blanks(scan, at);
    if (!scan_is_at(scan, at, "@/") && !scan_is_at(scan, at, "./") && !scan_is_at(scan, at, "../"))
        return 0;
    while (at < line->end && !scan_is_space(scan->text[at]) && scan->text[at] != '{')
        at++;
    at = scan_past_blanks(scan, at);
    return at == line->end || strchr("{[", scan->text[at]) ? line->next : 0;
}

size_t dialect_setting(struct dialect *dialect, const struct dialect_line *line)
{
    size_t end = snippet(dialect, line);
    if (end == 0)
        end = inclusion(dialect, line);
    return end > 0 ? end : property(dialect, line);
}
