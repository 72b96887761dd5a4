/* batch.c: see batch.h. */
#include "batch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "json_writer.h"
#include "report.h"

/* A query that is wrong is an answer of its own; only what ends the run returns -1. */
static int answer(struct searcher *searcher, struct output *output, const char *query, int *status,
                  bool *closed, struct error *err)
{
    struct search_needs needs;
    struct results results;
    struct error wrong;
    output_needs(output, &needs);
    if (searcher_run(searcher, query, &needs, &results, &wrong)) {
        if (wrong.status == STATUS_BUSY) {
            *err = wrong;
            return -1;
        }
        *status = STATUS_FAILED;
        json_write_error(output->stream, query, wrong.text);
        return output_flush(output, closed, err);
    }
    report_warnings(&results.warnings);
    if (*status == STATUS_NOTHING && results.total > 0)
        *status = STATUS_OK;
    uint64_t any_total;
    if (results.total == 0)
        searcher_suggest(searcher, query, &any_total, &results.suggestion, &wrong);
    int failed = output_print(output, &results, closed, err);
    results_release(&results);
    return failed;
}

static FILE *open_queries(const char *path, struct error *err)
{
    if (strcmp(path, "-") == 0)
        return stdin;
    FILE *queries = fopen(path, "re");
    if (!queries)
        error_set_system(err, errno, "cannot read %s", path);
    return queries;
}

/* Without the line's end, as Windows writes it too. */
static void chomp(char *line, ssize_t length)
{
    while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
        line[--length] = '\0';
}

int batch_run(struct searcher *searcher, struct output *output, int *status, struct error *err)
{
    const char *path = output->request->batch_file;
    FILE *queries = open_queries(path, err);
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    bool closed = false;
    int failed = queries ? 0 : -1;
    *status = STATUS_NOTHING;
    while (!failed && !closed && (length = getline(&line, &capacity, queries)) >= 0) {
        chomp(line, length);
        failed = answer(searcher, output, line, status, &closed, err);
    }
    if (!failed && ferror(queries))
        failed = error_set_system(err, errno, "cannot read %s", path);
    free(line);
    if (queries && queries != stdin)
        fclose(queries);
    return failed;
}
