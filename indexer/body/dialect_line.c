/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>
#include <strings.h>

#include "ascii.h"
#include "dialect_rules.h"
#include "syntax.h"

typedef size_t line_rule(struct dialect *dialect, const struct dialect_line *line);

/* Drops a line that is no text; what follows begins a new paragraph. */
static size_t drop_line(struct dialect *dialect, const struct dialect_line *line)
{
    if (!dialect->after_blank)
        buffer_add_byte(dialect->out, '\n');
    dialect->after_blank = true;
    dialect->last_line = dialect->line_start = dialect->content_start = dialect->out->length;
    return line->next;
}

/* Begins a paragraph with the text at at. */
static size_t begin_text(struct dialect *dialect, const struct dialect_line *line, size_t at)
{
    if (line->quoted) {
        dialect_add(dialect, line->start, line->content);
    } else if (!dialect->after_blank) {
        buffer_add_byte(dialect->out, '\n');
        dialect->line_start = dialect->out->length;
    }
    dialect->content_start = dialect->out->length;
    return scan_past_blanks(&dialect->scan, at);
}

static size_t past_name(struct scan *scan, size_t at)
{
    size_t end = at;
    while (end < scan->length && (scan_is_word(scan->text[end]) ||
                                  (end > at && (scan->text[end] == '-' || scan->text[end] == '_'))))
        end++;
    return end;
}

/* Past the label in brackets at at, within its line; 0 if there is none. */
static size_t past_label(struct scan *scan, size_t at)
{
    return scan_is_at(scan, at, "[") ? scan_past(scan, at, scan_line_end(scan, at), "]") : 0;
}

/* :::note Title, :::note[Title]{attributes}, ::: {.note}, ::name[Label]{attributes}, ::: */
static size_t directive(struct dialect *dialect, const struct dialect_line *line)
{
    struct scan *scan = &dialect->scan;
    size_t colons = line->content;
    while (colons < line->end && scan->text[colons] == ':')
        colons++;
    size_t signs = colons - line->content, at = scan_past_blanks(scan, colons);
    size_t name = past_name(scan, at), label = past_label(scan, name);
    size_t brace = label ? label : scan_past_blanks(scan, name);
    size_t attributes = scan_is_at(scan, brace, "{") ? scan_past(scan, brace, line->end, "}") : 0;
    if (signs < 2 || (signs == 2 && (at > colons || name == at || (!label && !attributes))))
        return 0;
    if (name == at && !attributes && at < line->end)
        return 0;
    dialect->in_options = name == at && dialect_has_options(dialect, at);
    if (label) {
        dialect->break_after = true;
        begin_text(dialect, line, at);
        dialect_add(dialect, name + 1, label - 1);
        return attributes ? attributes : label;
    }
    at = scan_past_blanks(scan, attributes ? attributes : name);
    dialect->break_after = at < line->end;
    return at < line->end ? begin_text(dialect, line, at) : drop_line(dialect, line);
}

/* Whether text comes next that is indented below the line, perhaps after blank lines. */
static bool has_block(struct dialect *dialect, const struct dialect_line *line)
{
    struct scan *scan = &dialect->scan;
    size_t start = line->content, next = line->next;
    while (start > 0 && (scan->text[start - 1] == ' ' || scan->text[start - 1] == '\t'))
        start--;
    while (next < scan->length && scan_is_blank(scan, next))
        next = scan_next_line(scan, next);
    return scan_columns(scan, next) >= scan_columns(scan, start) + 4;
}

static bool is_kind(const struct scan *scan, size_t start, size_t end)
{
    static const char *const kinds[] = { "abstract", "attention", "bug",     "caution", "danger",
                                         "error",    "example",   "fail",    "failure", "faq",
                                         "hint",     "important", "info",    "note",    "question",
                                         "quote",    "seealso",   "success", "summary", "tip",
                                         "todo",     "warning" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (ascii_is_word(scan->text + start, end - start, kinds[i]))
            return true;
    return false;
}

/* Past the classes with which Material for MkDocs moves an admonition to the side. */
static size_t past_sides(struct scan *scan, size_t at)
{
    static const char *const sides[] = { "inline", "end", "left", "right" };
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        size_t end = past_name(scan, at);
        if (end - at == strlen(sides[i]) && scan_is_at(scan, at, sides[i])) {
            at = scan_past_blanks(scan, end);
            i = 0;
        }
    }
    return at;
}

/* Python-Markdown's !!! note "Title" and ??? note, whose text is indented. Words after the kind
 * that are in no quotation marks are classes there, but may be meant as the title. Without text
 * below, only what names a known kind, and at most a title after it, is an admonition. */
