/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Threads, one for each processor, take the lines of a file in groups; each thread opens the index
 * itself. Answers are printed in the order of the lines. Lines of a pipe are answered as they come.
 */
#include "batch.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "engine.h"
#include "memory.h"
#include "output/json_writer.h"
#include "output/output.h"
#include "report.h"
#include "request/request_check.h"
#include "retrieve/search_suggest.h"

#define GROUP_LINES 16
#define LINE_SIZE 16  /* bytes of a usual line with its end */
#define LIMIT_MAX 100 /* rows of an answer: threads keep answers until it is their turn */

struct batch {
    struct output *output;
    FILE *queries;
    size_t group_lines;
    pthread_mutex_t lock; /* of all members from here on */
    pthread_cond_t turned;
    uint64_t taken, printed; /* groups */
    int status;
    bool ended;       /* the reader has closed the pipe, or the run failed */
    struct error err; /* why it failed */
    bool failed;
    int read_error; /* errno, or 0 */
};

/* Some lines and their output. */
struct group {
    uint64_t number;
    struct list lines, warnings;
    struct output output; /* into text, or (of one thread) where all goes */
    char *text;
    size_t length;
    int status;
    struct error err; /* what ends the run after text */
    bool failed, closed;
};

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
static size_t chomp(const char *line, ssize_t length)
{
    while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
        length--;
    return (size_t)length;
}

static void fail(struct batch *batch, const struct error *err)
{
    batch->err = *err;
    batch->failed = batch->ended = true;
}

/* False: there are no more. */
static bool take_group(struct batch *batch, struct group *group)
{
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    list_clear(&group->lines);
    list_clear(&group->warnings);
    pthread_mutex_lock(&batch->lock);
    while (!batch->ended && group->lines.count < batch->group_lines &&
           (length = getline(&line, &capacity, batch->queries)) >= 0)
        list_add(&group->lines, line, chomp(line, length));
    if (ferror(batch->queries) && batch->read_error == 0)
        batch->read_error = errno ? errno : EIO;
    if (group->lines.count > 0)
        group->number = batch->taken++;
    pthread_mutex_unlock(&batch->lock);
    free(line);
    return group->lines.count > 0;
}

/* Runs the whole line or fails: with only a part of the query, or none, it would find more than was
 * asked for. */
static int run_line(struct searcher *searcher, const struct request *request,
                    const struct list_item *line, const struct result_needs *needs,
                    struct results *results, struct error *err)
{
    if (memchr(line->data, 0, line->length))
        return error_set(err, "a query cannot contain a NUL");
    if (!request_asks(request, line->data))
        return error_set(err, "no query is given");
    return results_search(results, searcher, line->data, needs, err);
}

/* A wrong query has an answer, too. Only what ends the run returns -1. */
static int answer(struct searcher *searcher, struct group *group, const struct list_item *line)
{
    const char *query = line->data;
    struct result_needs needs;
    struct results results;
    struct error wrong;
    output_needs(&group->output, &needs);
    if (run_line(searcher, group->output.request, line, &needs, &results, &wrong)) {
        if (wrong.status == STATUS_BUSY) {
            group->err = wrong;
            return -1;
        }
        group->status = STATUS_FAILED;
        json_write_error(group->output.stream, query, wrong.text);
        return 0;
    }
    for (size_t i = 0; i < results.warnings.count; i++)
        list_add(&group->warnings, results.warnings.items[i].data,
                 results.warnings.items[i].length);
    if (group->status == STATUS_NOTHING && results.total > 0)
        group->status = STATUS_OK;
    if (results.total == 0)
        search_suggest(searcher, query, NULL, &results.suggestion);
    int failed = output_print(&group->output, &results, &group->closed, &group->err);
    results_release(&results);
    return failed;
}

static int open_text(struct group *group)
{
    group->output.stream = open_memstream(&group->text, &group->length);
    return group->output.stream ? 0 : error_set_system(&group->err, errno, "no room for an answer");
}

static int close_text(struct group *group)
{
    if (fclose(group->output.stream) == 0 || group->failed)
        return group->failed ? -1 : 0;
    return error_set_system(&group->err, errno, "no room for an answer");
}

