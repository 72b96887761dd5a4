/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "output.h"

#include <errno.h>
#include <unistd.h>

#include "column.h"
#include "pager.h"

void output_open(struct output *output, const struct request *request)
{
    *output = (struct output){ .stream = stdout, .request = request };
    terminal_look(&output->terminal, STDOUT_FILENO, request);
    const struct terminal *terminal = &output->terminal;
    if (!request->format->human || !terminal->pages || !terminal->lines || request->no_pager)
        return;
    FILE *pager = pager_open(terminal->lines - 1, request->config.pager);
    if (pager)
        output->stream = pager;
}

/* Explains a failed write. If the reader has read enough and closed the pipe, that is no error. */
static int explain(int number, bool *closed, struct error *err)
{
    *closed = number == EPIPE;
    return *closed ? 0 : error_set_system(err, number, "cannot write the results");
}

int output_flush(struct output *output, bool *closed, struct error *err)
{
    *closed = false;
    return fflush(output->stream) ? explain(errno, closed, err) : 0;
}

int output_close(struct output *output, bool *closed, struct error *err)
{
    FILE *stream = output->stream;
    output->stream = NULL;
    *closed = false;
    errno = 0;
    int failed = stream == stdout ? fflush(stdout) : fclose(stream);
    return failed ? explain(errno, closed, err) : 0;
}

void output_needs(const struct output *output, struct result_needs *needs)
{
    const struct request *request = output->request;
    const struct format *format = request->format;
    bool shown[COLUMN_COUNT] = { false };
    size_t count;
    const int *columns = format_columns(request, &count);
    for (size_t i = 0; i < count; i++)
        shown[columns[i]] = true;
    if (format->show)
        format->show(request, shown);

    *needs = (struct result_needs){
        .exact_total = format->counts,
        .snippets = shown[COLUMN_SNIPPET] || shown[COLUMN_HIGHLIGHTS],
        .roots = format->roots,
        .others = format->others && request->collapse && request->collapse_field == COLLAPSE_STORY,
        .body = shown[FIELD_BODY] || shown[FIELD_RELATED],
        .snippet_columns =
            format->fit_snippet ? format->fit_snippet(&output->terminal) : format->snippet_columns,
    };
    for (int id = 0; id < FIELD_COUNT; id++)
        if (shown[id])
            needs->fields |= FIELD_BIT(id);
}

static int print_all(struct output *output, const struct results *results, int *number,
                     struct error *err)
{
    const struct format *format = output->request->format;
    if (format->begin && format->begin(output, results, err))
        return -1;
    for (size_t i = 0; format->row && i < results->count; i++) {
        struct result made;
        const struct result *row = results_row(results, i, &made, err);
        int failed = row ? format->row(output, row, err) : -1;
        result_release(&made);
        if (failed)
            return -1;
        if (ferror(output->stream)) {
            *number = errno;
            return 0;
        }
    }
    if (format->end && format->end(output, results, err))
        return -1;
    if (fflush(output->stream))
        *number = errno;
    return 0;
}

int output_print(struct output *output, const struct results *results, bool *closed,
                 struct error *err)
{
    const struct format *format = output->request->format;
    int number = 0;
    *closed = false;
    int failed = print_all(output, results, &number, err);
    if (format->release)
        format->release(output);
    output->state = NULL;
    if (!failed && number != 0)
        failed = explain(number, closed, err);
    return failed;
}
