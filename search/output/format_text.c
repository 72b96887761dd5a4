/* SPDX-License-Identifier: GPL-2.0-or-later */
/* format_text.c: results for a person: the title, a line of details, the words around the match,
 * the address and the path. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "chart_bars.h"
#include "collapsed.h"
#include "column.h"
#include "date.h"
#include "environment.h"
#include "formats.h"
#include "hyperlink.h"
#include "memory.h"
#include "number.h"
#include "paragraph.h"
#include "text.h"

#define INDENT 2         /* of what follows a title, where results are not numbered */
#define SNIPPET_SPARE 14 /* columns of two lines that breaks between words may leave empty */

static const int columns[] = {
    FIELD_TITLE,  FIELD_PROVIDER_NAME, FIELD_PROVIDER_DOMAIN, FIELD_DATE, FIELD_QUALITY, FIELD_HEAT,
    FIELD_TOPICS, FIELD_PUBLISHED,     COLUMN_SNIPPET,        FIELD_URL,  FIELD_PATH,    -1,
};

struct text_state {
    struct buffer directories[2]; /* the working directory, as it is and as the shell calls it */
    struct buffer line, part;     /* of the line of details */
    size_t indent;
    bool numbered; /* for a person, who opens a result by its number */
    bool follows;  /* something was printed */
};

static const char *style(const struct output *output, enum palette_style which)
{
    return terminal_style(&output->terminal, which);
}

/* Two lines. */
static size_t text_snippet_columns(const struct terminal *terminal)
{
    size_t room = 2 * (terminal_page(terminal) - INDENT);
    return room > 2 * SNIPPET_SPARE ? room - SNIPPET_SPARE : room;
}

static size_t digits_of(uint64_t number)
{
    size_t digits = 1;
    while (number /= 10)
        digits++;
    return digits;
}

static void add_directory(struct buffer *out, const char *directory)
{
    if (directory && directory[0] == '/' && directory[1])
        buffer_printf(out, "%s/", directory);
}

static int text_begin(struct output *output, const struct results *results, struct error *err)
{
    struct text_state *state = memory_allocate(sizeof *state);
    char *directory = getcwd(NULL, 0);
    (void)err;
    output->state = state;
    add_directory(&state->directories[0], directory);
    add_directory(&state->directories[1], environment_shell_directory());
    free(directory);
    state->numbered = output->terminal.interactive;
    state->indent = INDENT;
    if (state->numbered)
        state->indent += digits_of((uint64_t)results->offset + results->count);
    if (!results->parsed_query)
        return 0;
    struct buffer about = BUFFER_INIT;
    buffer_printf(&about, "%s (%s)", results->parsed_query, results->strategy);
    struct snippet query = { .text = about.data };
    struct paragraph paragraph = { .columns = terminal_wrap(&output->terminal),
                                   .plain = style(output, STYLE_ABOUT) };
    paragraph_print(output->stream, &paragraph, &query);
    buffer_release(&about);
    state->follows = true;
    return 0;
}

static void print_title(struct output *output, const struct result *result)
{
    const struct text_state *state = output->state;
    char number[24];
    snprintf(number, sizeof number, "%*" PRIu32, (int)state->indent - INDENT, result->rank);
    struct paragraph paragraph = { .columns = terminal_wrap(&output->terminal),
                                   .plain = style(output, STYLE_TITLE),
                                   .mark = style(output, STYLE_MATCH),
                                   .indent = state->numbered ? state->indent : 0,
                                   .label = state->numbered ? number : NULL,
                                   .label_style = style(output, STYLE_NUMBER) };
    const struct list_item *item = article_first(&result->article, FIELD_TITLE);
    struct snippet plain = { .text = item ? item->data : NULL };
    const struct snippet *title = result->title.text ? &result->title : &plain;
    paragraph_print(output->stream, &paragraph, title);
}

static void print_quiet(struct output *output, const struct buffer *line)
{
    struct snippet text = { .text = line->length ? line->data : NULL };
    const struct text_state *state = output->state;
    struct paragraph paragraph = { .indent = state->indent,
                                   .columns = terminal_wrap(&output->terminal),
                                   .plain = style(output, STYLE_ABOUT),
                                   .mark = "" };
    paragraph_print(output->stream, &paragraph, &text);
}

