/* SPDX-License-Identifier: GPL-2.0-or-later */
/* heading.c: finds lines that look like headings. Such a line is a heading if its text is what the
 * body's text begins with, apart from images. So only the reader of the markup has to know its
 * rules: comments, imports and templates before a heading are not text, and the text of a code
 * block begins with the # itself. */
#include "heading.h"

#include <string.h>
#include <strings.h>

#include "ascii.h"
#include "body/body.h"
#include "body/labels.h"
#include "text.h"

#define CANDIDATES_MAX 16 /* headings to try; those in comments come before the right one */
#define IMAGE_BYTES 4096  /* where the body may begin with an image */
#define NOTE_BYTES 256    /* the longest name of a footnote in a heading */

typedef void add_text(struct buffer *out, const char *path, const char *body, size_t length);

struct search {
    struct buffer *out;
    const char *path;
    const char *markup, *end;
    const struct buffer *text; /* what add_text makes of the markup */
    add_text *add_text;
    size_t tried;
    struct labels labels; /* of the whole body, */
    bool has_labels;      /* if a candidate has needed them */
};

static bool has_image(const char *markup, size_t length)
{
    return memmem(markup, length, "![", 2) != NULL;
}

/* The definitions of the footnotes that markup refers to, without their texts. */
static void add_notes(struct buffer *out, const struct labels *labels, const char *at,
                      const char *end)
{
    while ((at = memmem(at, (size_t)(end - at), "[^", 2))) {
        const char *name = at + 2;
        size_t most = (size_t)(end - name) < NOTE_BYTES ? (size_t)(end - name) : NOTE_BYTES;
        const char *close = memchr(name, ']', most);
        if (close && labels_has_note(labels, name, (size_t)(close - name)))
            buffer_printf(out, "[^%.*s]:\n", (int)(close - name), name);
        at = name;
    }
}

/* What stands from start to end, with the definitions that it needs of the rest of the body. */
static void add_candidate(struct buffer *out, struct search *search, const char *start,
                          const char *end)
{
    buffer_add(out, start, (size_t)(end - start));
    if (!memchr(start, '[', (size_t)(end - start)))
        return;
    if (!search->has_labels)
        labels_find(&search->labels, search->markup, (size_t)(search->end - search->markup));
    search->has_labels = true;
    buffer_add_text(out, "\n\n");
    buffer_add(out, search->labels.links.data, search->labels.links.length);
    add_notes(out, &search->labels, start, end);
}

/* Images in a heading are left out, unless it has nothing else. */
static void add_title(struct search *search, const struct buffer *candidate,
                      const struct buffer *heading)
{
    struct buffer plain = BUFFER_INIT;

    if (has_image(candidate->data, candidate->length))
        body_add_text_without_images(&plain, search->path, candidate->data, candidate->length);
    if (plain.length > 0)
        heading = &plain;
    text_squeeze(search->out, heading->data, heading->length);
    buffer_release(&plain);
}

/* Whether the candidate's text is a block of its own at the body's beginning. In a code block or
 * quote its marks are text. */
static bool try_candidate(struct search *search, const char *start, const char *end)
{
    const struct buffer *text = search->text;
    struct buffer heading = BUFFER_INIT, candidate = BUFFER_INIT;

    search->tried++;
    add_candidate(&candidate, search, start, end);
    search->add_text(&heading, search->path, candidate.data, candidate.length);
    size_t length = heading.length;
    bool is_read = length > 0 && heading.data[0] != '#' && heading.data[length - 1] != '=';
    bool is_first = is_read && length <= text->length &&
                    memcmp(text->data, heading.data, length) == 0 &&
                    (length == text->length || text->data[length] == '\n');
    if (is_first)
        add_title(search, &candidate, &heading);
    buffer_release(&candidate);
    buffer_release(&heading);
    return is_first;
}

static const char *line_end(const char *line, const char *end)
{
    const char *newline = memchr(line, '\n', (size_t)(end - line));
    return newline ? newline : end;
}

/* Whether the line is nothing but = and blanks. */
static bool is_underline(const char *line, const char *end)
{
    const char *sign = ascii_past_blanks(line, end);
    const char *rest = sign;
    while (rest < end && *rest == '=')
        rest++;
    return rest > sign && ascii_past_blanks(rest, end) == end;
}

/* # Heading, or lines with = below. */
static bool find_in_lines(struct search *search)
{
    const char *paragraph = NULL; /* its first line */

    for (const char *line = search->markup, *stop; line < search->end; line = stop + 1) {
        stop = line_end(line, search->end);
        const char *first = ascii_past_blanks(line, stop);
        if (search->tried == CANDIDATES_MAX)
            return false;
        if (first == stop) {
            paragraph = NULL;
        } else if (paragraph && is_underline(line, stop)) {
            if (try_candidate(search, paragraph, stop))
                return true;
            paragraph = NULL;
        } else if (*first == '#' && first + 1 < stop && (first[1] == ' ' || first[1] == '\t')) {
            if (try_candidate(search, line, stop))
                return true;
            paragraph = NULL;
        } else if (!paragraph) {
            paragraph = line;
        }
        if (stop == search->end)
            break;
    }
    return false;
}

/* Where a tag of this name begins; end: nowhere. */
static const char *find_tag(const char *at, const char *end, const char *tag)
{
    size_t length = strlen(tag);

    for (; (at = memchr(at, '<', (size_t)(end - at))); at++)
        if ((size_t)(end - at) > length && strncasecmp(at, tag, length) == 0 &&
            strchr("> \t\r\n", at[length]))
            return at;
    return end;
}

static bool find_element(struct search *search, const char *open, const char *close)
{
    const char *at = find_tag(search->markup, search->end, open);

    for (; at < search->end && search->tried < CANDIDATES_MAX;
         at = find_tag(at + 1, search->end, open)) {
        const char *stop = find_tag(at, search->end, close);
        if (try_candidate(search, at, stop))
            return true;
    }
    return false;
}

static bool is_html(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && (strcasecmp(dot, ".html") == 0 || strcasecmp(dot, ".htm") == 0);
}

static bool find(struct search *search)
{
    if (search->text->length == 0)
        return false;
    search->tried = 0;
    if (!is_html(search->path) && find_in_lines(search))
        return true;
    search->tried = 0;
    if (is_html(search->path) && find_element(search, "<title", "</title"))
        return true;
    search->tried = 0;
    return find_element(search, "<h1", "</h1");
}

bool heading_find(struct buffer *out, const char *path, const char *markup, size_t length,
                  const struct buffer *text)
{
    struct search search = { .out = out,
                             .path = path,
                             .markup = markup,
                             .end = markup + length,
                             .text = text,
                             .add_text = body_add_text };
    struct buffer plain = BUFFER_INIT;

    bool found = find(&search);
    if (!found && !is_html(path) &&
        has_image(markup, length < IMAGE_BYTES ? length : IMAGE_BYTES)) {
        body_add_text_without_images(&plain, path, markup, length);
        search.text = &plain;
        search.add_text = body_add_text_without_images;
        found = find(&search);
    }
    buffer_release(&plain);
    labels_release(&search.labels);
    return found;
}