static void answer_group(const struct batch *batch, struct searcher *searcher, struct group *group)
{
    const bool kept = batch->group_lines > 1;
    group->status = STATUS_NOTHING;
    group->failed = kept && open_text(group) < 0;
    const bool opened = kept && !group->failed;
    for (size_t i = 0; !group->failed && !group->closed && i < group->lines.count; i++)
        group->failed = answer(searcher, group, &group->lines.items[i]) < 0;
    if (opened)
        group->failed = close_text(group) < 0;
}

static void print_group(struct batch *batch, const struct group *group)
{
    struct error err;
    bool closed = false;
    report_warnings(&group->warnings);
    if (group->length > 0)
        fwrite(group->text, 1, group->length, batch->output->stream);
    if (!group->closed && output_flush(batch->output, &closed, &err) < 0)
        fail(batch, &err);
    else if (group->failed)
        fail(batch, &group->err);
    batch->ended = batch->ended || closed || group->closed;
    if (group->status == STATUS_FAILED ||
        (group->status == STATUS_OK && batch->status == STATUS_NOTHING))
        batch->status = group->status;
}

/* Prints a group after those before it. */
static void print_in_turn(struct batch *batch, const struct group *group)
{
    pthread_mutex_lock(&batch->lock);
    while (batch->printed < group->number)
        pthread_cond_wait(&batch->turned, &batch->lock);
    if (!batch->ended)
        print_group(batch, group);
    batch->printed++;
    pthread_cond_broadcast(&batch->turned);
    pthread_mutex_unlock(&batch->lock);
}

static void answer_all(struct batch *batch, struct searcher *searcher)
{
    struct group group = { .output = *batch->output };
    while (take_group(batch, &group)) {
        answer_group(batch, searcher, &group);
        print_in_turn(batch, &group);
        free(group.text);
        group.text = NULL;
        group.length = 0;
    }
    list_release(&group.lines);
    list_release(&group.warnings);
}

/* A thread that cannot open the index leaves the lines to the others. */
static void *help(void *argument)
{
    struct batch *batch = argument;
    struct error ignored;
    struct searcher *searcher = searcher_open(batch->output->request, &ignored);
    engine_parallel_alone(true);
    if (searcher)
        answer_all(batch, searcher);
    searcher_close(searcher);
    return NULL;
}

static size_t count_threads(FILE *queries, uint32_t limit)
{
    struct stat status;
    if (limit > LIMIT_MAX)
        return 1;
    if (fstat(fileno(queries), &status) < 0 || !S_ISREG(status.st_mode))
        return 1;
    return engine_parallel_parts((size_t)status.st_size, 2 * GROUP_LINES * LINE_SIZE);
}

static void run_threads(struct batch *batch, struct searcher *searcher, size_t count)
{
    pthread_t *threads = memory_allocate(count * sizeof *threads);
    size_t started = 0;
    while (started + 1 < count && pthread_create(&threads[started], NULL, help, batch) == 0)
        started++;
    engine_parallel_alone(started > 0);
    answer_all(batch, searcher);
    engine_parallel_alone(false);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    free(threads);
}

int batch_run(struct searcher *searcher, struct output *output, int *status, struct error *err)
{
    const char *path = output->request->batch_file;
    struct batch batch = { .output = output,
                           .queries = open_queries(path, err),
                           .status = STATUS_NOTHING };
    if (!batch.queries)
        return -1;
    size_t threads = count_threads(batch.queries, output->request->limit);
    batch.group_lines = threads > 1 ? GROUP_LINES : 1;
    pthread_mutex_init(&batch.lock, NULL);
    pthread_cond_init(&batch.turned, NULL);
    run_threads(&batch, searcher, threads);
    if (!batch.failed && batch.read_error) {
        error_set_system(&batch.err, batch.read_error, "cannot read %s", path);
        batch.failed = true;
    }
    pthread_cond_destroy(&batch.turned);
    pthread_mutex_destroy(&batch.lock);
    if (batch.queries != stdin)
        fclose(batch.queries);
    *status = batch.status;
    if (batch.failed)
        *err = batch.err;
    return batch.failed ? -1 : 0;
}
