/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>
#include <strings.h>

#include "ascii.h"
#include "dialect_rules.h"
#include "syntax.h"
#include "template.h"

/* Adds the text between start and end so that cmark does not understand any sign in it. */
static void add_literal(struct dialect *dialect, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        char c = dialect->scan.text[i];
        if (c == '<' || c == '&')
            buffer_add_text(dialect->out, c == '<' ? "&lt;" : "&amp;");
        else if (c && strchr("*_[]`~|\\", c))
            buffer_printf(dialect->out, "\\%c", c);
        else
            buffer_add_byte(dialect->out, c == '\n' || c == '\r' ? ' ' : c);
    }
}

static size_t escape(struct dialect *dialect, size_t at)
{
    char next = dialect_byte(dialect, at + 1);
    if (next == '\n' || next == '\r' || next == '\0')
        return 0;
    dialect_add(dialect, at, at + 2);
    return at + 2;
}

static size_t code_span(struct dialect *dialect, size_t at)
{
    struct scan *scan = &dialect->scan;
    size_t stop = scan_paragraph_end(scan, at), run = 0;
    while (dialect_byte(dialect, at + run) == '`')
        run++;
    for (size_t end = at + run; scan->effort > 0 && end < stop;) {
        const char *tick = memchr(scan->text + end, '`', stop - end);
        if (!tick)
            break;
        size_t start = end = (size_t)(tick - scan->text);
        while (dialect_byte(dialect, end) == '`')
            end++;
        if (end - start == run) {
            template_add_code(&dialect->templates, dialect->out, at, end);
            return end;
        }
    }
    scan_fail(scan, stop - at);
    dialect_add(dialect, at, at + run);
    return at + run;
}

