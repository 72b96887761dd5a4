/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "labels.h"

#include <stdlib.h>
#include <string.h>

#include "ascii.h"

static size_t word_length(const char *text, size_t length)
{
    size_t i = 0;
    while (i < length && (ascii_is_letter(text[i]) || text[i] == '_' || text[i] == '$'))
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

static void add_definition(struct labels *labels, const char *line, size_t length)
{
    const char *end = memchr(line, ']', length);
    if (!end || end + 1 == line + length || end[1] != ':')
        return;
    size_t name = (size_t)(end - line) - 1;
    if (line[1] == '^' && name > 1) {
        list_add(&labels->notes, line + 2, name - 1);
    } else if (name > 0 && labels->links.length + length < LABELS_LINKS_MAX) {
        buffer_add(&labels->links, line, length);
        buffer_add_byte(&labels->links, '\n');
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
