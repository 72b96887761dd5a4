/* format_delimited.c: csv (RFC 4180) and tsv, one row a result under a line of names. */
#include <stdlib.h>
#include <string.h>

#include "column.h"
#include "formats.h"
#include "memory.h"
#include "text.h"

static const int columns[] = {
    FIELD_PATH, FIELD_TITLE, FIELD_DATE, FIELD_QUALITY, FIELD_HEAT, FIELD_URL, -1,
};

/* What tells csv from tsv. */
struct dialect {
    char between;
    const char *end;
    void (*quote)(struct buffer *out, const char *text, size_t length);
};

struct delimited_state {
    const struct dialect *dialect;
    struct buffer line, value, safe; /* memory kept from row to row */
};

static void quote_csv(struct buffer *out, const char *text, size_t length)
{
    if (strcspn(text, ",\"\r\n") == length) {
        buffer_add(out, text, length);
        return;
    }
    buffer_add_byte(out, '"');
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"')
            buffer_add_byte(out, '"');
        buffer_add_byte(out, text[i]);
    }
    buffer_add_byte(out, '"');
}

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

static const struct dialect csv = { ',', "\r\n", quote_csv };
static const struct dialect tsv = { '\t', "\n", quote_tsv };

/* The value; where a person looks, without what a terminal would obey. */
static const struct buffer *value_of(struct output *output, const struct result *result, int column)
{
    struct delimited_state *state = output->state;
    buffer_clear(&state->value);
    if (result)
        column_add_text(&state->value, result, column);
    else
        buffer_add_text(&state->value, column_key(column));
    if (!output->terminal.interactive)
        return &state->value;
    buffer_clear(&state->safe);
    text_add_safe(&state->safe, buffer_text(&state->value), state->value.length);
    return &state->safe;
}

/* result NULL: the line of names. */
static void print_line(struct output *output, const struct result *result)
{
    struct delimited_state *state = output->state;
    size_t count;
    const int *chosen = output_columns(output->request, &count);
    buffer_clear(&state->line);
    for (size_t i = 0; i < count; i++) {
        const struct buffer *value = value_of(output, result, chosen[i]);
        if (i > 0)
            buffer_add_byte(&state->line, state->dialect->between);
        state->dialect->quote(&state->line, buffer_text(value), value->length);
    }
    buffer_add_text(&state->line, state->dialect->end);
    fwrite(buffer_text(&state->line), 1, state->line.length, output->stream);
}

static int begin(struct output *output, const struct dialect *dialect)
{
    struct delimited_state *state = memory_allocate(sizeof *state);
    state->dialect = dialect;
    output->state = state;
    if (!output->request->no_header)
        print_line(output, NULL);
    return 0;
}

static int csv_begin(struct output *output, const struct results *results, struct error *err)
{
    (void)results;
    (void)err;
    return begin(output, &csv);
}

static int tsv_begin(struct output *output, const struct results *results, struct error *err)
{
    (void)results;
    (void)err;
    return begin(output, &tsv);
}

static int delimited_row(struct output *output, const struct result *result, struct error *err)
{
    (void)err;
    print_line(output, result);
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

const struct format format_csv_row = {
    .name = "csv",
    .help = "comma-separated values as RFC 4180 has them",
    .takes_columns = true,
    .takes_header = true,
    .snippet_columns = 240,
    .columns = columns,
    .begin = csv_begin,
    .row = delimited_row,
    .release = delimited_release,
};

const struct format format_tsv_row = {
    .name = "tsv",
    .help = "tab-separated values; a tab, newline or backslash in one is \\t, \\n, \\\\",
    .takes_columns = true,
    .takes_header = true,
    .snippet_columns = 240,
    .columns = columns,
    .begin = tsv_begin,
    .row = delimited_row,
    .release = delimited_release,
};
