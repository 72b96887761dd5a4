/* SPDX-License-Identifier: GPL-2.0-or-later */
/* format_json.c: json is one object on one line, jsonl its results alone, one a line. */
#include "column.h"
#include "formats.h"
#include "json_writer.h"
#include "memory.h"

#include <stdlib.h>

static const int columns[] = {
    COLUMN_RANK,    COLUMN_SCORE,      FIELD_PATH,   FIELD_TITLE,         FIELD_EXCERPT,
    COLUMN_SNIPPET, COLUMN_HIGHLIGHTS, FIELD_TOPICS, FIELD_PROVIDER_NAME, FIELD_PROVIDER_DOMAIN,
    FIELD_AUTHORS,  FIELD_CATEGORY,    FIELD_TYPE,   FIELD_LANG,          FIELD_DATE,
    FIELD_URL,      FIELD_QUALITY,     FIELD_HEAT,   FIELD_PUBLISHED,     -1,
};

struct json_state {
    bool follows; /* a result was printed */
};

static int json_begin(struct output *output, const struct results *results, struct error *err)
{
    (void)err;
    output->state = memory_allocate(sizeof(struct json_state));
    json_write_head(output->stream, results);
    return 0;
}

static void write_row(struct output *output, const struct result *result)
{
    size_t count;
    const int *chosen = format_columns(output->request, &count);
    json_write_row(output->stream, output->request, result, chosen, count);
}

static int json_row(struct output *output, const struct result *result, struct error *err)
{
    struct json_state *state = output->state;
    (void)err;
    if (state->follows)
        fputc(',', output->stream);
    state->follows = true;
    write_row(output, result);
    return 0;
}

static int json_end(struct output *output, const struct results *results, struct error *err)
{
    (void)err;
    json_write_tail(output->stream, output->request, results);
    return 0;
}

static void json_release(struct output *output)
{
    free(output->state);
}

static int jsonl_row(struct output *output, const struct result *result, struct error *err)
{
    (void)err;
    write_row(output, result);
    fputc('\n', output->stream);
    return 0;
}

const struct format format_json_row = {
    .name = "json",
    .help = "one object with the results, the total, facets and charts",
    .counts = true,
    .lists = true,
    .explains = true,
    .suggests = true,
    .batch = true,
    .takes_columns = true,
    .snippet_columns = 240,
    .columns = columns,
    .begin = json_begin,
    .row = json_row,
    .end = json_end,
    .release = json_release,
};

const struct format format_jsonl_row = {
    .name = "jsonl",
    .help = "the results alone, an object a line",
    .explains = true,
    .takes_columns = true,
    .snippet_columns = 240,
    .columns = columns,
    .row = jsonl_row,
};