/* Adds state->part to the line of details. If it does not fit, begins a new line. */
static void add_part(struct output *output)
{
    struct text_state *state = output->state;
    const char *between = output->terminal.unicode ? " · " : " - ";
    struct buffer *line = &state->line, *part = &state->part;
    size_t page = terminal_wrap(&output->terminal);
    size_t room = page ? page - state->indent : SIZE_MAX;
    size_t needed = text_columns(buffer_text(line), line->length) +
                    text_columns(between, strlen(between)) +
                    text_columns(buffer_text(part), part->length);
    if (line->length > 0 && needed > room) {
        print_quiet(output, line);
        buffer_clear(line);
    }
    if (part->length > 0 && line->length > 0)
        buffer_add_text(line, between);
    buffer_add(line, buffer_text(part), part->length);
    buffer_clear(part);
}

static void add_words(struct output *output, const struct list *words)
{
    struct buffer *part = &((struct text_state *)output->state)->part;
    for (size_t i = 0; i < words->count; i++) {
        buffer_add_text(part, i ? ", " : "");
        buffer_add(part, words->items[i].data, words->items[i].length);
    }
    add_part(output);
}

static void print_about(struct output *output, const struct result *result)
{
    struct text_state *state = output->state;
    const struct article *article = &result->article;
    struct buffer *part = &state->part;
    char date[DATE_TEXT_SIZE];
    static const enum field_id numbers[] = { FIELD_QUALITY, FIELD_HEAT };

    buffer_clear(&state->line);
    add_words(output, article_provider(article));
    if (article->has[FIELD_DATE])
        buffer_add_text(part, date_label(date, article->numbers[FIELD_DATE], BUCKET_DAY));
    add_part(output);
    for (size_t i = 0; i < 2; i++) {
        if (article->has[numbers[i]])
            buffer_printf(part, "%s %" PRId64, schema_field(numbers[i])->key,
                          article->numbers[numbers[i]]);
        add_part(output);
    }
    add_words(output, &article->values[FIELD_TOPICS]);
    if (article->has[FIELD_PUBLISHED] && !article->numbers[FIELD_PUBLISHED])
        buffer_add_text(part, "draft");
    add_part(output);
    if (result->collapsed > 0)
        collapsed_describe(part, output->request, result);
    add_part(output);
    print_quiet(output, &state->line);
}

static void print_parts(struct output *output, const struct result *result)
{
    struct text_state *state = output->state;
    const struct score_parts *parts = &result->parts;
    struct buffer *line = &state->line;
    buffer_clear(line);
    buffer_printf(line, "score %.4f = text %.4f + quality %.4f + heat %.4f + recency %.4f",
                  result->score, parts->text, parts->quality, parts->heat, parts->recency);
    for (size_t i = 0; i < result->share_count; i++)
        buffer_printf(line, "%s%s %.4f in %s", i ? ", " : "; ", result->shares[i].word,
                      result->shares[i].weight, result->shares[i].field);
    print_quiet(output, line);
}

static void print_snippet(struct output *output, const struct result *result)
{
    const struct text_state *state = output->state;
    struct paragraph paragraph = { .indent = state->indent,
                                   .columns = terminal_page(&output->terminal),
                                   .plain = style(output, STYLE_SNIPPET),
                                   .mark = style(output, STYLE_MATCH) };
    paragraph_print(output->stream, &paragraph, &result->snippet);
}

/* Prints a path or an address. It is only cut on a terminal, where a link leads to it. */
static void print_place(struct output *output, const struct list_item *place, size_t skip,
                        bool (*begin)(FILE *stream, const struct list_item *place),
                        enum palette_style which)
{
    struct buffer shown = BUFFER_INIT;
    const struct terminal *terminal = &output->terminal;
    const struct text_state *state = output->state;
    size_t room = terminal->interactive ? terminal->columns - state->indent : SIZE_MAX;
    paragraph_fit(&shown, place->data + skip, place->length - skip, room,
                  terminal->unicode ? "…" : "...");
    bool linked = terminal->hyperlinks && begin(output->stream, place);
    terminal_begin_style(output->stream, terminal, which);
    fwrite(buffer_text(&shown), 1, shown.length, output->stream);
    terminal_end_style(output->stream, terminal, which);
    if (linked)
        hyperlink_end(output->stream);
    buffer_release(&shown);
}

