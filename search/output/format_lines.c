/* SPDX-License-Identifier: GPL-2.0-or-later */
/* format_lines.c: one value a line: paths, urls, and the number that --count asks for. */
#include <inttypes.h>

#include "formats.h"
#include "json_writer.h"

/* An article without the value gives no line, because an empty line is not an address. */
static void print_line(struct output *output, const struct result *result, enum field_id id)
{
    const struct list_item *value = article_first(&result->article, id);
    if (!value) {
        output->omitted++;
        return;
    }
    format_print(output, value->data, value->length);
    fputc(output->request->null_ends ? '\0' : '\n', output->stream);
}

static int paths_row(struct output *output, const struct result *result, struct error *err)
{
    (void)err;
    print_line(output, result, FIELD_PATH);
    return 0;
}

static int urls_row(struct output *output, const struct result *result, struct error *err)
{
    (void)err;
    print_line(output, result, FIELD_URL);
    return 0;
}

static int count_end(struct output *output, const struct results *results, struct error *err)
{
    (void)err;
    fprintf(output->stream, "%" PRIu64 "\n", results->total);
    return 0;
}

static int count_json_end(struct output *output, const struct results *results, struct error *err)
{
    (void)err;
    json_write_count(output->stream, output->request, results);
    return 0;
}

static const int path_columns[] = { FIELD_PATH, -1 };
static const int url_columns[] = { FIELD_URL, -1 };

const struct format format_paths_row = {
    .name = "paths",
    .help = "the path of each article",
    .takes_null = true,
    .columns = path_columns,
    .row = paths_row,
};

const struct format format_urls_row = {
    .name = "urls",
    .help = "the address of each article that has one",
    .takes_null = true,
    .columns = url_columns,
    .row = urls_row,
};

const struct format format_count_row = {
    .counts = true,
    .end = count_end,
};

const struct format format_count_json_row = {
    .counts = true,
    .suggests = true,
    .end = count_json_end,
};
