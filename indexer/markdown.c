/* markdown.c: Markdown's part of markup.h. The only file that includes cmark.h. */
#include "markup.h"

#include <cmark.h>
#include <stdbool.h>
#include <string.h>

/* cmark 0.30.2 takes time with the square of the images that are opened and not closed: 20,000
 * of them 1.7 seconds. A text with more than this many is read as HTML only. */
#define IMAGES_MAX 2000

/* What is parsed at once: cmark makes some 200 bytes of each byte such as * or [, and a body may
 * have 16 MiB of them. A longer text is cut between paragraphs, or where it has none, between lines
 * or words; what the cut separates is read as if it had ended. */
#define PIECE_BYTES ((size_t)32 * 1024)

static bool has_too_many_images(const char *text, size_t length)
{
    size_t images = 0;
    const char *end = text + length;

    for (const char *p = text; (p = memchr(p, '!', (size_t)(end - p))); p++)
        images += p + 1 < end && p[1] == '[';
    return images > IMAGES_MAX;
}

/* Past the line that begins at at; *blank says whether it holds nothing. */
static size_t past_line(const char *text, size_t length, size_t at, bool *blank)
{
    *blank = true;
    while (at < length && text[at] != '\n' && text[at] != '\r') {
        *blank = *blank && (text[at] == ' ' || text[at] == '\t');
        at++;
    }
    if (at + 1 < length && text[at] == '\r' && text[at + 1] == '\n')
        return at + 2;
    return at < length ? at + 1 : at;
}

/* Appends text with one blank line for many. Each of them keeps all lists open, however deep, and
 * cmark looks at each list for each line: a megabyte could take it hours. */
static void add_without_blanks(struct buffer *out, const char *text, size_t length)
{
    bool blank, after_blank = false;

    buffer_reserve(out, length);
    for (size_t at = 0, next; at < length; at = next) {
        next = past_line(text, length, at, &blank);
        if (!blank || !after_blank)
            buffer_add(out, text + at, next - at);
        after_blank = blank;
    }
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

/* How much from text on is one piece. */
static size_t piece_length(const char *text, size_t length)
{
    static const char *const seams[] = { "\n\n", "\r\n\r\n", "\n", " " };
    if (length <= PIECE_BYTES)
        return length;
    for (size_t i = 0; i < sizeof seams / sizeof *seams; i++) {
        size_t size = strlen(seams[i]);
        for (size_t end = PIECE_BYTES; end > PIECE_BYTES / 2; end--)
            if (memcmp(text + end - size, seams[i], size) == 0)
                return end;
    }
    size_t end = PIECE_BYTES;
    while (((unsigned char)text[end] & 0xC0) == 0x80 && end > PIECE_BYTES - 4)
        end--;
    return end;
}

static void add_piece(struct buffer *html, const char *text, size_t length)
{
    cmark_event_type event;
    cmark_node *document = cmark_parse_document(text, length, CMARK_OPT_DEFAULT);
    cmark_iter *iterator = cmark_iter_new(document);
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE)
        if (event == CMARK_EVENT_ENTER)
            add_node(html, cmark_iter_get_node(iterator));
    cmark_iter_free(iterator);
    cmark_node_free(document);
}

void markup_markdown(struct buffer *out, const char *text, size_t length)
{
    struct buffer markdown = BUFFER_INIT, html = BUFFER_INIT;
    if (has_too_many_images(text, length)) {
        markup_html(out, text, length);
        return;
    }
    add_without_blanks(&markdown, text, length);
    for (size_t at = 0, piece; at < markdown.length; at += piece) {
        piece = piece_length(markdown.data + at, markdown.length - at);
        add_piece(&html, markdown.data + at, piece);
    }
    markup_html(out, buffer_text(&html), html.length);
    buffer_release(&html);
    buffer_release(&markdown);
}