/* Code as a block of its own, between fences longer than any in it. */
static void add_code_block(struct dialect *dialect, size_t start, size_t stop)
{
    size_t longest = 2, run = 0;
    for (size_t i = start; i < stop; i++) {
        run = dialect->scan.text[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    buffer_add_text(dialect->out, "\n\n");
    for (size_t i = 0; i <= longest; i++)
        buffer_add_byte(dialect->out, '`');
    buffer_add_byte(dialect->out, '\n');
    template_add_code(&dialect->templates, dialect->out, start, stop);
    dialect_begin_line(dialect);
    for (size_t i = 0; i <= longest; i++)
        buffer_add_byte(dialect->out, '`');
    buffer_add_byte(dialect->out, '\n');
    dialect->line_start = dialect->content_start = dialect->out->length;
}

static size_t template(struct dialect *dialect, size_t at)
{
    struct template found = template_at(&dialect->templates, at);
    switch (found.kind) {
    case TEMPLATE_OUTPUT:
        buffer_add_text(dialect->out, DIALECT_PLACEHOLDER);
        break;
    case TEMPLATE_CODE:
        add_code_block(dialect, found.start, found.stop);
        break;
    case TEMPLATE_TEXT:
        buffer_add_text(dialect->out, "{{&lt;");
        add_literal(dialect, found.start, found.stop);
        buffer_add_text(dialect->out, ">}}");
        break;
    case TEMPLATE_RAW:
    case TEMPLATE_TAG:
    case TEMPLATE_NONE:
        break;
    }
    return found.end;
}

/* kramdown's {::comment} … {:/comment}, {::options key="value" /}, {:/} */
static size_t extension(struct dialect *dialect, size_t at)
{
    struct scan *scan = &dialect->scan;
    if (!scan_is_at(scan, at, "{::") && !scan_is_at(scan, at, "{:/"))
        return 0;
    size_t end = scan_past(scan, at, scan_line_end(scan, at), "}");
    if (end == 0 || scan->text[at + 2] == '/' || scan->text[end - 2] == '/' ||
        !scan_is_at(scan, at + 3, "comment"))
        return end;
    size_t close = scan_past(scan, end, scan->length, "{:/");
    size_t past = close ? scan_past(scan, close, scan_line_end(scan, close), "}") : 0;
    return past ? past : end;
}

/* A comment of JavaScript in braces. */
static size_t script_comment(struct dialect *dialect, size_t at)
{
    struct scan *scan = &dialect->scan;
    size_t end = scan_past_blanks(scan, at + 1);
    if (!scan_is_at(scan, end, "/*"))
        return 0;
    end = scan_past(scan, end + 2, scan->length, "*/");
    end = end ? scan_past_blanks(scan, end) : 0;
    return end && dialect_byte(dialect, end) == '}' ? end + 1 : 0;
}

/* An expression of JavaScript, of which only a string is known to be text: {'text'}. */
static size_t expression(struct dialect *dialect, size_t at)
{
    struct scan *scan = &dialect->scan;
    size_t end = dialect->mdx ? syntax_past_braces(scan, at) : 0;
    if (end == 0)
        return 0;
    size_t start = at + 1, stop = end - 1;
    while (start < stop && scan_is_space(scan->text[start]))
        start++;
    while (stop > start && scan_is_space(scan->text[stop - 1]))
        stop--;
    char quote = dialect_byte(dialect, start);
    if (stop - start >= 2 && (quote == '"' || quote == '\'' || quote == '`') &&
        !memchr(scan->text + start + 1, quote, stop - start - 2) && scan->text[stop - 1] == quote)
        add_literal(dialect, start + 1, stop - 1);
    else
        buffer_add_text(dialect->out, DIALECT_PLACEHOLDER);
    return end;
}

static size_t brace(struct dialect *dialect, size_t at)
{
    size_t end = 0;
    if (!dialect->mdx || !scan_is_at(&dialect->scan, at, "{{"))
        end = template(dialect, at);
    if (end == 0)
        end = script_comment(dialect, at);
    if (end == 0)
        end = extension(dialect, at);
    if (end == 0)
        end = syntax_past_attributes(&dialect->scan, at);
    return end ? end : expression(dialect, at);
}

/* [[page]], [[page|alias]], [[page#heading]]; ![[page]] shows another page, which is not here. */
static size_t wiki_link(struct dialect *dialect, size_t at)
{
    struct scan *scan = &dialect->scan;
    size_t start = at + 2, end = scan_past(scan, start, scan_line_end(scan, at), "]]");
    if (end < start + 3)
        return 0;
    const char *text = scan->text + start;
    size_t length = end - 2 - start;
    char next = dialect_byte(dialect, end);
    if (scan_is_space(*text) || memchr(text, '[', length) || next == '(')
        return 0;
    if (next == '[') { /* [[text]][label], a link whose text has brackets */
        size_t label = scan_past(scan, end, scan_line_end(scan, at), "]");
        if (label == 0)
            return 0;
        add_literal(dialect, at + 1, end - 1);
        return label;
    }
    const char *alias = memrchr(text, '|', length);
    if (alias && alias + 1 < text + length) {
        dialect_add(dialect, (size_t)(alias + 1 - scan->text), end - 2);
        return end;
    }
    const char *block = memmem(text, length, "#^", 2);
    size_t stop = block ? (size_t)(block - scan->text) : end - 2 - (alias != NULL);
    for (size_t i = start; i < stop; i++) {
        if (scan->text[i] == '#')
            buffer_add_text(dialect->out, i > start ? " > " : "");
        else
            buffer_add_byte(dialect->out, scan->text[i]);
    }
    return end;
}

/* Pandoc's [text]{.class}, of which the text stays. */
static size_t span(struct dialect *dialect, size_t at)
{
    struct scan *scan = &dialect->scan;
    size_t stop = scan_line_end(scan, at), depth = 0, end = at;
    if (at < dialect->pair_end[PAIR_SPAN] ||
        (at > 0 && strchr("]![", scan->text[at - 1]) && scan->text[at - 1]))
        return 0;
    for (; end < stop && scan->effort > 0; end++) {
        if (scan->text[end] == '[')
            depth++;
        else if (scan->text[end] == ']' && --depth == 0)
            break;
    }
    bool is_span = end < stop && end > at + 1 && scan_is_at(scan, end + 1, "{") &&
                   !scan_is_at(scan, end + 1, "{:") && syntax_past_attributes(scan, end + 1) > 0;
    if (!is_span)
        return scan_fail(scan, end - at);
    dialect->pair_end[PAIR_SPAN] = end + 1;
    return at + 1;
}

static size_t bracket(struct dialect *dialect, size_t at)
{
    struct scan *scan = &dialect->scan;
    char next = dialect_byte(dialect, at + 1);
    if (next == '[')
        return wiki_link(dialect, at);
    if (next != '^')
        return span(dialect, at);
    size_t end = scan_past(scan, at + 2, scan_line_end(scan, at), "]");
    if (end == 0 || !labels_has_note(&dialect->labels, scan->text + at + 2, end - at - 3))
        return 0;
    return end;
}

static size_t embed(struct dialect *dialect, size_t at)
{
    struct scan *scan = &dialect->scan;
    return scan_is_at(scan, at, "![[") ? scan_past(scan, at + 3, scan_line_end(scan, at), "]]") : 0;
}

/* Two signs around a text, which stays. */
static size_t pair(struct dialect *dialect, size_t at, enum dialect_pair which, const char *open,
                   const char *close)
{
    struct scan *scan = &dialect->scan;
    size_t length = strlen(open), *end = &dialect->pair_end[which];
    if (at < *end)
        return at + strlen(close) == *end ? *end : 0;
    if (!scan_is_at(scan, at, open) || scan_is_space(dialect_byte(dialect, at + length)))
        return 0;
    if (dialect_byte(dialect, at + length) == *open || (at > 0 && scan->text[at - 1] == *open))
        return 0;
    size_t past = scan_past(scan, at + length, scan_line_end(scan, at), close);
    if (past == 0 || scan_is_space(scan->text[past - strlen(close) - 1]))
        return 0;
    *end = past;
    return at + length;
}

static size_t mark(struct dialect *dialect, size_t at)
{
    return pair(dialect, at, PAIR_MARK, "==", "==");
}

/* H~2~O of Pandoc, but not 1~2~3 or a~b~c */
static size_t subscript(struct dialect *dialect, size_t at)
{
    size_t end = at + 1;
    if (at == 0 ||
        !(ascii_is_letter(dialect->scan.text[at - 1]) || dialect->scan.text[at - 1] == ')'))
        return 0;
    while (ascii_is_digit(dialect_byte(dialect, end)) && end - at <= 3)
        end++;
    if (end == at + 1 || dialect_byte(dialect, end) != '~' || dialect_byte(dialect, end + 1) == '~')
        return 0;
    dialect_add(dialect, at + 1, end);
    return end + 1;
}

static size_t tilde(struct dialect *dialect, size_t at)
{
    size_t end = pair(dialect, at, PAIR_STRIKE, "~~", "~~");
    return end > 0 ? end : subscript(dialect, at);
}

/* ((64a1b2c3-…)): the text of another block of Logseq's, known by its identifier */
static size_t reference(struct dialect *dialect, size_t at)
{
    static const char form[] = "((xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx))";
    for (size_t i = 0; form[i]; i++) {
        char c = dialect_byte(dialect, at + i), lower = (char)(c | 0x20);
        bool hexadecimal = ascii_is_digit(c) || (lower >= 'a' && lower <= 'f');
        if (form[i] == 'x' ? !hexadecimal : c != form[i])
            return 0;
    }
    return at + sizeof form - 1;
}

/* Ends a note within the text. Of [text][] the second brackets go, for the address of text may be
 * one that a template prints. */
static size_t closing_bracket(struct dialect *dialect, size_t at)
{
    if (dialect->pair_end[PAIR_NOTE] == at + 1 || dialect->pair_end[PAIR_SPAN] == at + 1)
        return at + 1;
    if (!scan_is_at(&dialect->scan, at, "][]") || at == 0 || dialect->scan.text[at - 1] == '[')
        return 0;
    buffer_add_byte(dialect->out, ']');
    return at + 3;
}

/* "text ^block-id" at the end of a block; ^[a note within the text] */
static size_t caret(struct dialect *dialect, size_t at)
{
    struct scan *scan = &dialect->scan;
    size_t end = at + 1;
    if (scan_is_at(scan, at, "^[")) {
        size_t past = pair(dialect, at, PAIR_NOTE, "^[", "]");
        if (past > 0)
            buffer_add_byte(dialect->out, ' ');
        return past;
    }
    while (ascii_is_alphanumeric(dialect_byte(dialect, end)) || dialect_byte(dialect, end) == '-')
        end++;
    bool apart = dialect_at_line_start(dialect) || scan_is_space(scan->text[at - 1]);
    if (end - at < 3 || !apart || !scan_is_blank(scan, end))
        return 0;
    size_t next = scan_next_line(scan, end), text = scan_past_blanks(scan, next);
    return scan_is_blank(scan, next) || dialect_item_width(dialect, text) > 0 ? end : 0;
}

/* %%a comment of Obsidian's%%, but not "%%d and %%s" or "for %%i in a do %%~ni". There the second
 * sign looks as the first of a comment does, and begins none either. */
static size_t percent(struct dialect *dialect, size_t at)
{
    struct scan *scan = &dialect->scan;
    char before = at > 0 ? scan->text[at - 1] : ' ';
    if (!scan_is_at(scan, at, "%%") || scan_is_word(before) || before == '"' || before == '\'')
        return 0;
    size_t stop = scan_paragraph_end(scan, at);
    size_t end = at < dialect->variables_end ? 0 : scan_past(scan, at + 2, stop, "%%");
    if (end == 0 || dialect_ends_comment(dialect, end))
        return end;
    if (!scan_is_word(scan->text[end - 3]))
        dialect->variables_end = stop;
    return 0;
}

static size_t pipe(struct dialect *dialect, size_t at)
{
    if (!dialect->flat_table)
        return 0;
    buffer_add_byte(dialect->out, ' ');
    return at + 1;
}

typedef size_t inline_rule(struct dialect *dialect, size_t at);

static inline_rule *const rules[256] = {
    ['\\'] = escape,     ['`'] = code_span,       ['{'] = brace,
    ['<'] = dialect_tag, ['['] = bracket,         ['!'] = embed,
    ['='] = mark,        ['~'] = tilde,           ['^'] = caret,
    ['%'] = percent,     [']'] = closing_bracket, ['|'] = pipe,
    ['('] = reference,
};

bool dialect_is_sign(char c)
{
    return rules[(unsigned char)c] || c == '\n' || c == '\r';
}

size_t dialect_inline_rule(struct dialect *dialect, size_t at)
{
    return rules[(unsigned char)dialect->scan.text[at]](dialect, at);
}
