/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "body.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "markup.h"
#include "template.h"
#include "text.h"

enum form { FORM_HTML, FORM_MARKDOWN, FORM_MDX };

static const struct ending {
    const char *ending;
    enum form form;
} endings[] = {
    { ".mdx", FORM_MDX },     { ".html", FORM_HTML },  { ".htm", FORM_HTML },
    { ".xhtml", FORM_HTML },  { ".njk", FORM_HTML },   { ".liquid", FORM_HTML },
    { ".hbs", FORM_HTML },    { ".ejs", FORM_HTML },   { ".erb", FORM_HTML },
    { ".twig", FORM_HTML },   { ".j2", FORM_HTML },    { ".jinja", FORM_HTML },
    { ".webc", FORM_HTML },   { ".astro", FORM_HTML }, { ".vue", FORM_HTML },
    { ".svelte", FORM_HTML }, { ".php", FORM_HTML },   { ".xml", FORM_HTML },
};

/* A file that is no HTML template is Markdown, or text that can be read as Markdown. */
static enum form form_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot, endings[i].ending) == 0)
            return endings[i].form;
    return FORM_MARKDOWN;
}

static bool is_blank(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] != ' ' && text[i] != '\n' && text[i] != '\r' && text[i] != '\t')
            return false;
    return true;
}

static void add_html(struct buffer *out, const char *text, size_t length)
{
    struct buffer plain = BUFFER_INIT;
    if (memchr(text, '{', length) || memmem(text, length, "<%", 2)) {
        template_remove(&plain, text, length);
        text = buffer_text(&plain);
        length = plain.length;
    }
    markup_html(out, text, length);
    buffer_release(&plain);
}

static void add_text(struct buffer *out, const char *path, const char *body, size_t length,
                     bool images)
{
    struct buffer repaired = BUFFER_INIT;
    enum form form = form_of(path);

    if (is_blank(body, length))
        return;
    if (!text_valid(body, length) || memchr(body, 0, length)) {
        text_repair(&repaired, body, length);
        body = repaired.data;
        length = repaired.length;
    }
    if (form == FORM_HTML)
        add_html(out, body, length);
    else
        markup_markdown(out, body, length,
                        (struct markup_options){ .mdx = form == FORM_MDX, .images = images });
    buffer_release(&repaired);
}

void body_add_text(struct buffer *out, const char *path, const char *body, size_t length)
{
    add_text(out, path, body, length, true);
}

void body_add_text_without_images(struct buffer *out, const char *path, const char *body,
                                  size_t length)
{
    add_text(out, path, body, length, false);
}
