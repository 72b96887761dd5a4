/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "paragraph.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "text.h"

/* The text as it is printed, and its marks in it. */
struct safe_text {
    struct buffer text;
    size_t (*marks)[2];
    size_t mark_count;
    size_t next; /* the first mark that does not end before the line that is printed */
};

static void add_part(struct buffer *out, const char *text, size_t from, size_t to)
{
    if (to > from)
        text_add_safe(out, text + from, to - from);
}

static void make_safe(struct safe_text *safe, const struct snippet *text)
{
    size_t at = 0;
    *safe = (struct safe_text){ .text = BUFFER_INIT };
    safe->marks = memory_allocate((text->mark_count + 1) * sizeof *safe->marks);
    for (size_t i = 0; i < text->mark_count; i++) {
        for (int end = 0; end < 2; end++) {
            add_part(&safe->text, text->text, at, text->marks[i][end]);
            at = text->marks[i][end];
            safe->marks[i][end] = safe->text.length;
        }
    }
    safe->mark_count = text->mark_count;
    add_part(&safe->text, text->text, at, strlen(text->text));
}

static void print_style(FILE *stream, const char *style)
{
    if (style[0])
        fprintf(stream, "\033[%sm", style);
}

static void print_stretch(FILE *stream, const char *style, const char *text, size_t length)
{
    if (length == 0)
        return;
    if (style)
        print_style(stream, style);
    fwrite(text, 1, length, stream);
    if (style && style[0])
        fputs("\033[0m", stream);
}

static void print_indent(FILE *stream, const struct paragraph *paragraph, bool first)
{
    const char *label = first && paragraph->label ? paragraph->label : "";
    size_t length = strlen(label) < paragraph->indent ? strlen(label) : paragraph->indent;
    print_stretch(stream, paragraph->plain ? paragraph->label_style : NULL, label, length);
    fprintf(stream, "%*s", (int)(paragraph->indent - length), "");
}

/* Prints a line. Its styles end with it, so that a pager may start at any line. */
static void print_line(FILE *stream, const struct paragraph *paragraph, struct safe_text *safe,
                       size_t start, size_t end)
{
    const char *text = buffer_text(&safe->text);
    const char *mark = paragraph->plain ? paragraph->mark : NULL;
    size_t at = start;
    print_indent(stream, paragraph, start == 0);
    while (safe->next < safe->mark_count && safe->marks[safe->next][1] <= start)
        safe->next++;
    for (size_t i = safe->next; i < safe->mark_count && safe->marks[i][0] < end; i++) {
        size_t first = safe->marks[i][0], last = safe->marks[i][1];
        first = first < at ? at : first;
        last = last > end ? end : last;
        if (first >= last)
            continue;
        print_stretch(stream, paragraph->plain, text + at, first - at);
        print_stretch(stream, mark, text + first, last - first);
        at = last;
    }
    print_stretch(stream, paragraph->plain, text + at, end - at);
    fputc('\n', stream);
}

/* Where the line that begins at start ends: at most columns wide, and at a space if there is one.
 */
static size_t line_end(const char *text, size_t length, size_t start, size_t columns)
{
    size_t fitting = start + text_fit(text + start, length - start, columns);
    if (fitting == length || text[fitting] == ' ')
        return fitting;
    for (size_t space = fitting; space > start; space--) {
        if (text[space - 1] != ' ')
            continue;
        /* A long stretch without spaces (Chinese, an address) is broken instead. */
        size_t word = strcspn(text + space, " ");
        if (text_columns(text + space, word) <= columns)
            return space - 1;
        break;
    }
    return fitting > start ? fitting : length;
}

/* Where the next line begins after a break at end. */
static size_t next_line(const char *text, size_t end)
{
    return end + strspn(text + end, " ");
}

/* Where the line before the last ends so that the last has more than one word: before its own last
 * word, if it has another. */
static size_t spare_word(const char *text, size_t length, size_t start, size_t end, size_t columns)
{
    size_t last = next_line(text, end), space = end;
    bool alone = last > end && last < length && !memchr(text + last, ' ', length - last);
    for (size_t i = start; i < end; i++)
        if (text[i] == ' ' && i + 1 < end && text[i + 1] != ' ')
            space = i;
    if (!alone || space == end)
        return end;
    return text_columns(text + space + 1, length - space - 1) <= columns ? space : end;
}

void paragraph_print(FILE *stream, const struct paragraph *paragraph, const struct snippet *text)
{
    if (!text->text || !text->text[0])
        return;
    struct safe_text safe;
    make_safe(&safe, text);
    const char *line = buffer_text(&safe.text);
    size_t length = safe.text.length, at = 0;
    size_t columns = paragraph->columns > paragraph->indent + 8
                         ? paragraph->columns - paragraph->indent
                     : paragraph->columns ? 8
                                          : SIZE_MAX;
    while (at < length) {
        size_t end = columns == SIZE_MAX ? length : line_end(line, length, at, columns);
        if (end < length)
            end = spare_word(line, length, at, end, columns);
        print_line(stream, paragraph, &safe, at, end);
        at = next_line(line, end);
    }
    buffer_release(&safe.text);
    free(safe.marks);
}

/* The bytes of the first character, with what combines with it. */
static size_t first_character(const char *text, size_t length)
{
    size_t bytes = text_fit(text, length, 1);
    if (bytes == 0)
        bytes = text_fit(text, length, 2);
    return bytes > 0 ? bytes : 1;
}

void paragraph_fit(struct buffer *out, const char *text, size_t length, size_t columns,
                   const char *ellipsis)
{
    struct buffer safe = BUFFER_INIT;
    text_add_safe(&safe, text, length);
    const char *whole = buffer_text(&safe);
    size_t dots = text_columns(ellipsis, strlen(ellipsis));
    if (columns <= dots || text_columns(whole, safe.length) <= columns) {
        buffer_add(out, whole, safe.length);
    } else {
        size_t head = text_fit(whole, safe.length, (columns - dots) / 3), tail = head;
        size_t room = columns - dots - text_columns(whole, head);
        while (text_columns(whole + tail, safe.length - tail) > room)
            tail += first_character(whole + tail, safe.length - tail);
        buffer_add(out, whole, head);
        buffer_add_text(out, ellipsis);
        buffer_add(out, whole + tail, safe.length - tail);
    }
    buffer_release(&safe);
}
