#include "source.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "date.h"
#include "liquid.h"
#include "markup.h"
#include "text.h"

/* Passes warnings on with the path before them. */
struct reporter {
    const struct front_matter_options *options;
    const char *path;
};

static void report(void *context, const char *message)
{
    const struct reporter *reporter = context;
    struct error full;

    error_set(&full, "%s:%s", reporter->path, message);
    reporter->options->warn(reporter->options->warn_context, full.text);
}

/* The date of a name such as 2021-06-27-power-fx.md, until the front matter gives another. */
static void set_date_of_name(struct article *article, const char *path)
{
    static const char form[] = "dddd-dd-dd-";
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    struct error ignored; /* what is no date is a name like any other */

    for (size_t i = 0; form[i]; i++)
        if (form[i] == 'd' ? name[i] < '0' || name[i] > '9' : name[i] != form[i])
            return;
    article->has[FIELD_DATE] = date_parse(&article->numbers[FIELD_DATE], name, 10, &ignored) == 0;
}

static bool is_markdown(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && (strcasecmp(dot, ".md") == 0 || strcasecmp(dot, ".markdown") == 0);
}

static bool is_blank(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] != ' ' && text[i] != '\n' && text[i] != '\r' && text[i] != '\t')
            return false;
    return true;
}

static void set_body(struct article *article, const char *path, const char *text, size_t length)
{
    struct buffer repaired = BUFFER_INIT, plain = BUFFER_INIT, body = BUFFER_INIT;

    if (is_blank(text, length))
        return;
    if (!text_valid(text, length)) {
        text_repair(&repaired, text, length);
        text = repaired.data;
        length = repaired.length;
    }
    if (memchr(text, '{', length)) {
        liquid_remove(&plain, text, length);
        text = buffer_text(&plain);
        length = plain.length;
    }
    if (is_markdown(path))
        markup_markdown(&body, text, length);
    else
        markup_html(&body, text, length);
    if (body.length > 0)
        list_add(&article->values[FIELD_BODY], body.data, body.length);
    buffer_release(&body);
    buffer_release(&plain);
    buffer_release(&repaired);
}

enum source_result source_parse(struct article *article, const char *path, const char *bytes,
                                size_t length, const struct front_matter_options *options,
                                struct error *err)
{
    struct reporter reporter = { options, path };
    struct front_matter_options reporting = { 0 };
    size_t body;

    if (options)
        reporting = *options;
    if (reporting.warn) {
        reporting.warn = report;
        reporting.warn_context = &reporter;
    }
    set_date_of_name(article, path);
    enum front_matter_result result =
        front_matter_parse(article, bytes, length, &body, &reporting, err);
    if (result == FRONT_MATTER_NONE)
        return SOURCE_IGNORED;
    if (result == FRONT_MATTER_BAD) {
        struct error reason = *err;
        error_set(err, "%s:%s", path, reason.text);
        return SOURCE_SKIPPED;
    }
    if (!article->has[FIELD_PUBLISHED]) {
        article->has[FIELD_PUBLISHED] = true;
        article->numbers[FIELD_PUBLISHED] = 1;
    }
    list_add_text(&article->values[FIELD_PATH], path);
    set_body(article, path, bytes + body, length - body);
    return SOURCE_ARTICLE;
}
