/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dialect_tag.c: tags of HTML and of components within a line. */
#include <string.h>
#include <strings.h>

#include "dialect_rules.h"
#include "syntax.h"
#include "template.h"

static bool is_name_of(const struct dialect *dialect, const struct syntax_tag *tag,
                       const char *const *names, size_t count)
{
    const char *name = dialect->scan.text + tag->name;
    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == tag->name_length &&
            strncasecmp(name, names[i], tag->name_length) == 0)
            return true;
    return false;
}

/* Past a whole element whose contents are read in another way; 0: they are not. */
static size_t element(struct dialect *dialect, const struct syntax_tag *tag, size_t at, size_t end)
{
    static const char *const left_out[] = { "script", "style" }, *const code[] = { "pre", "code" };
    struct scan *scan = &dialect->scan;
    bool is_code = !dialect->mdx && is_name_of(dialect, tag, code, 2);
    if (tag->closes || tag->empty || (!is_code && !is_name_of(dialect, tag, left_out, 2)))
        return 0;
    size_t start;
    size_t past = syntax_past_end_tag(scan, end, scan->text + tag->name, tag->name_length, &start);
    if (is_code && past > 0)
        template_add_code(&dialect->templates, dialect->out, at, past);
    return past;
}

/* A tag between words of which it is not known that they are one. */
static void add_gap(struct dialect *dialect, const struct syntax_tag *tag, size_t end)
{
    static const char *const within[] = {
        "a",    "b",    "i",   "em",  "strong", "span", "code", "kbd",  "sub", "sup",  "small",
        "abbr", "mark", "del", "ins", "u",      "s",    "q",    "cite", "var", "samp", "font",
    };
    const struct buffer *out = dialect->out;
    if (is_name_of(dialect, tag, within, sizeof within / sizeof *within))
        return;
    if (scan_is_word(dialect_byte(dialect, end)) && scan_is_word(out->data[out->length - 1]))
        buffer_add_byte(dialect->out, ' ');
}

/* Drops the tag of a component, or of an element whose contents are Markdown, so that cmark does
 * not see it. */
static size_t drop_tag(struct dialect *dialect, const struct syntax_tag *tag, size_t end)
{
    if (!dialect_at_line_start(dialect)) {
        add_gap(dialect, tag, end);
        return end;
    }
    dialect_begin_line(dialect);
    return scan_past_blanks(&dialect->scan, end);
}

/* <Tabs>, but not <TD> */
static bool is_component(const struct dialect *dialect, const struct syntax_tag *tag)
{
    const char *name = dialect->scan.text + tag->name;
    if (tag->name_length == 0 || *name < 'A' || *name > 'Z')
        return false;
    for (size_t i = 1; i < tag->name_length; i++)
        if (name[i] >= 'a' && name[i] <= 'z')
            return true;
    return false;
}

/* <{{ address }}> */
static size_t printed_address(struct dialect *dialect, size_t at)
{
    if (!scan_is_at(&dialect->scan, at + 1, "{{"))
        return 0;
    struct template found = template_at(&dialect->templates, at + 1);
    if (found.kind != TEMPLATE_OUTPUT || dialect_byte(dialect, found.end) != '>')
        return 0;
    buffer_add_text(dialect->out, DIALECT_PLACEHOLDER);
    return found.end + 1;
}

size_t dialect_tag(struct dialect *dialect, size_t at)
{
    struct scan *scan = &dialect->scan;
    struct syntax_tag tag;
    if (scan_is_at(scan, at, "<!--"))
        return scan_past(scan, at + 4, scan->length, "-->");
    size_t end = syntax_past_tag(scan, at, &tag);
    if (end == 0)
        return printed_address(dialect, at);
    size_t past = element(dialect, &tag, at, end);
    if (past > 0)
        return past;
    if (dialect->mdx || tag.markdown || is_component(dialect, &tag))
        return drop_tag(dialect, &tag, end);
    if (tag.name_length == 0)
        return 0;
    buffer_add_text(dialect->out, tag.closes ? "</" : "<");
    dialect_add(dialect, tag.name, tag.name + tag.name_length);
    buffer_add_text(dialect->out, tag.empty ? "/>" : ">");
    return end;
}
