/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dialect.h"

#include <string.h>

#include "dialect_rules.h"

/* Where a piece may end once it has so many bytes: at a blank line that is in no list or code,
 * before an item of a list, at any line, anywhere. cmark makes some 200 bytes of each byte such as
 * * or [ and is not linear in all texts, and a body may have 16 MiB; what the cut separates is read
 * as if it had ended. */
#define PIECE_BLANK ((size_t)16 * 1024)
#define PIECE_ITEM ((size_t)24 * 1024)
#define PIECE_LINE ((size_t)32 * 1024)
#define PIECE_MAX ((size_t)48 * 1024)

#define CODE_INDENT 4
#define FENCE_MIN 3

void dialect_init(struct dialect *dialect, const char *text, size_t length, bool mdx)
{
    *dialect = (struct dialect){ .after_blank = true };
    scan_init(&dialect->scan, text, length);
    templates_init(&dialect->templates, &dialect->scan);
    labels_find(&dialect->labels, text, length);
    dialect->mdx = mdx || dialect->labels.modules;
}

void dialect_release(struct dialect *dialect)
{
    labels_release(&dialect->labels);
    templates_release(&dialect->templates);
}

static struct dialect_line line_at(struct dialect *dialect, size_t at)
{
    struct scan *scan = &dialect->scan;
    struct dialect_line line = { .start = at, .content = at };
    line.end = scan_line_end(scan, at);
    line.next = scan_next_line(scan, line.end);
    size_t blanks = at;
    for (;;) {
        line.content = scan_past_blanks(scan, blanks);
        if (line.content == line.end || scan->text[line.content] != '>')
            break;
        line.quoted = true;
        blanks = line.content + 1;
    }
    line.indent = scan_columns(scan, blanks);
    return line;
}

/* Removes the indentation of text inside an admonition or footnote. */
static void remove_indentation(struct dialect *dialect, struct dialect_line *line)
{
    if (!dialect->indented || line->content == line->end)
        return;
    dialect->indented = !line->quoted && line->indent >= CODE_INDENT;
    if (!dialect->indented)
        return;
    line->indent -= CODE_INDENT;
    line->start += dialect->scan.text[line->start] == '\t' ? 1 : CODE_INDENT;
    if (line->start > line->content)
        line->start = line->content;
}

/* Components indent their contents as code would be indented, but MDX has no indented code. */
static void find_base(struct dialect *dialect, struct dialect_line *line)
{
    if (!dialect->mdx || line->quoted || line->content == line->end)
        return;
    if (line->indent < dialect->base)
        dialect->base = line->indent;
    if (line->indent - dialect->base >= dialect->list_column + CODE_INDENT) {
        dialect->base = line->indent;
        dialect->list_column = 0;
    }
    line->indent -= dialect->base;
}

static void follow_list(struct dialect *dialect, const struct dialect_line *line)
{
    size_t width = dialect_item_width(dialect, line->content);
    if (width > 0)
        dialect->list_column = line->indent + width;
    else if (dialect->after_blank && line->indent < dialect->list_column)
        dialect->list_column = line->indent;
}

/* The fence that begins at at; length 0 if none does. */
static struct dialect_fence fence_at(struct scan *scan, size_t at)
{
    struct dialect_fence fence = { 0 };
    size_t end = at;
    if (at >= scan->length || (scan->text[at] != '`' && scan->text[at] != '~'))
        return fence;
    while (end < scan->length && scan->text[end] == scan->text[at])
        end++;
    size_t stop = scan_line_end(scan, end);
    if (end - at < FENCE_MIN ||
        (scan->text[at] == '`' && memchr(scan->text + end, '`', stop - end)))
        return fence;
    fence.byte = scan->text[at];
    fence.length = end - at;
    return fence;
}

static void end_line(struct dialect *dialect)
{
    buffer_add_byte(dialect->out, '\n');
    dialect->last_line = dialect->line_start;
    dialect->line_start = dialect->content_start = dialect->out->length;
}

static void add_blank(struct dialect *dialect)
{
    if (!dialect->after_blank)
        end_line(dialect);
    dialect->after_blank = true;
}

