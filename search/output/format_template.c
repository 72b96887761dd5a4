/* SPDX-License-Identifier: GPL-2.0-or-later */
/* format_template.c: a line of the user's own, '{quality}\t{title}\n'. */
#include <stdlib.h>
#include <string.h>

#include "column.h"
#include "formats.h"
#include "memory.h"
#include "query/query_tree.h"
#include "request/choice.h"
#include "template_modifier.h"

/* A part of the template: a column, or text (column -1). */
struct piece {
    int column;
    struct template_modifier modifier;
    struct buffer text;
};

struct template
{
    struct piece *pieces;
    size_t count;
    struct buffer value; /* memory kept from row to row */
};

static void template_free(struct template *template)
{
    if (!template)
        return;
    for (size_t i = 0; i < template->count; i++) {
        buffer_release(&template->pieces[i].text);
        template_modifier_release(&template->pieces[i].modifier);
    }
    free(template->pieces);
    buffer_release(&template->value);
    free(template);
}

static void add_piece(struct template *template, int column)
{
    template->pieces =
        memory_resize(template->pieces, template->count + 1, sizeof *template->pieces);
    template->pieces[template->count++] = (struct piece){ .column = column };
}

static void add_byte(struct template *template, int byte)
{
    if (template->count == 0 || template->pieces[template->count - 1].column >= 0)
        add_piece(template, -1);
    buffer_add_byte(&template->pieces[template->count - 1].text, byte);
}

static int refuse(const char *text, const char *place, const char *reason, struct error *err)
{
    const struct query_source source = { .text = (char *)text, .length = strlen(text) };
    return query_complain(&source, (size_t)(place - text), err, "%s", reason);
}

/* The column of a name in the template's text. */
static int find_column(const char *text, const char *name, size_t length, struct error *err)
{
    int column = column_find(name, length);
    if (column >= 0)
        return column;
    struct list names = LIST_INIT;
    struct error reason;
    column_names(&names);
    choice_refuse("field", " in the template", name, length, &names, &reason);
    list_release(&names);
    return refuse(text, name, reason.text, err);
}

/* After the {; moves *at past the }. */
static int read_column(struct template *template, const char *text, const char **at,
                       struct error *err)
{
    size_t length = strcspn(*at, "}"), name = strcspn(*at, ":}");
    struct error reason;
    size_t place;
    if ((*at)[length] == '\0')
        return refuse(text, *at - 1, "a { in the template has no } ({{ prints a brace)", err);
    int column = find_column(text, *at, name, err);
    if (column < 0)
        return -1;
    add_piece(template, column);
    const char *colon = *at + name;
    struct piece *piece = &template->pieces[template->count - 1];
    if (name < length && template_modifier_read(&piece->modifier, colon + 1, length - name - 1,
                                                column, &place, &reason) < 0)
        return refuse(text, colon + 1 + place, reason.text, err);
    *at += length + 1;
    return 0;
}

/* After the backslash; moves *at past the letter. */
static int read_escape(struct template *template, const char *text, const char **at,
                       struct error *err)
{
    static const char letters[] = "tnr0\\", bytes[] = "\t\n\r\0\\";
    const char *found = **at ? strchr(letters, **at) : NULL;
    if (!found)
        return refuse(text, *at - 1, "\\ in the template must be followed by t, n, r, 0 or \\",
                      err);
    add_byte(template, bytes[found - letters]);
    ++*at;
    return 0;
}

static struct template *template_parse(const char *text, struct error *err)
{
    struct template *template = memory_allocate(sizeof *template);
    for (const char *at = text; *at;) {
        int failed = 0;
        if ((at[0] == '{' || at[0] == '}') && at[1] == at[0]) {
            add_byte(template, *at);
            at += 2;
        } else if (*at == '{') {
            at++;
            failed = read_column(template, text, &at, err);
        } else if (*at == '}') {
            failed = refuse(text, at, "a } in the template has no { (}} prints a brace)", err);
        } else if (*at == '\\') {
            at++;
            failed = read_escape(template, text, &at, err);
        } else {
            add_byte(template, *at++);
        }
        if (failed) {
            template_free(template);
            return NULL;
        }
    }
    return template;
}

static int template_check(const struct request *request, struct error *err)
{
    struct template *template = template_parse(request->template, err);
    bool good = template != NULL;
    template_free(template);
    return good ? 0 : -1;
}

static void template_show(const struct request *request, bool shown[])
{
    struct error err;
    struct template *template = template_parse(request->template, &err);
    for (size_t i = 0; template && i < template->count; i++)
        if (template->pieces[i].column >= 0)
            shown[template->pieces[i].column] = true;
    template_free(template);
}

static int template_begin(struct output *output, const struct results *results, struct error *err)
{
    (void)results;
    output->state = template_parse(output->request->template, err);
    return output->state ? 0 : -1;
}

static int template_row(struct output *output, const struct result *result, struct error *err)
{
    struct template *template = output->state;
    struct buffer *value = &template->value;
    (void)err;
    for (size_t i = 0; i < template->count; i++) {
        const struct piece *piece = &template->pieces[i];
        if (piece->column < 0) {
            fwrite(buffer_text(&piece->text), 1, piece->text.length, output->stream);
            continue;
        }
        buffer_clear(value);
        template_modifier_add(value, &piece->modifier, result, piece->column);
        format_print(output, buffer_text(value), value->length);
    }
    return 0;
}

static void template_release(struct output *output)
{
    template_free(output->state);
}

const struct format format_template_row = {
    .help = "a template: {field}, {field:html|csv|json|url|WIDTH|%d %b %Y}, {{ and }} for braces, "
            "\\t \\n \\r \\0 \\\\",
    .snippet_columns = 240,
    .check = template_check,
    .show = template_show,
    .begin = template_begin,
    .row = template_row,
    .release = template_release,
};
