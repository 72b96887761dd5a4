/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "front_matter_block.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* How front matter begins and ends. */
struct fence {
    const char *open; /* the first line's first characters */
    const char *name; /* after them, perhaps after blanks; "": nothing, or a comment if comments */
    const char *closes[2];
    bool comments;
    bool is_read;
    const struct data_form *form;
};

static const struct fence fences[] = {
    { "---", "", { "---", "..." }, true, true, &data_form_yaml },
    { "---", "yaml", { "---", "..." }, true, true, &data_form_yaml },
    { "---", "yml", { "---", "..." }, true, true, &data_form_yaml },
    { "+++", "", { "+++", NULL }, true, true, &data_form_toml },
    { "---", "toml", { "---", NULL }, true, true, &data_form_toml },
    { "---", "json", { "---", NULL }, false, true, &data_form_json },
    { "---", "js", { "---", NULL }, false, false, &data_form_json },
    { "---", "javascript", { "---", NULL }, false, false, &data_form_json },
    { "---", "coffee", { "---", NULL }, false, false, &data_form_json },
    { "---", "cson", { "---", NULL }, false, false, &data_form_json },
    { ";;;", "", { ";;;", NULL }, false, false, &data_form_json },
};

/* A text, line by line. */
struct lines {
    const char *text;
    size_t length;
    size_t at, end; /* the line in hand, without its end */
    size_t next;    /* where the line after it begins */
    size_t number;  /* from 0 */
};

static void set_end(struct lines *lines)
{
    const char *newline = memchr(lines->text + lines->at, '\n', lines->length - lines->at);

    lines->end = newline ? (size_t)(newline - lines->text) : lines->length;
    lines->next = newline ? lines->end + 1 : lines->length;
    while (lines->end > lines->at && strchr(" \t\r", lines->text[lines->end - 1]) &&
           lines->text[lines->end - 1])
        lines->end--;
}

static bool advance(struct lines *lines)
{
    if (lines->next >= lines->length)
        return false;
    lines->at = lines->next;
    lines->number++;
    set_end(lines);
    return true;
}

/* The part of the line after its first bytes, which are those of mark; NULL if they are not. */
static const char *after(const struct lines *lines, const char *mark)
{
    size_t length = strlen(mark);

    if (lines->end - lines->at < length || memcmp(lines->text + lines->at, mark, length) != 0)
        return NULL;
    return lines->text + lines->at + length;
}

static bool is_whole(const struct lines *lines, const char *mark)
{
    return mark && after(lines, mark) == lines->text + lines->end;
}

/* Whether the line opens front matter in this manner. */
static bool opens(const struct lines *lines, const struct fence *fence)
{
    const char *rest = after(lines, fence->open), *end = lines->text + lines->end;
    size_t name = strlen(fence->name);

    if (!rest)
        return false;
    const char *word = rest;
    while (word < end && (*word == ' ' || *word == '\t'))
        word++;
    if ((size_t)(end - word) < name || strncasecmp(word, fence->name, name) != 0)
        return false;
    word += name;
    if (word == end)
        return true;
    const char *blank = word;
    while (word < end && (*word == ' ' || *word == '\t'))
        word++;
    return fence->comments && *word == '#' && (word > blank || name == 0) && word > rest;
}

static enum block_result find_fenced(struct front_matter_block *block, struct lines *lines,
                                     const struct fence *fence, struct error *err)
{
    size_t opened = lines->number + 1;

    if (!fence->is_read)
        return BLOCK_UNREAD;
    *block = (struct front_matter_block){ fence->form, lines->next, 0, opened, 0 };
    while (advance(lines)) {
        if (!is_whole(lines, fence->closes[0]) && !is_whole(lines, fence->closes[1]))
            continue;
        block->end = lines->at;
        block->body = lines->next;
        return BLOCK_FOUND;
    }
    error_set(err, "%zu:1: front matter is not closed by a line %s", opened, fence->closes[0]);
    return BLOCK_UNCLOSED;
}

/* Whether an object begins at at, and no template's braces. */
static bool begins_object(const char *text, size_t length, size_t at)
{
    if (text[at] != '{')
        return false;
    for (at++; at < length && strchr(" \t\r\n", text[at]) && text[at];)
        at++;
    return at < length && (text[at] == '"' || text[at] == '}');
}

/* Past the bracket that closes the object at at; 0 if none does. */
static size_t past_object(const char *text, size_t length, size_t at)
{
    size_t depth = 0;
    bool quoted = false;

    for (; at < length; at++) {
        if (quoted && text[at] == '\\')
            at++;
        else if (text[at] == '"')
            quoted = !quoted;
        else if (!quoted && (text[at] == '{' || text[at] == '['))
            depth++;
        else if (!quoted && (text[at] == '}' || text[at] == ']') && --depth == 0)
            return at + 1;
    }
    return 0;
}

