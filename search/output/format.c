/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "format.h"

#include <string.h>

#include "buffer.h"
#include "text.h"

bool format_lists_alone(const struct request *request)
{
    return request->format->lists_alone && request->limit == 0 &&
           (request->facet_count > 0 || request->chart_count > 0);
}

const char *format_subject(const struct output *output, const struct results *results)
{
    const char *signature = output->request->signature;
    return signature ? signature + strspn(signature, " ") : results->query;
}

const int *format_columns(const struct request *request, size_t *count)
{
    const int *columns = request->columns;
    *count = request->column_count;
    if (*count == 0) {
        columns = request->format->columns;
        while (columns && columns[*count] >= 0)
            ++*count;
    }
    return columns;
}

void format_print(struct output *output, const char *text, size_t length)
{
    if (!output->terminal.interactive) {
        fwrite(text, 1, length, output->stream);
        return;
    }
    struct buffer safe = BUFFER_INIT;
    text_add_safe(&safe, text, length);
    fwrite(buffer_text(&safe), 1, safe.length, output->stream);
    buffer_release(&safe);
}
