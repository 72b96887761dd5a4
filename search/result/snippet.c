/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snippet.h"

#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "memory.h"
#include "text.h"

#define ELLIPSIS "\xE2\x80\xA6"
#define ELLIPSIS_COLUMNS 1
#define CANDIDATES_MAX 500 /* marks that a window may begin with */

struct window {
    size_t start, end; /* bytes of the passage's text */
    size_t words;      /* different ones marked in it */
};

static void passage_init(struct passage *passage, struct marker *marker, enum field_id field,
                         const struct article *article)
{
    const struct list_item *item = article_first(article, field);
    *passage = (struct passage){ 0 };
    if (!item)
        return;
    text_squeeze(&passage->text, item->data, item->length);
    marker_find(marker, field, buffer_text(&passage->text), passage->text.length, &passage->marks);
}

static void passage_release(struct passage *passage)
{
    buffer_release(&passage->text);
    mark_list_release(&passage->marks);
}

static bool seen_before(const struct mark *marks, size_t count, size_t word)
{
    for (size_t i = 0; i < count; i++)
        if (marks[i].word == word)
            return true;
    return false;
}

/* From the first of marks to the last one in reach that marks another word. */
static struct window window_at(const struct passage *passage, size_t first, size_t columns)
{
    const struct mark *marks = passage->marks.items + first;
    size_t most = passage->marks.count - first;
    size_t start = marks[0].start;
    size_t reach =
        start + text_fit(passage->text.data + start, passage->text.length - start, columns);
    struct window window = { start, marks[0].end < reach ? marks[0].end : reach, 1 };
    for (size_t i = 1; i < most && marks[i].start < reach; i++) {
        if (marks[i].end > reach || seen_before(marks, i, marks[i].word))
            continue;
        window.words++;
        if (marks[i].end > window.end)
            window.end = marks[i].end;
    }
    return window;
}

/* More words, or as many closer together. */
static bool is_better(const struct window *window, const struct window *than)
{
    if (window->words != than->words)
        return window->words > than->words;
    return window->words > 1 && window->end - window->start < than->end - than->start;
}

static struct window best_window(const struct passage *passage, size_t columns)
{
    struct window best = { 0 };
    size_t count = passage->marks.count < CANDIDATES_MAX ? passage->marks.count : CANDIDATES_MAX;
    for (size_t i = 0; i < count; i++) {
        struct window window = window_at(passage, i, columns);
        if (is_better(&window, &best))
            best = window;
    }
    return best;
}

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static size_t previous_character(const char *text, size_t at)
{
    do
        at--;
    while (at > 0 && is_continuation(text[at]));
    return at;
}

/* The least start from which up to end no more than columns are taken. */
static size_t fit_backwards(const char *text, size_t end, size_t columns)
{
    size_t start = end, used = 0;
    while (start > 0) {
        size_t before = previous_character(text, start);
        used += text_columns(text + before, start - before);
        if (used > columns)
            break;
        start = before;
    }
    return start;
}

/* Where the sentence begins that holds end, if that is at start or later; else end. */
static size_t sentence_start(const char *text, size_t start, size_t end)
{
    for (size_t i = end; i > start + 1; i--)
        if (text[i - 1] == ' ' && strchr(".!?", text[i - 2]))
            return i;
    return start == 0 ? 0 : end;
}

/* The first beginning of a word from start on; text without spaces is cut anywhere. */
static size_t word_start(const char *text, size_t start, size_t end)
{
    if (start == 0 || text[start - 1] == ' ')
        return start;
    const char *space = memchr(text + start, ' ', end - start);
    return space ? (size_t)(space - text) + 1 : start;
}

static size_t word_end(const char *text, size_t start, size_t end, size_t length)
{
    if (end == length || text[end] == ' ')
        return end;
    for (size_t i = end; i > start; i--)
        if (text[i - 1] == ' ')
            return i - 1;
    return end;
}

/* Fills up the columns around the window: from the beginning of the sentence if there is room for
 * it, else alike on both sides. */
