/* SPDX-License-Identifier: GPL-2.0-or-later */
/* format_article.c: one article whole, for a person (--show). */
#include <stdlib.h>
#include <string.h>

#include "column.h"
#include "formats.h"
#include "memory.h"
#include "paragraph.h"

#define LABEL_COLUMNS 11 /* "published", and two spaces */

static bool is_text(enum field_id id)
{
    return id == FIELD_TITLE || id == FIELD_EXCERPT || id == FIELD_BODY || id == FIELD_RELATED;
}

static bool is_place(enum field_id id)
{
    return id == FIELD_URL || id == FIELD_PATH;
}

static void print_paragraph(struct output *output, size_t indent, enum palette_style style,
                            const char *text)
{
    const struct snippet plain = { .text = (char *)text };
    const struct paragraph paragraph = { .indent = indent,
                                         .columns = terminal_wrap(&output->terminal),
                                         .plain = terminal_style(&output->terminal, style),
                                         .mark = "" };
    paragraph_print(output->stream, &paragraph, &plain);
}

static void print_item(struct output *output, size_t indent, enum palette_style style,
                       const struct list_item *item)
{
    if (item)
        print_paragraph(output, indent, style, item->data);
}

/* The label in the indentation of the first line. A path and an address are one line, so that they
 * can be copied. */
static void print_labelled(struct output *output, enum field_id id, char *text)
{
    const struct terminal *terminal = &output->terminal;
    const struct snippet plain = { .text = text };
    const struct paragraph paragraph = { .indent = LABEL_COLUMNS,
                                         .columns =
                                             is_place(id) ? 0 : terminal_wrap(&output->terminal),
                                         .plain = terminal_style(terminal, STYLE_SNIPPET),
                                         .mark = "",
                                         .label = schema_field(id)->prefix,
                                         .label_style = terminal_style(terminal, STYLE_ABOUT) };
    paragraph_print(output->stream, &paragraph, &plain);
}

static void print_known(struct output *output, const struct result *result)
{
    struct buffer value = BUFFER_INIT;
    for (int id = 0; id < FIELD_COUNT; id++) {
        if (is_text((enum field_id)id))
            continue;
        buffer_clear(&value);
        column_add_text(&value, result, id);
        if (value.length > 0)
            print_labelled(output, (enum field_id)id, value.data);
    }
    buffer_release(&value);
}

/* Each line of body is a block. There is an empty line around blocks that take several lines here.
 */
static void print_body(struct output *output, const struct list_item *body)
{
    char *text = memory_copy(body->data, body->length);
    size_t width = terminal_page(&output->terminal);
    bool wide = true;
    for (char *line = text; line;) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        bool wraps = strlen(line) > width;
        if (line[0] && (wide || wraps))
            fputc('\n', output->stream);
        print_paragraph(output, 0, STYLE_SNIPPET, line);
        wide = line[0] ? wraps : wide;
        line = end ? end + 1 : NULL;
    }
    free(text);
}

static void print_related(struct output *output, const struct list *related)
{
    if (related->count > 0) {
        fputc('\n', output->stream);
        print_paragraph(output, 0, STYLE_ABOUT, "related");
    }
    for (size_t i = 0; i + 1 < related->count; i += 2) {
        print_item(output, 2, STYLE_TITLE, &related->items[i]);
        print_item(output, 4, STYLE_SNIPPET, &related->items[i + 1]);
    }
}

static int article_row(struct output *output, const struct result *result, struct error *err)
{
    const struct article *article = &result->article;
    (void)err;
    print_item(output, 0, STYLE_TITLE, article_first(article, FIELD_TITLE));
    fputc('\n', output->stream);
    print_known(output, result);
    if (article_first(article, FIELD_EXCERPT)) {
        fputc('\n', output->stream);
        print_item(output, 0, STYLE_SNIPPET, article_first(article, FIELD_EXCERPT));
    }
    if (article_first(article, FIELD_BODY))
        print_body(output, article_first(article, FIELD_BODY));
    print_related(output, &article->values[FIELD_RELATED]);
    return 0;
}

static void article_show(const struct request *request, bool shown[])
{
    (void)request;
    for (int id = 0; id < FIELD_COUNT; id++)
        shown[id] = true;
}

const struct format format_article_row = {
    .human = true,
    .show = article_show,
    .row = article_row,
};