static size_t admonition(struct dialect *dialect, const struct dialect_line *line)
{
    struct scan *scan = &dialect->scan;
    size_t at = line->content;
    if (!scan_is_at(scan, at, "!!! ") && !scan_is_at(scan, at, "??? ") &&
        !scan_is_at(scan, at, "???+ "))
        return 0;
    size_t kind = scan_past_blanks(scan, at + 4), end = past_name(scan, kind), title, word = end;
    bool known = is_kind(scan, kind, end);
    if (end == kind)
        return 0;
    do {
        title = scan_past_blanks(scan, word);
        word = past_name(scan, title);
    } while (word > title);
    bool quoted = scan_is_at(scan, title, "\"") && scan->text[line->end - 1] == '"';
    size_t words = past_sides(scan, scan_past_blanks(scan, end));
    if ((title < line->end && !quoted) || (!has_block(dialect, line) && (!known || words < title)))
        return 0;
    dialect->indented = true;
    if (!known && words < title)
        words = kind;
    if (words < title) {
        dialect->break_after = true;
        return begin_text(dialect, line, words);
    }
    if (line->end - title < 2)
        return drop_line(dialect, line);
    dialect->break_after = true;
    begin_text(dialect, line, title);
    dialect_add(dialect, title + 1, line->end - 1);
    return line->end;
}

/* === "Title" of a tab of PyMdown's, whose text is indented */
static size_t tab(struct dialect *dialect, const struct dialect_line *line)
{
    struct scan *scan = &dialect->scan;
    size_t at = line->content + 3, end = line->end;
    if (!scan_is_at(scan, line->content, "==="))
        return 0;
    while (scan_is_at(scan, at, "!") || scan_is_at(scan, at, "+"))
        at++;
    at = scan_past_blanks(scan, at);
    while (end > at && scan_is_space(scan->text[end - 1]))
        end--;
    if (end - at < 3 || scan->text[at] != '"' || scan->text[end - 1] != '"')
        return 0;
    dialect->indented = true;
    dialect->break_after = true;
    begin_text(dialect, line, at);
    dialect_add(dialect, at + 1, end - 1);
    return line->end;
}

/* > [!NOTE] Title */
static size_t alert(struct dialect *dialect, const struct dialect_line *line)
{
    struct scan *scan = &dialect->scan;
    if (!line->quoted || !scan_is_at(scan, line->content, "[!"))
        return 0;
    size_t at = line->content + 2, end = past_name(scan, at);
    while (end > at && scan_is_at(scan, end, "|")) /* [!note|right] */
        end = past_name(scan, end + 1);
    if (end == at || !scan_is_at(scan, end, "]"))
        return 0;
    end++;
    if (scan_is_at(scan, end, "-") || scan_is_at(scan, end, "+")) /* folds */
        end++;
    dialect->break_after = true;
    return begin_text(dialect, line, end);
}

/* Past the names of imported things, objects and functions, to the end of the statement. */
static size_t past_statement(struct scan *scan, size_t at)
{
    while (at < scan->length) {
        size_t past = scan->text[at] == '{' ? syntax_past_braces(scan, at) : 0;
        if (past == 0 && scan->text[at] == '\n') {
            size_t next = scan_past_blanks(scan, at + 1);
            bool goes_on =
                next > at + 1 || (next < scan->length && strchr("})]", scan->text[next]));
            if (scan_is_blank(scan, next) || !goes_on)
                return at + 1;
        }
        at = past ? past : at + 1;
    }
    return at;
}

static size_t module(struct dialect *dialect, const struct dialect_line *line)
{
    bool begins = dialect->mdx && dialect->after_blank && line->indent == 0 &&
                  labels_is_module_line(dialect->scan.text + line->start, line->end - line->start);
    if (!begins)
        return 0;
    drop_line(dialect, line);
    return past_statement(&dialect->scan, line->content);
}

/* Whether out ends in a line with a list item, for which kramdown sets a table of contents. */
static bool follows_item(const struct dialect *dialect)
{
    const struct buffer *out = dialect->out;
    const char *p = buffer_text(out) + dialect->last_line;
    p += strspn(p, " ");
    return dialect->last_line < out->length && (*p == '*' || *p == '-' || *p == '+' || *p == '1');
}

/* {: .class}, {#id}, {:name: .class} for themselves */
static size_t attributes(struct dialect *dialect, const struct dialect_line *line)
{
    struct scan *scan = &dialect->scan;
    size_t end =
        scan_is_at(scan, line->content, "{") ? syntax_past_attributes(scan, line->content) : 0;
    if (end == 0 || !scan_is_blank(scan, end))
        return 0;
    bool toc =
        scan_is_at(scan, line->content, "{:toc") || scan_is_at(scan, line->content, "{: toc");
    if (toc && follows_item(dialect))
        dialect->out->length = dialect->last_line;
    return drop_line(dialect, line);
}

