#include "chart_bars.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "date.h"
#include "memory.h"
#include "number.h"
#include "text.h"

#define BARS_MOST 120 /* of a chart: ten years of months */
#define GAP_MOST 3    /* empty buckets in a row that are drawn one by one */
#define BAR_MOST 60

/* A line of the chart: a bucket, or a run of empty ones. */
struct bar {
    const char *label; /* NULL: missing empty buckets */
    char date[DATE_TEXT_SIZE];
    uint64_t count;
    uint64_t missing;
};

struct bars {
    struct bar *items;
    size_t count;
    uint64_t most; /* the highest count */
    size_t label_columns, count_columns;
};

/* How the buckets of a chart follow each other; a facet's do not. */
struct scale {
    const char *name;
    const char *many; /* "27 months without" */
    enum date_bucket bucket;
    bool dated;
};

static const struct scale scales[] = {
    { "day", "days", BUCKET_DAY, true },
    { "week", "weeks", BUCKET_WEEK, true },
    { "month", "months", BUCKET_MONTH, true },
    { "year", "years", BUCKET_YEAR, true },
};

static const struct scale *scale_of(const char *name)
{
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (strcmp(scales[i].name, name) == 0)
            return &scales[i];
    return NULL;
}

static struct bar *add_bar(struct bars *bars)
{
    bars->items = memory_resize(bars->items, bars->count + 1, sizeof *bars->items);
    struct bar *bar = &bars->items[bars->count++];
    *bar = (struct bar){ .label = NULL };
    return bar;
}

/* The first second of the bucket with this label. A week, 2021-W25, is counted from that of
 * 4 January, which is the year's first by ISO 8601. */
static bool bucket_start(int64_t *seconds, const char *label, enum date_bucket bucket)
{
    struct error err;
    if (bucket != BUCKET_WEEK)
        return date_parse(seconds, label, strlen(label), &err) == 0;
    int year, week;
    char day[DATE_TEXT_SIZE];
    if (sscanf(label, "%4d-W%2d", &year, &week) != 2)
        return false;
    snprintf(day, sizeof day, "%04d-01-04", year);
    if (date_parse(seconds, day, strlen(day), &err))
        return false;
    *seconds = date_bucket_start(*seconds, BUCKET_WEEK) + (int64_t)(week - 1) * 7 * 86400;
    return true;
}

/* The empty buckets between two labels: a few as bars without a length, many as one line. */
static void add_gap(struct bars *bars, const struct scale *scale, const char *from, const char *to)
{
    int64_t at, end;
    uint64_t missing = 0;
    if (!bucket_start(&at, from, scale->bucket) || !bucket_start(&end, to, scale->bucket))
        return;
    int64_t first = date_next_bucket(at, scale->bucket);
    for (at = first; at < end; at = date_next_bucket(at, scale->bucket))
        missing++;
    if (missing > GAP_MOST) {
        add_bar(bars)->missing = missing;
        return;
    }
    for (at = first; at < end; at = date_next_bucket(at, scale->bucket)) {
        struct bar *bar = add_bar(bars);
        date_label(bar->date, at, scale->bucket);
    }
}

static void measure(struct bars *bars)
{
    for (size_t i = 0; i < bars->count; i++) {
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

/* Which buckets of the list are drawn: the last of a long chart. */
static size_t first_drawn(const struct bucket_list *list, const struct scale *scale)
{
    return scale && list->count > BARS_MOST ? list->count - BARS_MOST : 0;
}

static void make_bars(struct bars *bars, const struct bucket_list *list, const struct scale *scale)
{
    size_t first = first_drawn(list, scale);
    for (size_t i = first; i < list->count; i++) {
        const struct bucket *bucket = &list->buckets[i], *before = i > first ? bucket - 1 : NULL;
        if (scale && before && before->value && bucket->value)
            add_gap(bars, scale, before->value, bucket->value);
        struct bar *bar = add_bar(bars);
        bar->label = bucket->value ? bucket->value : "none";
        bar->count = bucket->count;
    }
    for (size_t i = 0; i < bars->count; i++)
        if (bars->items[i].date[0])
            bars->items[i].label = bars->items[i].date; /* its place is settled only now */
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
                       const struct scale *scale)
{
    /* two spaces, the label, two spaces, the count, a space, the bar */
    size_t fixed = 5 + bars->count_columns, labels = bars->label_columns;
    size_t room = terminal->columns > fixed ? terminal->columns - fixed : 0;
    if (labels > room / 2)
        labels = room / 2;
    size_t bar_columns = room > labels ? room - labels : 0;
    if (bar_columns > BAR_MOST)
        bar_columns = BAR_MOST;
    struct buffer line = BUFFER_INIT;
    for (size_t i = 0; i < bars->count; i++) {
        const struct bar *bar = &bars->items[i];
        char number[NUMBER_SIZE];
        buffer_clear(&line);
        buffer_add_text(&line, "  ");
        if (!bar->label) {
            buffer_printf(&line, "%s %s %s without", terminal->unicode ? "⋮" : ":",
                          number_grouped(number, bar->missing), scale->many);
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

static void print_left_out(FILE *stream, const struct bucket_list *list, size_t first,
                           const struct scale *scale)
{
    uint64_t articles = 0;
    char buckets[NUMBER_SIZE], number[NUMBER_SIZE];
    for (size_t i = 0; i < first; i++)
        articles += list->buckets[i].count;
    if (first > 0)
        fprintf(stream, "  %s earlier %s with %s articles\n", number_grouped(buckets, first),
                scale->many, number_grouped(number, articles));
}

void chart_bars_print(FILE *stream, const struct terminal *terminal, const struct bucket_list *list)
{
    const struct scale *scale = scale_of(list->name);
    struct bars bars = { .items = NULL };
    make_bars(&bars, list, scale);
    fprintf(stream, "%s%s%s\n", terminal->color ? "\033[1m" : "", list->name,
            terminal->color ? "\033[0m" : "");
    print_left_out(stream, list, first_drawn(list, scale), scale);
    print_bars(stream, terminal, &bars, scale);
    free(bars.items);
}
