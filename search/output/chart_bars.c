/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "chart_bars.h"

#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "chart_gap.h"
#include "memory.h"
#include "number.h"
#include "text.h"

#define BARS_MAX 120 /* of a chart: ten years of months */
#define BAR_MAX 60

/* A line of the chart: a bucket, or a run of empty ones. */
struct bar {
    const char *label; /* NULL: missing empty buckets */
    uint64_t count;
    uint64_t missing;
};

struct bars {
    struct bar *items;
    size_t count;
    size_t first;  /* the first bar that is drawn */
    uint64_t most; /* the highest count */
    size_t label_columns, count_columns;
};

static void measure(struct bars *bars)
{
    for (size_t i = bars->first; i < bars->count; i++) {
        const struct bar *bar = &bars->items[i];
        char number[NUMBER_SIZE];
        size_t columns = bar->label ? text_columns(bar->label, strlen(bar->label)) : 0;
        size_t digits = strlen(number_grouped(number, bar->count));
        if (columns > bars->label_columns)
            bars->label_columns = columns;
        if (digits > bars->count_columns)
            bars->count_columns = digits;
        if (bar->count > bars->most)
            bars->most = bar->count;
    }
}

/* A few empty buckets as bars without a length, many as one line; of a long chart the last bars. */
static void make_bars(struct bars *bars, const struct bucket_list *list, bool chart)
{
    bars->items = memory_allocate((list->count + 1) * sizeof *bars->items);
    for (size_t i = 0; i < list->count; i++) {
        const struct bucket *bucket = &list->buckets[i];
        size_t gap = chart_gap(list, i);
        if (gap > 0) {
            bars->items[bars->count++] = (struct bar){ .missing = gap };
            i += gap - 1;
            continue;
        }
        bars->items[bars->count++] =
            (struct bar){ .label = bucket->value ? bucket->value : "none", .count = bucket->count };
    }
    if (chart && bars->count > BARS_MAX)
        bars->first = bars->count - BARS_MAX;
    measure(bars);
}

/* length is in eighths of a column. */
static void add_length(struct buffer *out, size_t length, bool unicode)
{
    static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
    for (size_t i = 0; i < length / 8; i++)
        buffer_add_text(out, unicode ? "█" : "#");
    if (unicode)
        buffer_add_text(out, eighths[length % 8]);
    else if (length % 8 >= 4 || (length > 0 && length < 8))
        buffer_add_byte(out, '#');
}

static void add_spaces(struct buffer *out, size_t count)
{
    while (count-- > 0)
        buffer_add_byte(out, ' ');
}

/* The label, filled up or cut to the column's width. */
static void add_label(struct buffer *out, const char *label, size_t columns, bool unicode)
{
    struct buffer safe = BUFFER_INIT;
    text_add_safe(&safe, label, strlen(label));
    const char *text = buffer_text(&safe);
    size_t dots = unicode ? 1 : 3, length = safe.length;
    if (text_columns(text, length) > columns) {
        length = text_fit(text, length, columns - dots);
        buffer_add(out, text, length);
        buffer_add_text(out, unicode ? "…" : "...");
        add_spaces(out, columns - dots - text_columns(text, length));
    } else {
        buffer_add(out, text, length);
        add_spaces(out, columns - text_columns(text, length));
    }
    buffer_release(&safe);
}

static void print_bars(FILE *stream, const struct terminal *terminal, const struct bars *bars,
                       const char *buckets)
{
    /* two spaces, the label, two spaces, the count, a space, the bar */
    size_t fixed = 5 + bars->count_columns, labels = bars->label_columns;
    size_t room = terminal->columns > fixed ? terminal->columns - fixed : 0;
    if (labels > room / 2)
        labels = room / 2;
    size_t bar_columns = room > labels ? room - labels : 0;
    if (bar_columns > BAR_MAX)
        bar_columns = BAR_MAX;
    struct buffer line = BUFFER_INIT;
    for (size_t i = bars->first; i < bars->count; i++) {
        const struct bar *bar = &bars->items[i];
        char number[NUMBER_SIZE];
        buffer_clear(&line);
        buffer_add_text(&line, "  ");
        if (!bar->label) {
            buffer_printf(&line, "%s %s empty %s", terminal->unicode ? "⋮" : ":",
                          number_grouped(number, bar->missing), buckets);
        } else {
            double share = bars->most ? (double)bar->count / (double)bars->most : 0;
            size_t length = (size_t)(share * (double)(8 * bar_columns) + 0.5);
            add_label(&line, bar->label, labels, terminal->unicode);
            buffer_printf(&line, "  %*s", (int)bars->count_columns,
                          number_grouped(number, bar->count));
            if (bar->count > 0) {
                buffer_add_byte(&line, ' ');
                add_length(&line, length > 0 ? length : 1, terminal->unicode);
            }
        }
        fprintf(stream, "%s\n", buffer_text(&line));
    }
    buffer_release(&line);
}

static void print_left_out(FILE *stream, const struct bars *bars, const char *buckets)
{
    uint64_t articles = 0, earlier = 0;
    char left[NUMBER_SIZE], number[NUMBER_SIZE];
    for (size_t i = 0; i < bars->first; i++) {
        articles += bars->items[i].count;
        earlier += bars->items[i].label ? 1 : bars->items[i].missing;
    }
    if (bars->first > 0)
        fprintf(stream, "  %s earlier %s with %s articles\n", number_grouped(left, earlier),
                buckets, number_grouped(number, articles));
}

void chart_bars_print(FILE *stream, const struct terminal *terminal, const struct bucket_list *list)
{
    const char *buckets = chart_buckets(list->name);
    struct bars bars = { .items = NULL };
    make_bars(&bars, list, buckets);
    terminal_begin_style(stream, terminal, STYLE_HEADING);
    fputs(list->name, stream);
    terminal_end_style(stream, terminal, STYLE_HEADING);
    fputc('\n', stream);
    print_left_out(stream, &bars, buckets);
    print_bars(stream, terminal, &bars, buckets);
    free(bars.items);
}
