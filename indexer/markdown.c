/* markdown.c: Markdown's part of markup.h. The only file that includes cmark.h. */
#include "markup.h"

#include <cmark.h>
#include <stdbool.h>
#include <string.h>

/* cmark 0.30.2 takes time with the square of the images that are opened and not closed: 20,000
 * of them 1.7 seconds. A text with more than this many is read as HTML only. */
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
        return;
    }
}

void markup_markdown(struct buffer *out, const char *text, size_t length)
{
    struct buffer html = BUFFER_INIT;
    cmark_event_type event;

    if (has_too_many_images(text, length)) {
        markup_html(out, text, length);
        return;
    }
    cmark_node *document = cmark_parse_document(text, length, CMARK_OPT_DEFAULT);
    cmark_iter *iterator = cmark_iter_new(document);
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE)
        if (event == CMARK_EVENT_ENTER)
            add_node(&html, cmark_iter_get_node(iterator));
    cmark_iter_free(iterator);
    cmark_node_free(document);
    markup_html(out, buffer_text(&html), html.length);
    buffer_release(&html);
}
