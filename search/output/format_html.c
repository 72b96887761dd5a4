/* SPDX-License-Identifier: GPL-2.0-or-later */
/* format_html.c: results as one page for a browser or a mail, without scripts and without
 * anything that is loaded from elsewhere. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "collapsed.h"
#include "column.h"
#include "date.h"
#include "formats.h"
#include "html_bars.h"
#include "number.h"
#include "result/address.h"
#include "xml_text.h"

static const int columns[] = {
    FIELD_TITLE,
    FIELD_PROVIDER_NAME,
    FIELD_PROVIDER_DOMAIN,
    FIELD_AUTHORS,
    FIELD_DATE,
    FIELD_QUALITY,
    FIELD_HEAT,
    FIELD_TOPICS,
    FIELD_URL,
    FIELD_PUBLISHED,
    FIELD_LANG,
    COLUMN_SNIPPET,
    FIELD_PATH,
    -1,
};

static const char style[] =
    ":root{color-scheme:light dark}\n"
    "body{margin:0;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:#1b1f24;"
    "background:#fff;overflow-wrap:anywhere}\n"
    "main{max-width:72rem;margin:0 auto}\n"
    "h1{font-size:1.4rem;line-height:1.3;margin:0}\n"
    "h2{font-size:1.1rem;line-height:1.35;margin:1.4rem 0 0}\n"
    "p{margin:.2rem 0}\n"
    "a{color:#0b57a4;text-decoration:none}a:hover{text-decoration:underline}\n"
    "mark{background:#ffe69a;color:inherit;border-radius:2px}\n"
    ".about,.place,footer,.total{color:#5a636e;font-size:.875rem}\n"
    ".place{font-size:.8rem}.place a{color:inherit}\n"
    "footer{margin-top:2rem}\n"
    "table{border-collapse:collapse;width:100%;margin-top:1.4rem;font-size:.875rem}\n"
    "caption{text-align:start;font-weight:600;font-size:1rem}\n"
    "th{font-weight:400;text-align:start;padding:.1rem .6rem .1rem 0}\n"
    ".count{text-align:end;font-variant-numeric:tabular-nums;padding:.1rem .6rem .1rem 0}\n"
    ".bar{width:45%}.bar svg{display:block;width:100%}\n"
    "@media(min-width:60rem){.both{display:grid;grid-template-columns:minmax(0,1fr) 20rem;"
    "gap:0 3rem;align-items:start}}\n"
    "@media(prefers-color-scheme:dark){body{color:#e3e6ea;background:#15181c}"
    "a{color:#8ec1f5}mark{background:#6b5510}.about,.place,footer,.total{color:#9aa4af}"
    "rect{fill:#6aa5e0}}\n";

static void print(struct output *output, const char *text)
{
    xml_text_print(output->stream, text, strlen(text));
}

static void print_item(struct output *output, const struct list_item *item)
{
    xml_text_print(output->stream, item->data, item->length);
}

/* Text with its matches marked. */
static void print_marked(struct output *output, const struct snippet *text)
{
    FILE *stream = output->stream;
    size_t at = 0;
    for (size_t i = 0; i < text->mark_count; i++) {
        size_t start = text->marks[i][0], end = text->marks[i][1];
        xml_text_print(stream, text->text + at, start - at);
        fputs("<mark>", stream);
        xml_text_print(stream, text->text + start, end - start);
        fputs("</mark>", stream);
        at = end;
    }
    print(output, text->text + at);
}

/* "1-10 of 57 articles". */
static void print_total(struct output *output, const struct results *results)
{
    char total[NUMBER_SIZE], first[NUMBER_SIZE], last[NUMBER_SIZE];
    FILE *stream = output->stream;
    number_grouped(total, results->total);
    number_grouped(first, results->offset + UINT64_C(1));
    number_grouped(last, (uint64_t)results->offset + results->count);
    fputs("<p class=\"total\">", stream);
    if (results->total == 0)
        fputs("Nothing found.", stream);
    else if (results->count == 0 || results->count == results->total)
        fprintf(stream, "%s article%s", total, results->total == 1 ? "" : "s");
    else
        fprintf(stream, "%s%s%s of %s articles", first, results->count > 1 ? "–" : "",
                results->count > 1 ? last : "", total);
    if (results->suggestion) {
        fputs(" Did you mean ", stream);
        print(output, results->suggestion);
        fputc('?', stream);
    }
    fputs("</p>\n", stream);
}

static bool has_lists(const struct results *results)
{
    return results->buckets.facet_count > 0 || results->buckets.chart_count > 0;
}

static int html_begin(struct output *output, const struct results *results, struct error *err)
{
    FILE *stream = output->stream;
    const char *title = format_subject(output, results);
    (void)err;
    title = title[0] ? title : "All articles";
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<meta name=\"color-scheme\" content=\"light dark\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" "
          "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>",
          stream);
    print(output, title);
    fprintf(stream, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<h1 dir=\"auto\">",
            style);
    print(output, title);
    fputs("</h1>\n", stream);
    print_total(output, results);
    bool both = results->count > 0 && has_lists(results);
    fprintf(stream, "<div%s>\n<div>\n", both ? " class=\"both\"" : "");
    return 0;
}

/* Begins a link, if there is an address. */
static void print_link(struct output *output, const char *address)
{
    if (!address[0])
        return;
    fputs("<a rel=\"noreferrer\" href=\"", output->stream);
    print(output, address);
    fputs("\">", output->stream);
}