static void print_indent(const struct output *output)
{
    const struct text_state *state = output->state;
    fprintf(output->stream, "%*s", (int)state->indent, "");
}

/* How many bytes of a path below the working directory are left out. */
static size_t below(const struct text_state *state, const struct list_item *path)
{
    for (size_t i = 0; i < 2; i++) {
        size_t length = state->directories[i].length;
        if (length > 0 && length < path->length &&
            memcmp(path->data, state->directories[i].data, length) == 0)
            return length;
    }
    return 0;
}

/* Prints the address and the path; on a terminal in one line if both fit. */
static void print_places(struct output *output, const struct result *result)
{
    const struct text_state *state = output->state;
    const struct list_item *address = article_first(&result->article, FIELD_URL);
    const struct list_item *path = article_first(&result->article, FIELD_PATH);
    size_t skip = path ? below(state, path) : 0, needed = state->indent + INDENT;
    if (address)
        needed += text_columns(address->data, address->length);
    if (path)
        needed += text_columns(path->data + skip, path->length - skip);
    bool together = output->terminal.interactive && needed <= output->terminal.columns;
    if (address) {
        print_indent(output);
        print_place(output, address, 0, hyperlink_begin_address, STYLE_URL);
        fputs(path && together ? "  " : "\n", output->stream);
    }
    if (path) {
        if (!address || !together)
            print_indent(output);
        print_place(output, path, skip, hyperlink_begin_path, STYLE_PATH);
        fputc('\n', output->stream);
    }
}

static int text_row(struct output *output, const struct result *result, struct error *err)
{
    struct text_state *state = output->state;
    (void)err;
    if (state->follows &&
        !state->numbered) /* the numbers in the margin separate results well enough */
        fputc('\n', output->stream);
    state->follows = true;
    print_title(output, result);
    print_about(output, result);
    if (output->request->explain)
        print_parts(output, result);
    print_snippet(output, result);
    print_places(output, result);
    return 0;
}

/* "1-10 of 57", or without rows "57 articles". */
static void print_total(struct output *output, const struct results *results)
{
    char total[NUMBER_SIZE], first[NUMBER_SIZE], last[NUMBER_SIZE];
    const char *about = results->total_exact ? "" : "about ";
    FILE *stream = output->stream;
    if (results->total == 0)
        return;
    terminal_begin_style(stream, &output->terminal, STYLE_ABOUT);
    number_grouped(total, results->total_exact ? results->total : number_about(results->total));
    number_grouped(first, results->offset + UINT64_C(1));
    number_grouped(last, (uint64_t)results->offset + results->count);
    if (results->count == 0)
        fprintf(stream, "%s%s article%s", about, total, results->total == 1 ? "" : "s");
    else if (results->count == 1)
        fprintf(stream, "%s of %s%s", first, about, total);
    else
        fprintf(stream, "%s-%s of %s%s", first, last, about, total);
    terminal_end_style(stream, &output->terminal, STYLE_ABOUT);
    fputc('\n', stream);
}

static void print_lists(struct output *output, const struct bucket_list *lists, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fputc('\n', output->stream);
        chart_bars_print(output->stream, &output->terminal, &lists[i]);
        if (lists[i].count == 0)
            fputs("  no values\n", output->stream);
    }
}

static int text_end(struct output *output, const struct results *results, struct error *err)
{
    struct text_state *state = output->state;
    (void)err;
    if (state->follows && results->total > 0)
        fputc('\n', output->stream);
    print_total(output, results);
    if (results->total == 0)
        return 0;
    print_lists(output, results->buckets.charts, results->buckets.chart_count);
    print_lists(output, results->buckets.facets, results->buckets.facet_count);
    return 0;
}

static void text_release(struct output *output)
{
    struct text_state *state = output->state;
    if (!state)
        return;
    buffer_release(&state->directories[0]);
    buffer_release(&state->directories[1]);
    buffer_release(&state->line);
    buffer_release(&state->part);
    free(state);
}

const struct format format_text_row = {
    .name = "text",
    .help = "for people",
    .human = true,
    .lists = true,
    .explains = true,
    .others = true,
    .columns = columns,
    .fit_snippet = text_snippet_columns,
    .begin = text_begin,
    .row = text_row,
    .end = text_end,
    .release = text_release,
};
