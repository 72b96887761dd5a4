/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "template.h"

#include <string.h>

#include "ascii.h"
#include "syntax.h"

#define ASSIGNED_MAX 16
#define NAME_MAX_LENGTH 64

struct delimiter {
    const char *open, *close;
    enum template_kind kind;
    bool shortcode; /* Hugo's: {{< /name >}} ends what {{< name >}} began, not {% endname %} */
};

static const struct delimiter delimiters[] = {
    { "{{{", "}}}", TEMPLATE_OUTPUT, false }, { "{{<", ">}}", TEMPLATE_OUTPUT, true },
    { "{{%", "%}}", TEMPLATE_OUTPUT, true },  { "{{", "}}", TEMPLATE_OUTPUT, false },
    { "{%", "%}", TEMPLATE_TAG, false },      { "{#", "#}", TEMPLATE_TAG, false },
    { "<%", "%>", TEMPLATE_OUTPUT, false },
};

/* Tags whose contents are not read as usual. With TEMPLATE_TAG they are not shown. */
static const struct paired {
    const char *name;
    enum template_kind kind;
} paired[] = {
    { "comment", TEMPLATE_TAG },    { "raw", TEMPLATE_RAW },        { "verbatim", TEMPLATE_RAW },
    { "highlight", TEMPLATE_CODE }, { "codeblock", TEMPLATE_CODE }, { "code", TEMPLATE_CODE },
    { "css", TEMPLATE_TAG },        { "js", TEMPLATE_TAG },         { "javascript", TEMPLATE_TAG },
    { "stylesheet", TEMPLATE_TAG }, { "style", TEMPLATE_TAG },      { "schema", TEMPLATE_TAG },
    { "set", TEMPLATE_TAG },
};

static bool is_name(char c)
{
    return ascii_is_alphanumeric(c) || c == '_';
}

static const struct delimiter *delimiter_at(const struct scan *scan, size_t at)
{
    for (size_t i = 0; i < sizeof delimiters / sizeof *delimiters; i++) {
        const struct delimiter *found = &delimiters[i];
        if (!scan_is_at(scan, at, found->open))
            continue;
        bool script = found->open[0] == '<';
        if (found->open[1] != '#' && !script)
            return found;
        at += 2; /* {#name} is an attribute list, and <%x may be text */
        const char *signs = script ? "-=_# \t\r\n" : "- \t\r\n";
        return at < scan->length && strchr(signs, scan->text[at]) ? found : NULL;
    }
    return NULL;
}

/* Whether the tag whose delimiter ends at at has this name, after the prefix end or /. */
static bool has_name(const struct scan *scan, size_t at, const char *prefix, const char *name)
{
    while (at < scan->length && (scan->text[at] == '-' || scan_is_space(scan->text[at])))
        at++;
    if (!scan_is_at(scan, at, prefix))
        return false;
    at += strlen(prefix);
    if (!scan_is_at(scan, at, name))
        return false;
    at += strlen(name);
    at += scan_is_at(scan, at, "-%");
    return at < scan->length && (scan_is_space(scan->text[at]) || strchr("%>", scan->text[at]));
}

static const struct paired *find_paired(const struct scan *scan, const struct delimiter *delimiter,
                                        size_t start, size_t end)
{
    for (size_t i = 0; i < sizeof paired / sizeof *paired; i++) {
        const char *name = paired[i].name;
        if (!has_name(scan, start, "", name))
            continue;
        bool assigns = strcmp(name, "set") == 0 && memchr(scan->text + start, '=', end - start);
        return assigns || (delimiter->shortcode && paired[i].kind == TEMPLATE_RAW) ? NULL
                                                                                   : &paired[i];
    }
    return NULL;
}

/* Past the tag that ends the pair, from at on; *start: where it begins. */
static size_t past_end(struct scan *scan, size_t at, const struct delimiter *delimiter,
                       const char *name, size_t *start)
{
    size_t from = at;
    while ((at = scan_past(scan, at, scan->length, delimiter->open)) > 0) {
        if (!has_name(scan, at, delimiter->shortcode ? "/" : "end", name))
            continue;
        *start = at - strlen(delimiter->open);
        return scan_past(scan, at, scan->length, delimiter->close);
    }
    return scan_fail(scan, scan->length - from);
}

static void set_pair(struct template *template, struct scan *scan,
                     const struct delimiter *delimiter, size_t open)
{
    const struct paired *pair = find_paired(scan, delimiter, open, template->end);
    if (!pair || (delimiter->shortcode && scan_is_at(scan, template->end - 4, "/>}}")))
        return;
    size_t end = past_end(scan, template->end, delimiter, pair->name, &template->stop);
    if (end == 0)
        return;
    template->kind = pair->kind;
    template->start = template->end;
    if (pair->kind != TEMPLATE_RAW)
        template->end = end;
}

/* {% assign name = x %}, {% for name in x %} */
static void note_assignment(struct templates *templates, size_t at)
{
    static const char *const tags[] = { "assign", "capture", "for" };
    const struct scan *scan = templates->scan;
    size_t i = 0;
    while (i < sizeof tags / sizeof *tags && !has_name(scan, at, "", tags[i]))
        i++;
    if (i == sizeof tags / sizeof *tags || templates->assigned.count == ASSIGNED_MAX)
        return;
    while (scan->text[at] == '-' || scan_is_space(scan->text[at]))
        at++;
    size_t name = at + strlen(tags[i]), end;
    while (name < scan->length && scan_is_space(scan->text[name]))
        name++;
    for (end = name;
         end < scan->length && end - name < NAME_MAX_LENGTH && is_name(scan->text[end]);)
        end++;
    if (end > name)
        list_add(&templates->assigned, scan->text + name, end - name);
}

