/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_markup.c: any bytes as a body in Markdown, MDX or HTML, as HTML alone and as a title; the
 * first byte says which. Text stays text: of UTF-8 comes UTF-8. */
#include <stdint.h>
#include <stdlib.h>

#include "body/body.h"
#include "body/markup.h"
#include "heading.h"
#include "text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A heading that is the title is part of the body's text. */
static void add_body(struct buffer *out, const char *name, const char *text, size_t length)
{
    struct buffer body = BUFFER_INIT, title = BUFFER_INIT;

    body_add_text(&body, name, text, length);
    if (heading_find(&title, name, text, length, &body) && title.length > body.length)
        abort();
    buffer_add(out, body.data, body.length);
    buffer_release(&body);
    buffer_release(&title);
}

static void add(struct buffer *out, unsigned form, const char *text, size_t length)
{
    static const char *const names[] = { "a.md", "a.mdx", "a.html" };
    if (form < 3)
        add_body(out, names[form], text, length);
    else if (form == 3)
        markup_html(out, text, length);
    else
        markup_line(out, text, length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer out = BUFFER_INIT;

    if (size == 0)
        return 0;
    const char *text = (const char *)data + 1;
    buffer_add_text(&out, "before");
    add(&out, *data % 5, text, size - 1);
    if (out.length < 6 || (text_valid(text, size - 1) && !text_valid(out.data, out.length)))
        abort();
    buffer_release(&out);
    return 0;
}