static void print_title(struct output *output, const struct result *result, const char *address)
{
    FILE *stream = output->stream;
    const struct list_item *title = article_first(&result->article, FIELD_TITLE);
    fputs("<h2 dir=\"auto\">", stream);
    print_link(output, address);
    if (result->title.text)
        print_marked(output, &result->title);
    else if (title)
        print_item(output, title);
    fputs(address[0] ? "</a></h2>\n" : "</h2>\n", stream);
}

/* The separator before the next part of the line; nothing before the first. */
static void print_separator(struct output *output, bool *follows)
{
    fputs(*follows ? "&#160;· " : "<p class=\"about\">", output->stream);
    *follows = true;
}

static void print_names(struct output *output, const struct list *names, bool *follows)
{
    for (size_t i = 0; i < names->count; i++) {
        if (i == 0)
            print_separator(output, follows);
        fputs(i > 0 ? ", <bdi>" : "<bdi>", output->stream);
        print_item(output, &names->items[i]);
        fputs("</bdi>", output->stream);
    }
}

static void print_number(struct output *output, const struct article *article, enum field_id id,
                         bool *follows)
{
    if (!article->has[id])
        return;
    print_separator(output, follows);
    fprintf(output->stream, "%s&#160;%" PRId64, schema_field(id)->key, article->numbers[id]);
}

static void print_date(struct output *output, const struct article *article, bool *follows)
{
    char day[DATE_TEXT_SIZE], time[DATE_TEXT_SIZE];
    if (!article->has[FIELD_DATE])
        return;
    print_separator(output, follows);
    fprintf(output->stream, "<time datetime=\"%s\">%s</time>",
            date_format(time, article->numbers[FIELD_DATE]),
            date_label(day, article->numbers[FIELD_DATE], BUCKET_DAY));
}

static void print_about(struct output *output, const struct result *result)
{
    const struct article *article = &result->article;
    bool follows = false;
    FILE *stream = output->stream;
    print_names(output, article_provider(article), &follows);
    print_names(output, &article->values[FIELD_AUTHORS], &follows);
    print_date(output, article, &follows);
    print_number(output, article, FIELD_QUALITY, &follows);
    print_number(output, article, FIELD_HEAT, &follows);
    print_names(output, &article->values[FIELD_TOPICS], &follows);
    if (article->has[FIELD_PUBLISHED] && !article->numbers[FIELD_PUBLISHED]) {
        print_separator(output, &follows);
        fputs("draft", stream);
    }
    if (result->collapsed > 0) {
        print_separator(output, &follows);
        struct buffer text = BUFFER_INIT;
        collapsed_describe(&text, output->request, result);
        print(output, buffer_text(&text));
        buffer_release(&text);
    }
    fputs(follows ? "</p>\n" : "", stream);
}

static void print_place(struct output *output, const char *shown, const char *address)
{
    fputs("<p class=\"place\" dir=\"ltr\">", output->stream);
    print_link(output, address);
    print(output, shown);
    fputs(address[0] ? "</a></p>\n" : "</p>\n", output->stream);
}

static int html_row(struct output *output, const struct result *result, struct error *err)
{
    const struct article *article = &result->article;
    struct buffer shown = BUFFER_INIT, address = BUFFER_INIT;
    enum address_kind kind = address_of(&shown, article, &output->request->config);
    (void)err;
    if (kind == ADDRESS_WEB || kind == ADDRESS_MAIL)
        address_add_encoded(&address, shown.data, shown.length);
    fputs("<article", output->stream);
    xml_text_language(output->stream, "lang", article_first(article, FIELD_LANG));
    fputs(">\n", output->stream);
    print_title(output, result, buffer_text(&address));
    print_about(output, result);
    if (result->snippet.text && result->snippet.text[0]) {
        fputs("<p dir=\"auto\">", output->stream);
        print_marked(output, &result->snippet);
        fputs("</p>\n", output->stream);
    }
    if (shown.length > 0)
        print_place(output, shown.data, buffer_text(&address));
    print_place(output, article_first(article, FIELD_PATH)->data, "");
    fputs("</article>\n", output->stream);
    buffer_release(&shown);
    buffer_release(&address);
    return 0;
}

static int html_end(struct output *output, const struct results *results, struct error *err)
{
    FILE *stream = output->stream;
    char time[DATE_TEXT_SIZE];
    (void)err;
    fputs("</div>\n<div>\n", stream);
    for (size_t i = 0; i < results->buckets.chart_count; i++)
        html_bars_print(stream, &results->buckets.charts[i]);
    for (size_t i = 0; i < results->buckets.facet_count; i++)
        html_bars_print(stream, &results->buckets.facets[i]);
    fprintf(
        stream,
        "</div>\n</div>\n<footer>newssearch, <time datetime=\"%s\">%.10s %.5s UTC</time></footer>\n"
        "</main>\n</body>\n</html>\n",
        date_format(time, output->request->now), time, time + strlen("2022-01-01T"));
    return 0;
}

const struct format format_html_row = {
    .name = "html",
    .help = "one page for a browser or a mail",
    .lists = true,
    .counts = true,
    .suggests = true,
    .others = true,
    .snippet_columns = 300,
    .columns = columns,
    .begin = html_begin,
    .row = html_row,
    .end = html_end,
};