static bool is_assigned(const struct templates *templates, size_t at)
{
    const struct scan *scan = templates->scan;
    while (at < scan->length && (scan->text[at] == '-' || scan_is_space(scan->text[at])))
        at++;
    for (size_t i = 0; i < templates->assigned.count; i++) {
        const struct list_item *name = &templates->assigned.items[i];
        size_t end = at + name->length;
        if (end < scan->length && memcmp(scan->text + at, name->data, name->length) == 0 &&
            !is_name(scan->text[end]))
            return true;
    }
    return false;
}

void templates_init(struct templates *templates, struct scan *scan)
{
    *templates = (struct templates){ .scan = scan };
}

void templates_release(struct templates *templates)
{
    list_release(&templates->assigned);
}

static bool is_escaped(const struct scan *scan, const struct delimiter *delimiter, size_t open,
                       size_t end)
{
    return delimiter->shortcode && end - open >= 7 && scan_is_at(scan, open, "/*") &&
           scan_is_at(scan, end - 5, "*/");
}

struct template template_at(struct templates *templates, size_t at)
{
    struct scan *scan = templates->scan;
    struct template template = { 0 };
    const struct delimiter *delimiter = at < templates->raw_until ? NULL : delimiter_at(scan, at);
    if (!delimiter)
        return template;
    size_t open = at + strlen(delimiter->open);
    bool tag = delimiter->kind == TEMPLATE_TAG;
    size_t stop = tag ? scan->length : scan_paragraph_end(scan, at);
    template.end = scan_past(scan, open, stop, delimiter->close);
    if (template.end == 0)
        return template;
    template.kind = delimiter->kind;
    if (is_escaped(scan, delimiter, open, template.end)) {
        template.kind = TEMPLATE_TEXT;
        template.start = open + 2;
        template.stop = template.end - 5;
    } else if (delimiter->shortcode || (tag && delimiter->open[1] == '%')) {
        set_pair(&template, scan, delimiter, open);
        note_assignment(templates, open);
    }
    if (template.kind == TEMPLATE_RAW)
        templates->raw_until = template.stop;
    return template;
}

/* Past the template at at that is none of the code around it; 0: it is code. */
static size_t past_processed(const struct templates *templates, size_t at, size_t stop)
{
    struct scan *scan = templates->scan;
    bool raw = scan_is_at(scan, at, "{%") &&
               (has_name(scan, at + 2, "", "raw") || has_name(scan, at + 2, "", "endraw"));
    if (raw)
        return scan_past(scan, at, stop, "%}");
    bool printed = at >= templates->raw_until && templates->assigned.count > 0 &&
                   scan_is_at(scan, at, "{{") && is_assigned(templates, at + 2);
    return printed ? scan_past(scan, at, stop, "}}") : 0;
}

void template_add_code(struct templates *templates, struct buffer *out, size_t start, size_t stop)
{
    struct scan *scan = templates->scan;
    const char *brace;
    size_t kept = start;
    for (size_t at = start; at < stop && (brace = memchr(scan->text + at, '{', stop - at));) {
        at = (size_t)(brace - scan->text);
        size_t end = past_processed(templates, at, stop);
        if (end > 0) {
            buffer_add(out, scan->text + kept, at - kept);
            kept = end;
        }
        at = end > 0 ? end : at + 1;
    }
    buffer_add(out, scan->text + kept, stop - kept);
}

static void add_escaped(struct buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '<' || text[i] == '&')
            buffer_add_text(out, text[i] == '<' ? "&lt;" : "&amp;");
        else
            buffer_add_byte(out, text[i]);
    }
}

static void add_template(struct buffer *out, const struct scan *scan,
                         const struct template *template)
{
    const char *text = scan->text + template->start;
    if (template->kind == TEMPLATE_CODE) {
        buffer_add_text(out, "<pre>");
        add_escaped(out, text, template->stop - template->start);
        buffer_add_text(out, "</pre>");
    } else if (template->kind == TEMPLATE_TEXT) {
        buffer_add_text(out, "{{&lt;");
        add_escaped(out, text, template->stop - template->start);
        buffer_add_text(out, ">}}");
    }
}

/* Past the element <pre> or <code> at at, or 0 if there is none. */
static size_t past_code(struct scan *scan, size_t at)
{
    static const char *const names[] = { "pre", "code" };
    struct syntax_tag tag;
    size_t start, end = syntax_past_tag(scan, at, &tag);
    for (size_t i = 0; end > 0 && i < 2; i++) {
        size_t length = strlen(names[i]);
        if (!tag.closes && tag.name_length == length &&
            strncasecmp(scan->text + tag.name, names[i], length) == 0)
            return syntax_past_end_tag(scan, end, names[i], length, &start);
    }
    return 0;
}

void template_remove(struct buffer *out, const char *text, size_t length)
{
    struct scan scan;
    struct templates templates;

    scan_init(&scan, text, length);
    templates_init(&templates, &scan);
    for (size_t at = 0; at < length;) {
        size_t plain = at, end = 0;
        while (at < length && text[at] != '{' && text[at] != '<')
            at++;
        buffer_add(out, text + plain, at - plain);
        if (at == length)
            break;
        if (text[at] == '<' && !scan_is_at(&scan, at, "<%")) {
            if ((end = past_code(&scan, at)) > 0)
                template_add_code(&templates, out, at, end);
        } else {
            struct template template = template_at(&templates, at);
            add_template(out, &scan, &template);
            end = template.end;
        }
        if (end == 0)
            buffer_add_byte(out, text[at]);
        at = end > 0 ? end : at + 1;
    }
    templates_release(&templates);
}