static void widen(struct window *window, const struct passage *passage, size_t columns)
{
    const char *text = passage->text.data;
    size_t length = passage->text.length;
    size_t used = text_columns(text + window->start, window->end - window->start);
    size_t spare = columns > used ? columns - used : 0;
    size_t after = text_columns(text + window->end, length - window->end);
    size_t before = after < spare / 2 ? spare - after : spare / 2;
    size_t start = fit_backwards(text, window->start, before);
    size_t sentence =
        sentence_start(text, fit_backwards(text, window->start, spare * 3 / 4), window->start);
    if (after >= spare / 2 && sentence < window->start)
        start = sentence;
    start = word_start(text, start, window->start);
    size_t end = start + text_fit(text + start, length - start, columns);
    window->start = start;
    window->end = end < window->end ? window->end : word_end(text, window->end, end, length);
}

static void add_pair(struct snippet *snippet, size_t start, size_t end)
{
    size_t(*marks)[2] = snippet->marks, count = snippet->mark_count;
    if (count > 0 && start <= marks[count - 1][1]) {
        if (end > marks[count - 1][1])
            marks[count - 1][1] = end;
        return;
    }
    marks[count][0] = start;
    marks[count][1] = end;
    snippet->mark_count = count + 1;
}

static void fill(struct snippet *snippet, const struct passage *passage,
                 const struct window *window)
{
    struct buffer out = BUFFER_INIT;
    const struct mark_list *marks = &passage->marks;
    if (window->start > 0)
        buffer_add_text(&out, ELLIPSIS);
    size_t shift = out.length;
    buffer_add(&out, passage->text.data + window->start, window->end - window->start);
    if (window->end < passage->text.length)
        buffer_add_text(&out, ELLIPSIS);
    snippet->marks = memory_allocate((marks->count + 1) * sizeof *snippet->marks);
    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i].start >= window->start && marks->items[i].end <= window->end)
            add_pair(snippet, marks->items[i].start - window->start + shift,
                     marks->items[i].end - window->start + shift);
    snippet->text = buffer_detach(&out);
}

static void cut(struct snippet *snippet, const struct passage *passage, struct window window,
                size_t columns)
{
    size_t length = passage->text.length;
    if (length == 0)
        return;
    if (text_fit(passage->text.data, length, columns) == length)
        window = (struct window){ 0, length, 0 };
    else if (columns > 2 * ELLIPSIS_COLUMNS)
        widen(&window, passage, columns - 2 * ELLIPSIS_COLUMNS);
    fill(snippet, passage, &window);
}

void snippet_begin(struct passage *excerpt, struct marker *marker, const struct article *article)
{
    passage_init(excerpt, marker, FIELD_EXCERPT, article);
}

bool snippet_needs_body(const struct passage *excerpt, const struct marker *marker)
{
    return excerpt->text.length == 0 ||
           mark_list_words(&excerpt->marks) < marker_words(marker, FIELD_BODY);
}

void snippet_make(struct snippet *snippet, struct passage *excerpt, struct marker *marker,
                  const struct article *article, size_t columns)
{
    struct passage body;
    size_t room = columns > 2 * ELLIPSIS_COLUMNS ? columns - 2 * ELLIPSIS_COLUMNS : columns;
    *snippet = (struct snippet){ 0 };
    passage_init(&body, marker, FIELD_BODY, article);
    struct window in_excerpt = best_window(excerpt, room), in_body = best_window(&body, room);
    if (excerpt->text.length == 0 || in_body.words > in_excerpt.words)
        cut(snippet, &body, in_body, columns);
    else
        cut(snippet, excerpt, in_excerpt, columns);
    passage_release(excerpt);
    passage_release(&body);
}

void snippet_title(struct snippet *snippet, struct marker *marker, const struct article *article)
{
    const struct list_item *title = article_first(article, FIELD_TITLE);
    struct mark_list marks = { 0 };
    *snippet = (struct snippet){ 0 };
    if (!title)
        return;
    marker_find(marker, FIELD_TITLE, title->data, title->length, &marks);
    snippet->text = memory_copy(title->data, title->length);
    snippet->marks = memory_allocate((marks.count + 1) * sizeof *snippet->marks);
    for (size_t i = 0; i < marks.count; i++)
        add_pair(snippet, marks.items[i].start, marks.items[i].end);
    mark_list_release(&marks);
}

void snippet_release(struct snippet *snippet)
{
    free(snippet->text);
    free(snippet->marks);
    *snippet = (struct snippet){ 0 };
}
