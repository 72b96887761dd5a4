/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "line_sign.h"

#include <stdbool.h>
#include <string.h>

#include "ascii.h"

struct line_tag {
    const char *text;
    size_t length, at;
    size_t attributes;
    bool starts_well; /* the first attribute is one of HTML's, or has a value */
    bool quoted;      /* any value is */
    bool assigned;    /* any attribute is written as one with a value: name=value */
};

/* Whether an attribute without a value is one of HTML's. Of those for events the common ones count,
 * for "once" and "only" are words. */
static bool is_attribute(const char *name, size_t length)
{
    /* clang-format off */
    static const char *const names[] = {
        "align", "allowfullscreen", "alt", "async", "autofocus", "autoplay", "border", "checked",
        "class", "clear", "compact", "contenteditable", "controls", "crossorigin", "default",
        "defer", "disabled", "download", "hidden", "id", "inert", "ismap", "itemscope", "loop",
        "markdown", "multiple", "muted", "name", "nomodule", "noresize", "noshade", "novalidate",
        "nowrap", "open", "playsinline", "popover", "readonly", "required", "reversed",
        "selected", "title", "translate", "value"
    };
    static const char *const prefixes[] = {
        "aria-", "data-", "onblur", "onchange", "onclick", "onerror", "onfocus", "oninput",
        "onkey", "onload", "onmouse", "onpointer", "onscroll", "onsubmit", "ontoggle", "ontouch"
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ascii_is_word(name, length, names[i]))
            return true;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (length >= strlen(prefixes[i]) &&
            strncasecmp(name, prefixes[i], strlen(prefixes[i])) == 0)
            return true;
    return false;
}

static size_t past_spaces(const struct line_tag *tag, size_t at)
{
    while (at < tag->length && scan_is_space(tag->text[at]))
        at++;
    return at;
}

/* Past what has neither a blank nor one of the signs. */
static size_t past_word(const struct line_tag *tag, size_t at, const char *signs)
{
    while (at < tag->length && !scan_is_space(tag->text[at]) &&
           (!tag->text[at] || !strchr(signs, tag->text[at])))
        at++;
    return at;
}

static bool is_tag(const struct line_tag *tag)
{
    return tag->attributes == 0 || tag->starts_well || tag->quoted || tag->assigned;
}

/* Whether "name=value" is at start, with '=' at end, rather than "c == d" or "c != d". */
static bool is_assigned(const struct line_tag *tag, size_t start, size_t end)
{
    const char *text = tag->text;
    if (end + 1 >= tag->length || text[end] != '=' || text[end + 1] == '=')
        return false;
    for (size_t i = start; i < end; i++)
        if (!ascii_is_alphanumeric(text[i]) && (!text[i] || !strchr("-_:.", text[i])))
            return false;
    return ascii_is_letter(text[start]);
}

/* Reads the value after '='. If its quotation mark is not closed, the tag ends at the next '>'. */
static void read_value(struct line_tag *tag)
{
    const char *text = tag->text;
    size_t at = past_spaces(tag, tag->at);
    if (at == tag->length || (text[at] != '"' && text[at] != '\'')) {
        tag->at = past_word(tag, at, "<>");
        return;
    }
    const char *quote = memchr(text + at + 1, text[at], tag->length - at - 1);
    if (!quote)
        quote = memchr(text + at + 1, '>', tag->length - at - 1);
    tag->quoted = true;
    tag->at = !quote ? tag->length : (size_t)(quote - text) + (*quote != '>');
}

static void read_attribute(struct line_tag *tag)
{
    size_t start = tag->at, end = past_word(tag, start, "=<>/");
    size_t sign = past_spaces(tag, end);
    bool has_value = end > start && sign < tag->length && tag->text[sign] == '=';
    tag->attributes++;
    tag->assigned = tag->assigned || (has_value && is_assigned(tag, start, end));
    tag->at = has_value ? sign + 1 : end > start ? end : end + 1;
    if (tag->attributes == 1)
        tag->starts_well = has_value || is_attribute(tag->text + start, end - start);
    if (has_value)
        read_value(tag);
}

/* Reads to what ends the tag, or to the end of the text. */
static void read_attributes(struct line_tag *tag)
{
    for (;;) {
        while (tag->at < tag->length &&
               (scan_is_space(tag->text[tag->at]) || tag->text[tag->at] == '/'))
            tag->at++;
        if (tag->at == tag->length || tag->text[tag->at] == '<' || tag->text[tag->at] == '>')
            return;
        read_attribute(tag);
    }
}

size_t line_tag_end(struct scan *scan, size_t at)
{
    struct line_tag tag = { .text = scan->text, .length = scan->length, .at = at };
    if (scan->effort == 0)
        return 0;
    read_attributes(&tag);
    if (tag.at == tag.length && tag.starts_well && tag.quoted)
        return tag.length;
    if (tag.at < tag.length && tag.text[tag.at] == '>' && is_tag(&tag))
        return tag.at + 1;
    return scan_fail(scan, tag.at - at);
}

static size_t count_ticks(const char *text, size_t length, size_t at)
{
    size_t count = 0;
    while (at + count < length && text[at + count] == '`')
        count++;
    return count;
}

size_t line_code_end(const char *text, size_t length, size_t at, struct line_ticks *ticks)
{
    size_t count = count_ticks(text, length, at), run, end = at + count;
    const char *tick;
    if (count > LINE_TICKS_MAX || ticks->gone[count] || (at > 0 && scan_is_word(text[at - 1])))
        return end;
    for (size_t from = end; (tick = memchr(text + from, '`', length - from)); from += run) {
        from = (size_t)(tick - text);
        run = count_ticks(text, length, from);
        if (run == count)
            return from + run;
    }
    ticks->gone[count] = true;
    return end;
}
