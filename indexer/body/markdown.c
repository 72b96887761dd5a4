/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markdown.c: Markdown's part of markup.h. The only file that includes cmark-gfm's headers. */
#include "markup.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "dialect.h"

/* cmark takes time with the square of the images that are opened and not closed. A piece with more
 * than this many is read as HTML only. */
#define IMAGES_MAX 2000

static bool has_too_many_images(const char *text, size_t length)
{
    size_t images = 0;
    const char *end = text + length;

    for (const char *p = text; (p = memchr(p, '!', (size_t)(end - p))); p++)
        images += p + 1 < end && p[1] == '[';
    return images > IMAGES_MAX;
}

/* Text as HTML has it. */
static void add_escaped(struct buffer *html, const char *text)
{
    for (size_t plain; *text; text += plain) {
        plain = strcspn(text, "&<");
        buffer_add(html, text, plain);
        if (text[plain]) {
            buffer_add_text(html, text[plain] == '&' ? "&amp;" : "&lt;");
            plain++;
        }
    }
}

/* The node's text as HTML without tags of Markdown's, in which raw HTML stands as it was: an
 * element may begin in one node and end in another. */
static void add_node(struct buffer *html, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);

    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
        add_escaped(html, literal);
        return;
    case CMARK_NODE_CODE_BLOCK:
        buffer_add_text(html, "<br>");
        add_escaped(html, literal);
        return;
    case CMARK_NODE_HTML_INLINE:
        buffer_add_text(html, literal);
        return;
    case CMARK_NODE_HTML_BLOCK:
        buffer_add_text(html, "<br>");
        buffer_add_text(html, literal);
        return;
    case CMARK_NODE_SOFTBREAK:
        buffer_add_byte(html, '\n');
        return;
    case CMARK_NODE_LINEBREAK:
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
    case CMARK_NODE_THEMATIC_BREAK:
        buffer_add_text(html, "<br>");
        return;
    default:
        if (strcmp(cmark_node_get_type_string(node), "table_cell") == 0)
            buffer_add_text(html, "<br>");
        return;
    }
}

/* Extensions are registered once for all threads. Strikethrough is not among them: while it is in
 * use, cmark-gfm marks its sign in a table that all threads share. */
static const char *const extensions[] = { "table", "tasklist" };
static pthread_once_t registered = PTHREAD_ONCE_INIT;

static cmark_node *parse(const struct buffer *markdown)
{
    pthread_once(&registered, cmark_gfm_core_extensions_ensure_registered);
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    cmark_parser_feed(parser, markdown->data, markdown->length);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

static void add_piece(struct buffer *html, const struct buffer *markdown, bool images)
{
    cmark_event_type event;
    if (has_too_many_images(markdown->data, markdown->length)) {
        buffer_add(html, markdown->data, markdown->length);
        return;
    }
    cmark_node *document = parse(markdown);
    cmark_iter *iterator = cmark_iter_new(document);
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (event != CMARK_EVENT_ENTER)
            continue;
        if (!images && cmark_node_get_type(node) == CMARK_NODE_IMAGE)
            cmark_iter_reset(iterator, node, CMARK_EVENT_EXIT);
        else
            add_node(html, node);
    }
    cmark_iter_free(iterator);
    cmark_node_free(document);
}

static void remove_placeholders(struct buffer *html)
{
    static const char sign[] = DIALECT_PLACEHOLDER;
    size_t kept = 0, length = sizeof sign - 1;
    for (size_t at = 0; at < html->length;) {
        const char *found = memmem(html->data + at, html->length - at, sign, length);
        size_t stop = found ? (size_t)(found - html->data) : html->length;
        memmove(html->data + kept, html->data + at, stop - at);
        kept += stop - at;
        at = found ? stop + length : stop;
    }
    html->length = kept;
}

void markup_markdown(struct buffer *out, const char *text, size_t length,
                     struct markup_options options)
{
    struct buffer piece = BUFFER_INIT, html = BUFFER_INIT;
    struct dialect dialect;

    dialect_init(&dialect, text, length, options.mdx);
    while (dialect_next(&dialect, &piece)) {
        if (piece.length > 0)
            add_piece(&html, &piece, options.images);
        buffer_clear(&piece);
    }
    dialect_release(&dialect);
    remove_placeholders(&html);
    markup_html(out, buffer_text(&html), html.length);
    buffer_release(&html);
    buffer_release(&piece);
}