static void add_blanks(struct buffer *out, size_t count)
{
    while (count-- > 0)
        buffer_add_byte(out, ' ');
}

/* Adds what comes before the text of a line. */
static void add_prefix(struct dialect *dialect, const struct dialect_line *line)
{
    if (dialect->mdx && !line->quoted)
        add_blanks(dialect->out, line->indent);
    else
        buffer_add(dialect->out, dialect->scan.text + line->start, line->content - line->start);
    dialect->content_start = dialect->out->length;
}

static void add_code_line(struct dialect *dialect, const struct dialect_line *line)
{
    template_add_code(&dialect->templates, dialect->out, line->content, line->end);
    end_line(dialect);
    dialect->after_blank = false;
    dialect->at = line->next;
}

/* Handles a line that begins with a fence; false if it does not. */
static bool open_fence(struct dialect *dialect, const struct dialect_line *line)
{
    size_t at = line->content, width;
    for (int nested = 0; nested < 4 && (width = dialect_item_width(dialect, at)) > 0; nested++)
        at += width;
    struct dialect_fence fence = fence_at(&dialect->scan, at);
    if (fence.length == 0)
        return false;
    fence.quoted = line->quoted;
    fence.strip = dialect->mdx;
    fence.indent = line->indent;
    dialect->fence = fence;
    dialect->in_options =
        dialect_has_options(dialect, scan_past_blanks(&dialect->scan, at + fence.length));
    add_prefix(dialect, line);
    add_code_line(dialect, line);
    return true;
}

static bool closes_fence(const struct dialect *dialect, const struct dialect_line *line)
{
    const struct dialect_fence *fence = &dialect->fence;
    size_t end = line->content;
    while (end < line->end && dialect->scan.text[end] == fence->byte)
        end++;
    return end - line->content >= fence->length &&
           scan_past_blanks(&dialect->scan, end) == line->end;
}

/* Handles a line of the open code block; false if the block has ended before it. */
static bool add_fenced_line(struct dialect *dialect, const struct dialect_line *line)
{
    struct dialect_fence *fence = &dialect->fence;
    struct dialect_line code = *line;
    if (fence->quoted && !line->quoted) {
        fence->length = 0;
        return false;
    }
    if (line->content == line->end && !line->quoted) {
        add_blank(dialect);
        dialect->at = line->next;
        return true;
    }
    bool closes = closes_fence(dialect, line);
    if (!fence->quoted) /* a > is part of the code */
        code.content = scan_past_blanks(&dialect->scan, line->start);
    if (fence->strip && !fence->quoted)
        add_blanks(dialect->out, fence->indent);
    else
        buffer_add(dialect->out, dialect->scan.text + line->start, code.content - line->start);
    add_code_line(dialect, &code);
    if (closes)
        fence->length = 0;
    return true;
}

/* Ends a line after its text was handled. */
static void finish_line(struct dialect *dialect)
{
    dialect->in_line = false;
    dialect->at = scan_next_line(&dialect->scan, dialect->at);
    if (dialect->out->length > dialect->content_start) {
        end_line(dialect);
        dialect->after_blank = false;
    } else { /* no blank line, which would end a table or an element of HTML */
        dialect->out->length = dialect->line_start;
    }
    if (dialect->break_after)
        add_blank(dialect);
    dialect->break_after = false;
}

/* The end of what has no signs from at on, and does not go far beyond a piece. */
static size_t plain_end(const struct dialect *dialect, size_t at)
{
    const char *text = dialect->scan.text;
    size_t stop = dialect->scan.length;
    if (stop - at > PIECE_MAX)
        stop = at + PIECE_MAX;
    while (at < stop && !dialect_is_sign(text[at]))
        at++;
    while (at == stop && stop < dialect->scan.length && ((unsigned char)text[at] & 0xC0) == 0x80)
        stop = ++at;
    return at;
}

