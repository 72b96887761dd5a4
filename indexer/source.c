#include "source.h"

#include <stdbool.h>
#include <string.h>

#include "body/body.h"
#include "buffer.h"
#include "date.h"

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

static void set_body(struct article *article, const char *path, const char *text, size_t length)
{
    struct buffer body = BUFFER_INIT;
    body_add_text(&body, path, text, length);
    if (body.length > 0)
        list_add(&article->values[FIELD_BODY], body.data, body.length);
    buffer_release(&body);
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
