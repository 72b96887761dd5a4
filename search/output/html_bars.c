/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_bars.h"

#include <string.h>

#include "chart_gap.h"
#include "number.h"
#include "xml_text.h"

static void print_row(FILE *stream, const struct bucket *bucket, uint64_t most)
{
    const char *value = bucket->value ? bucket->value : "none";
    char count[NUMBER_SIZE];
    double percent = most > 0 ? 100.0 * (double)bucket->count / (double)most : 0;
    fputs("<tr><th scope=\"row\" dir=\"auto\">", stream);
    xml_text_print(stream, value, strlen(value));
    fprintf(stream,
            "</th><td class=\"count\">%s</td><td class=\"bar\">"
            "<svg width=\"160\" height=\"10\" aria-hidden=\"true\">"
            "<rect width=\"%.1f%%\" height=\"100%%\" rx=\"2\" fill=\"#3b75b5\"/></svg></td></tr>\n",
            number_grouped(count, bucket->count), percent);
}

static void print_gap(FILE *stream, size_t length, const char *buckets)
{
    char number[NUMBER_SIZE];
    fprintf(stream, "<tr><th scope=\"row\">⋮</th><td colspan=\"2\">%s empty %s</td></tr>\n",
            number_grouped(number, length), buckets);
}

void html_bars_print(FILE *stream, const struct bucket_list *list)
{
    uint64_t most = 0;
    if (list->count == 0)
        return;
    for (size_t i = 0; i < list->count; i++)
        most = list->buckets[i].count > most ? list->buckets[i].count : most;
    fputs("<table>\n<caption>", stream);
    xml_text_print(stream, list->name, strlen(list->name));
    fputs("</caption>\n", stream);
    for (size_t i = 0; i < list->count; i++) {
        size_t gap = chart_gap(list, i);
        if (gap > 0)
            print_gap(stream, gap, chart_buckets(list->name));
        else
            print_row(stream, &list->buckets[i], most);
        i += gap > 0 ? gap - 1 : 0;
    }
    fputs("</table>\n", stream);
}