/* Handles the rest of a line, and the lines that begin within what its signs enclose. */
static void add_line_text(struct dialect *dialect)
{
    const struct scan *scan = &dialect->scan;
    while (dialect->at < scan->length) {
        size_t plain = plain_end(dialect, dialect->at);
        buffer_add(dialect->out, scan->text + dialect->at, plain - dialect->at);
        dialect->at = plain;
        dialect->in_line = dialect->out->length - dialect->piece_start >= PIECE_MAX;
        if (dialect->in_line)
            return;
        if (plain == scan->length || scan->text[plain] == '\n' || scan->text[plain] == '\r')
            break;
        size_t end = dialect_inline_rule(dialect, plain);
        if (end == 0)
            buffer_add_byte(dialect->out, scan->text[plain]);
        dialect->at = end > 0 ? end : plain + 1;
    }
    finish_line(dialect);
}

static void add_blank_line(struct dialect *dialect, const struct dialect_line *line)
{
    if (line->quoted && !dialect->after_blank)
        add_prefix(dialect, line);
    add_blank(dialect);
    dialect->in_table = dialect->flat_table = false;
    dialect->at = line->next;
}

/* Handles an option of a directive; false if the line is none, or has text. */
static bool skip_option(struct dialect *dialect, struct dialect_line *line)
{
    size_t text = dialect->in_options ? dialect_option(dialect, line) : 0;
    dialect->in_options = text > 0;
    if (text == 0)
        return false;
    dialect->at = line->next;
    if (text < line->end)
        line->start = line->content = text;
    return text >= line->end;
}

static void add_line(struct dialect *dialect)
{
    struct dialect_line line = line_at(dialect, dialect->at);
    remove_indentation(dialect, &line);
    if (skip_option(dialect, &line))
        return;
    if (dialect->fence.length > 0 && add_fenced_line(dialect, &line))
        return;
    if (line.content == line.end) {
        add_blank_line(dialect, &line);
        return;
    }
    find_base(dialect, &line);
    dialect->in_code = !dialect->mdx && line.indent >= dialect->list_column + CODE_INDENT &&
                       (dialect->after_blank || dialect->in_code);
    if (dialect->in_code) {
        add_prefix(dialect, &line);
        add_code_line(dialect, &line);
        return;
    }
    follow_list(dialect, &line);
    if (open_fence(dialect, &line))
        return;
    size_t text = dialect_line_rule(dialect, &line);
    if (text == 0) {
        add_prefix(dialect, &line);
        text = line.content;
    }
    dialect->at = text;
    if (text < line.next)
        add_line_text(dialect);
}

static bool is_piece(const struct dialect *dialect)
{
    size_t length = dialect->out->length - dialect->piece_start;
    if (length < PIECE_BLANK || length >= PIECE_LINE)
        return length >= PIECE_LINE;
    if (dialect->fence.length > 0)
        return false;
    return (dialect->after_blank && dialect->list_column == 0) ||
           (length >= PIECE_ITEM && dialect_item_width(dialect, dialect->at) > 0);
}

/* Begins a piece with what it needs of the others: the addresses of links, and the fence of the
 * code that it goes on with. */
static void begin_piece(struct dialect *dialect, struct buffer *out)
{
    struct dialect_fence *fence = &dialect->fence;
    if (dialect->scan.length > PIECE_BLANK && dialect->labels.links.length > 0)
        buffer_printf(out, "%s\n", buffer_text(&dialect->labels.links));
    if (fence->length > 0) {
        fence->strip = true;
        fence->indent = 0;
        buffer_add_text(out, fence->quoted ? "> " : "");
        for (size_t i = 0; i < fence->length; i++)
            buffer_add_byte(out, fence->byte);
        buffer_add_byte(out, '\n');
    }
    dialect->out = out;
    dialect->piece_start = out->length;
    dialect->last_line = dialect->line_start = dialect->content_start = out->length;
}

bool dialect_next(struct dialect *dialect, struct buffer *out)
{
    size_t length = dialect->scan.length;
    if (dialect->at == length)
        return false;
    begin_piece(dialect, out);
    if (dialect->in_line)
        add_line_text(dialect);
    while (dialect->at < length && !dialect->in_line && !is_piece(dialect))
        add_line(dialect);
    return true;
}
