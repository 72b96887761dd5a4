/* SPDX-License-Identifier: GPL-2.0-or-later */
/* format_delimited.c: csv (RFC 4180) and tsv, one row a result under a line of names; with
 * -n 0 a row for each value of a facet or chart. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "column.h"
#include "csv_text.h"
#include "formats.h"
#include "memory.h"
#include "text.h"

static const int columns[] = {
    FIELD_PATH, FIELD_TITLE, FIELD_DATE, FIELD_QUALITY, FIELD_HEAT, FIELD_URL, -1,
};

/* The differences of csv and tsv. */
struct dialect {
    char between;
    const char *end;
    void (*quote)(struct buffer *out, const char *text, size_t length);
};

struct delimited_state {
    const struct dialect *dialect;
    size_t cells;                    /* of the line so far */
    struct buffer line, value, safe; /* memory kept from row to row */
};

static void quote_tsv(struct buffer *out, const char *text, size_t length)
{
    static const char plain[] = "\t\n\r\\", letters[] = "tnr\\";
    for (size_t i = 0; i < length; i++) {
        const char *found = text[i] ? strchr(plain, text[i]) : NULL;
        if (found)
            buffer_add_byte(out, '\\');
        buffer_add_byte(out, found ? letters[found - plain] : text[i]);
    }
}

static const struct dialect csv = { ',', "\r\n", csv_text_add };
static const struct dialect tsv = { '\t', "\n", quote_tsv };

/* Adds a cell to the line; on a terminal, without control characters. */
static void add_cell(struct output *output, const char *text, size_t length)
{
    struct delimited_state *state = output->state;
    buffer_clear(&state->safe);
    if (output->terminal.interactive)
        text_add_safe(&state->safe, text, length);
    else
        buffer_add(&state->safe, text, length);
    if (state->cells++ > 0)
        buffer_add_byte(&state->line, state->dialect->between);
    state->dialect->quote(&state->line, buffer_text(&state->safe), state->safe.length);
}

static void end_line(struct output *output)
{
    struct delimited_state *state = output->state;
    buffer_add_text(&state->line, state->dialect->end);
    fwrite(buffer_text(&state->line), 1, state->line.length, output->stream);
    buffer_clear(&state->line);
    state->cells = 0;
}

static void print_names(struct output *output)
{
    static const char *const names[] = { "facet", "value", "count" };
    size_t count;
    const int *chosen = format_columns(output->request, &count);
    if (format_lists_alone(output->request))
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            add_cell(output, names[i], strlen(names[i]));
    else
        for (size_t i = 0; i < count; i++)
            add_cell(output, column_key(chosen[i]), strlen(column_key(chosen[i])));
    end_line(output);
}

static int delimited_begin(struct output *output, const struct results *results, struct error *err)
{
    struct delimited_state *state = memory_allocate(sizeof *state);
    (void)results;
    (void)err;
    state->dialect = output->request->format == &format_csv_row ? &csv : &tsv;
    output->state = state;
    if (!output->request->no_header)
        print_names(output);
    return 0;
}

static int delimited_row(struct output *output, const struct result *result, struct error *err)
{
    struct delimited_state *state = output->state;
    size_t count;
    const int *chosen = format_columns(output->request, &count);
    (void)err;
    for (size_t i = 0; i < count; i++) {
        buffer_clear(&state->value);
        column_add_text(&state->value, result, chosen[i]);
        add_cell(output, buffer_text(&state->value), state->value.length);
    }
    end_line(output);
    return 0;
}

/* "topic,AI,2"; of articles without a value the cell is empty. */
static void print_list(struct output *output, const struct bucket_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct bucket *bucket = &list->buckets[i];
        char number[24];
        snprintf(number, sizeof number, "%" PRIu64, bucket->count);
        add_cell(output, list->name, strlen(list->name));
        add_cell(output, bucket->value ? bucket->value : "",
                 bucket->value ? strlen(bucket->value) : 0);
        add_cell(output, number, strlen(number));
        end_line(output);
    }
}

static int delimited_end(struct output *output, const struct results *results, struct error *err)
{
    (void)err;
    for (size_t i = 0; i < results->buckets.facet_count; i++)
        print_list(output, &results->buckets.facets[i]);
    for (size_t i = 0; i < results->buckets.chart_count; i++)
        print_list(output, &results->buckets.charts[i]);
    return 0;
}

static void delimited_release(struct output *output)
{
    struct delimited_state *state = output->state;
    if (!state)
        return;
    buffer_release(&state->line);
    buffer_release(&state->value);
    buffer_release(&state->safe);
    free(state);
}

#define DELIMITED                                                                                  \
    .lists_alone = true, .takes_columns = true, .takes_header = true, .snippet_columns = 240,      \
    .columns = columns, .begin = delimited_begin, .row = delimited_row, .end = delimited_end,      \
    .release = delimited_release

const struct format format_csv_row = {
    .name = "csv",
    .help = "comma-separated values as RFC 4180 has them",
    DELIMITED,
};

const struct format format_tsv_row = {
    .name = "tsv",
    .help = "tab-separated values; a tab, newline or backslash in one is \\t, \\n, \\\\",
    DELIMITED,
};