static enum block_result find_object(struct front_matter_block *block, struct lines *lines,
                                     size_t at, struct error *err)
{
    size_t end = past_object(lines->text, lines->length, at), body = end;

    if (end == 0) {
        error_set(err, "%zu:%zu: front matter is not closed by }", lines->number + 1,
                  at - lines->at + 1);
        return BLOCK_UNCLOSED;
    }
    while (body < lines->length && strchr(" \t\r", lines->text[body]) && lines->text[body])
        body++;
    if (body < lines->length && lines->text[body] == '\n')
        body++;
    *block = (struct front_matter_block){ &data_form_json, lines->at, end, lines->number, body };
    return BLOCK_FOUND;
}

/* The length of the key that begins the line, and how many colons end it: one in "Title: x", two in
 * "type:: x". 0: none does. */
static size_t key_length(const struct lines *lines, int *colons)
{
    const char *key = lines->text + lines->at, *end = lines->text + lines->end, *at = key;

    while (at < end && (isalnum((unsigned char)*at) || *at == '-' || *at == '_'))
        at++;
    size_t length = (size_t)(at - key);
    for (*colons = 0; *colons < 2 && at < end && *at == ':'; ++*colons)
        at++;
    return *colons > 0 && (at == end || *at == ' ' || *at == '\t') ? length : 0;
}

/* Whether the text begins with lines such as "Title: x" and "Date: y", as Pelican and MultiMarkdown
 * have them, or with Logseq's "type:: x". A single line with one colon may be a sentence. */
static bool begins_lines(struct lines *lines)
{
    size_t count = 0, length;
    bool has_title = false, has_next = true;
    int colons;

    for (; has_next && (length = key_length(lines, &colons)) > 0; count++) {
        if (colons == 2)
            return true;
        has_title = has_title ||
                    (length == 5 && strncasecmp(lines->text + lines->at, "title", length) == 0);
        has_next = advance(lines);
    }
    return has_title && count > 1;
}

/* Whether the line is ".. title: x", of Nikola. */
static bool is_nikola(struct lines *lines)
{
    int colons;

    if (!after(lines, ".. "))
        return false;
    lines->at += 3;
    return key_length(lines, &colons) > 0 && colons == 1;
}

/* Whether a comment begins with ".. title: x", or with --- and "title: x" as Gollum has it. */
static bool begins_comment(struct lines *lines)
{
    int colons;

    if (!after(lines, "<!--"))
        return false;
    lines->at += 4;
    do
        while (lines->at < lines->end && strchr(" \t", lines->text[lines->at]))
            lines->at++;
    while (lines->at == lines->end && advance(lines));
    if (is_whole(lines, "---"))
        return advance(lines) && key_length(lines, &colons) > 0;
    return is_nikola(lines);
}

/* Whether the text begins with "% Title" and "% Author", as Pandoc has them. */
static bool begins_title_block(struct lines *lines)
{
    return after(lines, "% ") && advance(lines) && after(lines, "%");
}

/* Handles YAML after its directives, such as %YAML 1.2, which belong to it. */
static enum block_result find_directed(struct front_matter_block *block, struct lines *lines,
                                       struct error *err)
{
    size_t start = lines->at, line = lines->number;

    while (after(lines, "%") || after(lines, "#") || lines->at == lines->end)
        if (!advance(lines))
            return BLOCK_NONE;
    if (!opens(lines, &fences[0]))
        return BLOCK_NONE;
    enum block_result result = find_fenced(block, lines, &fences[0], err);
    block->start = start;
    block->line = line;
    return result;
}

/* Handles a text that begins with what is not read as front matter, but seems to be some. */
static enum block_result find_lines(const struct lines *first)
{
    typedef bool begins(struct lines * lines);
    static begins *const forms[] = { begins_lines, is_nikola, begins_comment, begins_title_block };

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct lines lines = *first;
        if (forms[i](&lines))
            return BLOCK_LINES;
    }
    return BLOCK_NONE;
}

enum block_result front_matter_block_find(struct front_matter_block *block, const char *text,
                                          size_t length, struct error *err)
{
    struct lines lines = { .text = text, .length = length };

    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        lines.at = 3;
    set_end(&lines);
    while (lines.at == lines.end)
        if (!advance(&lines))
            return BLOCK_NONE;
    for (size_t i = 0; i < sizeof fences / sizeof *fences; i++)
        if (opens(&lines, &fences[i]))
            return find_fenced(block, &lines, &fences[i], err);
    if (after(&lines, "%YAML ") || after(&lines, "%TAG "))
        return find_directed(block, &lines, err);
    size_t at = lines.at;
    while (text[at] == ' ' || text[at] == '\t')
        at++;
    if (begins_object(text, length, at))
        return find_object(block, &lines, at, err);
    return find_lines(&lines);
}