static size_t contents(struct dialect *dialect, const struct dialect_line *line)
{
    static const char *const signs[] = { "[toc]", "[[toc]]", "[[_toc_]]", "${toc}" };
    size_t length = line->end - line->content;
    while (length > 0 && scan_is_space(dialect->scan.text[line->content + length - 1]))
        length--;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strlen(signs[i]) == length &&
            strncasecmp(dialect->scan.text + line->content, signs[i], length) == 0)
            return drop_line(dialect, line);
    return 0;
}

/* [^1]: text */
static size_t note(struct dialect *dialect, const struct dialect_line *line)
{
    struct scan *scan = &dialect->scan;
    if (!scan_is_at(scan, line->content, "[^"))
        return 0;
    size_t end = past_label(scan, line->content);
    if (end < line->content + 4 || !scan_is_at(scan, end, ":"))
        return 0;
    dialect->indented = true;
    return begin_text(dialect, line, end + 1);
}

/* *[HTML]: what a reader sees on hovering, as a link's title */
static size_t abbreviation(struct dialect *dialect, const struct dialect_line *line)
{
    struct scan *scan = &dialect->scan;
    size_t end = scan_is_at(scan, line->content, "*[") ? past_label(scan, line->content + 1) : 0;
    return end > 0 && scan_is_at(scan, end, ":") ? drop_line(dialect, line) : 0;
}

/* %% a comment of Obsidian's, that may have blank lines %% */
static size_t comment(struct dialect *dialect, const struct dialect_line *line)
{
    struct scan *scan = &dialect->scan;
    if (!scan_is_at(scan, line->content, "%%") || line->content < dialect->variables_end)
        return 0;
    size_t end = scan_past(scan, line->content + 2, scan->length, "%%");
    if (end == 0 || !dialect_ends_comment(dialect, end))
        return 0;
    drop_line(dialect, line);
    return scan_past_blanks(scan, end);
}

/* ": text" below a term */
static size_t definition(struct dialect *dialect, const struct dialect_line *line)
{
    struct scan *scan = &dialect->scan;
    if (!scan_is_at(scan, line->content, ": ") && !scan_is_at(scan, line->content, ":\t"))
        return 0;
    return begin_text(dialect, line, line->content + 1);
}

/* Whether a line is a rule of a table: | --- | :-: |, or with + and = as kramdown and Pandoc have
 * it, or +---+---+. */
static bool is_rule(const struct scan *scan, size_t start, size_t end)
{
    bool line = false, column = scan_is_at(scan, start, "+-") || scan_is_at(scan, start, "+=");
    for (size_t i = start; i < end; i++) {
        char c = scan->text[i];
        line = line || c == '-' || c == '=';
        column = column || c == '|';
        if (c == '\0' || !strchr("|-:+= \t", c))
            return false;
    }
    return line && column;
}

/* Of the rules of a table only the one below its head stays, which cmark-gfm wants. The lines of a
 * table without a head are text whose columns are parted by spaces. */
static size_t table(struct dialect *dialect, const struct dialect_line *line)
{
    struct scan *scan = &dialect->scan;
    bool grid = scan->text[line->content] == '+';
    size_t next = scan_past_blanks(scan, line->next);
    if (!is_rule(scan, line->content, line->end)) {
        dialect->flat_table =
            dialect->flat_table || (!dialect->in_table && scan->text[line->content] == '|' &&
                                    !is_rule(scan, next, scan_line_end(scan, next)));
        return 0;
    }
    dialect->flat_table = dialect->flat_table || grid;
    if (dialect->flat_table || dialect->in_table || dialect->after_blank)
        return line->next;
    dialect->in_table = true;
    dialect_add(dialect, line->start, line->content);
    for (size_t i = line->content; i < line->end; i++) {
        char c = scan->text[i];
        buffer_add_byte(dialect->out, c == '+' ? '|' : c == '=' ? '-' : c);
    }
    return line->end;
}

static line_rule *const rules[] = { directive,       admonition, tab,      alert, module,
                                    dialect_setting, attributes, contents, note,  abbreviation,
                                    comment,         definition, table };

size_t dialect_line_rule(struct dialect *dialect, const struct dialect_line *line)
{
    char c = line->content < line->end ? dialect->scan.text[line->content] : 'a';
    if (scan_is_word(c) && c != 'i' && c != 'e')
        return dialect_setting(dialect, line);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        size_t at = rules[i](dialect, line);
        if (at > 0)
            return at;
    }
    return 0;
}
