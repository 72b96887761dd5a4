/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "syntax.h"

#include <string.h>
#include <strings.h>

#include "ascii.h"

/* A look into braces or a tag reads bytes one by one, which costs more than a memmem. */
#define SLOW 8

/* Past the string that begins with the quote at at; only one in back quotes has line ends. */
static size_t past_string(struct scan *scan, size_t at)
{
    char quote = scan->text[at];
    size_t end = at + 1;
    for (; end < scan->length; end++) {
        char c = scan->text[end];
        if (c == quote)
            return end + 1;
        if (c == '\\')
            end++;
        else if (c == '\n' && quote != '`')
            break;
    }
    return scan_fail(scan, (end - at) * SLOW);
}

/* Past a string or comment, in which braces do not count; 0 if there is none at at. */
static size_t past_literal(struct scan *scan, size_t at)
{
    char c = scan->text[at];
    if (c == '"' || c == '\'' || c == '`')
        return past_string(scan, at);
    if (c == '/' && scan_is_at(scan, at, "/*"))
        return scan_past(scan, at + 2, scan->length, "*/");
    return 0;
}

size_t syntax_past_braces(struct scan *scan, size_t at)
{
    size_t depth = 0, end = at, past;
    for (; end < scan->length && scan->effort > 0; end = past ? past : end + 1) {
        past = past_literal(scan, end);
        if (scan->text[end] == '{')
            depth++;
        else if (scan->text[end] == '}' && --depth == 0)
            return end + 1;
    }
    return scan_fail(scan, (end - at) * SLOW);
}

static bool is_name(char c)
{
    return ascii_is_alphanumeric(c) || c == '-' || c == '_' || c == '.';
}

/* Past the value of an attribute, at at or after blanks. */
static size_t past_value(struct scan *scan, size_t at)
{
    while (at < scan->length && scan_is_space(scan->text[at]))
        at++;
    if (at == scan->length)
        return 0;
    char c = scan->text[at];
    if (c == '{')
        return syntax_past_braces(scan, at);
    if (c != '"' && c != '\'')
        return at;
    const char *end = memchr(scan->text + at + 1, c, scan->length - at - 1);
    return end ? (size_t)(end - scan->text) + 1 : scan_fail(scan, scan->length - at);
}

static bool is_markdown_attribute(const struct scan *scan, size_t at)
{
    static const char name[] = "markdown";
    size_t after = at + sizeof name - 1;
    return scan_is_space(scan->text[at - 1]) && scan_is_at(scan, at, name) &&
           after < scan->length && strchr(" \t\n=>/", scan->text[after]);
}

/* Past the '>' of a tag whose attributes begin at at. */
static size_t past_tag_attributes(struct scan *scan, size_t at, struct syntax_tag *tag)
{
    size_t start = at;
    while (at < scan->length && scan->text[at] != '<') {
        char c = scan->text[at];
        size_t end = at + 1;
        if (c == '>') {
            tag->empty = scan->text[at - 1] == '/' && !tag->closes;
            return end;
        }
        if (c == '=')
            end = past_value(scan, end);
        else if (c == '{')
            end = syntax_past_braces(scan, at);
        else if (c == 'm' && is_markdown_attribute(scan, at))
            tag->markdown = true;
        if (end == 0)
            break;
        at = end;
    }
    return scan_fail(scan, (at - start) * SLOW);
}

size_t syntax_past_tag(struct scan *scan, size_t at, struct syntax_tag *tag)
{
    size_t name = at + 1;
    *tag = (struct syntax_tag){ 0 };
    if (scan->effort == 0 || !scan_is_at(scan, at, "<"))
        return 0;
    if (scan_is_at(scan, name, "/")) {
        tag->closes = true;
        name++;
    }
    size_t end = name;
    while (end < scan->length && is_name(scan->text[end]))
        end++;
    tag->name = name;
    tag->name_length = end - name;
    if (end == scan->length)
        return 0;
    if (end == name)
        return scan->text[end] == '>' ? end + 1 : 0;
    char c = scan->text[end], next = end + 1 < scan->length ? scan->text[end + 1] : '\0';
    bool slash = c == '/' && (next == '>' || scan_is_space(next)); /* but not in <sys/stat.h> */
    if (!ascii_is_letter(scan->text[name]) || (c != '>' && !slash && c != '{' && !scan_is_space(c)))
        return 0;
    return past_tag_attributes(scan, end, tag);
}

size_t syntax_past_end_tag(struct scan *scan, size_t at, const char *name, size_t length,
                           size_t *start)
{
    size_t from = at;
    if (scan->effort == 0)
        return 0;
    while ((at = scan_past(scan, at, scan->length, "</")) > 0) {
        size_t end = at + length;
        if (end >= scan->length || strncasecmp(scan->text + at, name, length) != 0 ||
            is_name(scan->text[end]))
            continue;
        const char *bracket = memchr(scan->text + end, '>', scan->length - end);
        if (!bracket)
            break;
        *start = at - 2;
        return (size_t)(bracket - scan->text) + 1;
    }
    return scan_fail(scan, scan->length - from);
}

static bool is_attribute_byte(char c)
{
    return scan_is_word(c) || strchr("-_:./%", c);
}

/* Past one item of an attribute list; *marked: it has a sign that makes the braces a list. */
static size_t past_attribute(const struct scan *scan, size_t at, bool *marked)
{
    bool sign = scan->text[at] == '#' || scan->text[at] == '.';
    size_t name = at += sign;
    while (at < scan->length && scan->text[at] && is_attribute_byte(scan->text[at]))
        at++;
    if (at == name || at == scan->length)
        return 0;
    *marked = *marked || sign;
    if (sign || scan->text[at] != '=')
        return at;
    *marked = true;
    char c = ++at < scan->length ? scan->text[at] : '\0';
    if (c == '"' || c == '\'') {
        do
            at++;
        while (at < scan->length && scan->text[at] != c && scan->text[at] != '\n');
        return at < scan->length && scan->text[at] == c ? at + 1 : 0;
    }
    while (at < scan->length && !scan_is_space(scan->text[at]) && scan->text[at] != '}')
        at++;
    return at;
}

size_t syntax_past_attributes(struct scan *scan, size_t at)
{
    size_t start = at;
    bool marked = scan_is_at(scan, ++at, ":");
    bool extends = scan_is_at(scan, start, "{::") || scan_is_at(scan, start, "{:/");
    if (scan->effort == 0 || extends || !scan_is_at(scan, start, "{"))
        return 0;
    at += marked;
    for (;;) {
        at = scan_past_blanks(scan, at);
        if (at >= scan->length)
            break;
        if (scan->text[at] == '}')
            return marked ? at + 1 : 0;
        size_t end = past_attribute(scan, at, &marked);
        if (end == 0)
            break;
        at = end;
    }
    return scan_fail(scan, (at - start) * SLOW);
}
