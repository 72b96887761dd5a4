#include "html_bars.h"

#include <string.h>

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
    for (size_t i = 0; i < list->count; i++)
        print_row(stream, &list->buckets[i], most);
    fputs("</table>\n", stream);
}
