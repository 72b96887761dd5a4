/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "labels.h"

#include <stdlib.h>
#include <string.h>

#include "ascii.h"

static size_t word_length(const char *text, size_t length)
{
    size_t i = 0;
    while (i < length && (ascii_is_letter(text[i]) || text[i] == '_' || text[i] == '$' ||
                          (i > 0 && ascii_is_digit(text[i]))))
        i++;
    return i;
}

static bool is_export(const char *text, size_t length)
{
    static const char *const words[] = { "const", "let",   "var",     "function",
                                         "async", "class", "default", "type" };
    size_t word = word_length(text, length);
    if (length > 0 && (*text == '{' || *text == '*'))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == word && memcmp(words[i], text, word) == 0)
            return word < length && (text[word] == ' ' || text[word] == '{');
    return false;
}

static bool is_import(const char *text, size_t length)
{
    if (length > 5 && memcmp(text, "type ", 5) == 0) {
        text += 5;
        length -= 5;
    }
    size_t word = word_length(text, length);
    if (length == 0 || strchr("{*\"'", *text))
        return length > 0;
    if (word == 0)
        return false;
    while (word < length && text[word] == ' ')
        word++;
    text += word;
    length -= word;
    return length > 0 && (*text == ',' || (length > 5 && memcmp(text, "from ", 5) == 0 &&
                                           (text[5] == '"' || text[5] == '\'')));
}

bool labels_is_module_line(const char *line, size_t length)
{
    if (length < 8 || line[6] != ' ')
        return false;
    if (memcmp(line, "import", 6) == 0)
        return is_import(line + 7, length - 7);
    return memcmp(line, "export", 6) == 0 && is_export(line + 7, length - 7);
}

/* Past the template whose braces open at at; NULL: they do not close. */
static const char *past_template(const char *at, const char *end)
{
    const char *close = memmem(at, (size_t)(end - at), at[1] == '{' ? "}}" : "%}", 2);
    return close ? close + 2 : NULL;
}

/* Past an address: without blanks but in templates, and with each bracket closed; or <in angle
 * brackets>. NULL: none is there. */
static const char *past_address(const char *at, const char *end)
{
    const char *start = at;
    size_t depth = 0;

    if (at < end && *at == '<') {
        at = memchr(at, '>', (size_t)(end - at));
        return at ? at + 1 : NULL;
    }
    for (; at < end && !ascii_is_blank(*at); at++) {
        if (end - at > 3 && *at == '{' && (at[1] == '{' || at[1] == '%')) {
            const char *past = past_template(at, end);
            if (!past)
                return NULL;
            at = past - 1;
            continue;
        }
        if (*at == '\\' && at + 1 < end)
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && depth-- == 0)
            return NULL;
    }
    return at > start && depth == 0 ? at : NULL;
}

/* Whether the rest of a line is a title in quotation marks or brackets, without any inside. */
static bool is_title(const char *at, const char *end)
{
    static const char opens[] = "\"'(", closes[] = "\"')";

    while (end > at && ascii_is_blank(end[-1]))
        end--;
    const char *open = end - at < 2 || !*at ? NULL : strchr(opens, *at);
    return open && memchr(at + 1, closes[open - opens], (size_t)(end - at) - 1) == end - 1 &&
           !memchr(at + 1, *open, (size_t)(end - at) - 2);
}

/* Whether "[name]: address" or "[name]: address 'title'" is the whole line. What only begins like
 * one is text, perhaps of code. close: the bracket after the name. */
static bool is_link(const char *line, const char *close, const char *end)
{
    const char *name = ascii_past_blanks(line + 1, close);
    if (name == close || memchr(name, '[', (size_t)(close - name)) || close[-1] == '\\')
        return false;
    const char *at = past_address(ascii_past_blanks(close + 2, end), end);
    if (!at)
        return false;
    const char *title = ascii_past_blanks(at, end);
    return title == end || (title > at && is_title(title, end));
}

static void add_definition(struct labels *labels, const char *line, size_t length)
{
    const char *close = memchr(line, ']', length);
    if (!close || close + 1 == line + length || close[1] != ':')
        return;
    size_t name = (size_t)(close - line) - 1;
    if (line[1] == '^' && name > 1) {
        list_add(&labels->notes, line + 2, name - 1);
    } else if (is_link(line, close, line + length) &&
               labels->links.length + name < LABELS_LINKS_MAX) {
        buffer_add(&labels->links, line, name + 1);
        buffer_add_text(&labels->links, "]: /\n");
    }
}

/* An import that stands on one line; text seldom ends in quotes. */
static bool imports_module(const char *line, size_t length)
{
    while (length > 0 && (line[length - 1] == ';' || line[length - 1] == '\r'))
        length--;
    return length > 0 && memcmp(line, "import", 6) == 0 && labels_is_module_line(line, length) &&
           (line[length - 1] == '"' || line[length - 1] == '\'');
}

void labels_find(struct labels *labels, const char *text, size_t length)
{
    const char *end = text + length;
    for (const char *line = text, *next; line < end; line = next) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop ? stop : end;
        next = stop < end ? stop + 1 : end;
        if (stop - line > 8 && *line == 'i' && imports_module(line, (size_t)(stop - line)))
            labels->modules = true;
        for (int i = 0; i < 3 && line < stop && *line == ' '; i++)
            line++;
        if (line < stop && *line == '[')
            add_definition(labels, line, (size_t)(stop - line));
    }
    list_sort(&labels->notes);
}

void labels_release(struct labels *labels)
{
    list_release(&labels->notes);
    buffer_release(&labels->links);
}

bool labels_has_note(const struct labels *labels, const char *name, size_t length)
{
    size_t low = 0, high = labels->notes.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct list_item *note = &labels->notes.items[middle];
        size_t common = note->length < length ? note->length : length;
        int order = memcmp(note->data, name, common);
        if (order == 0 && note->length == length)
            return true;
        if (order < 0 || (order == 0 && note->length < length))
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}
