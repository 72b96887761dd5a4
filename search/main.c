/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c: newssearch, its stages in order: the request, the search, the output. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "batch.h"
#include "fatal.h"
#include "mcp.h"
#include "open.h"
#include "output/output.h"
#include "output/saved_list.h"
#include "report.h"
#include "request/request.h"
#include "request/request_table.h"
#include "result/results.h"
#include "retrieve/search_suggest.h"
#include "retrieve/since.h"

/* output.c handles a closed pipe; the signal must not end the process. */
static void ignore_closed_pipes(void)
{
    signal(SIGPIPE, SIG_IGN);
}

static int print(struct output *output, const struct results *results, bool *closed,
                 struct error *err)
{
    int failed = output_print(output, results, closed, err);
    if (!failed && output->omitted)
        report_no_address(output->request, output->omitted, results->count > output->omitted);
    return failed;
}

static int search_once(struct searcher *searcher, struct output *output, int *status, bool *closed,
                       struct error *err)
{
    const struct request *request = output->request;
    struct result_needs needs;
    struct results results;
    uint64_t any_total = 0;

    output_needs(output, &needs);
    if (results_search(&results, searcher, request->query, &needs, err))
        return -1;
    report_warnings(&results.warnings);
    report_left_out(&results.left_out);
    *status = results.total > 0 ? STATUS_OK : STATUS_NOTHING;
    if (results.total == 0)
        search_suggest(searcher, request->query, request->format->human ? &any_total : NULL,
                       &results.suggestion);
    int failed = print(output, &results, closed, err);
    /* A timer that prints what is new has nothing to report on most days. */
    bool timer = request->since_last && !isatty(STDERR_FILENO);
    if (!failed && results.total == 0 && request->format->human && !timer)
        report_nothing(&results, any_total);
    else if (!failed && results.suggestion && !request->format->suggests)
        report_nothing(&results, 0);
    results_release(&results);
    return failed;
}

static int show(struct searcher *searcher, struct output *output, bool *closed, struct error *err)
{
    struct result_needs needs;
    struct results results;
    output_needs(output, &needs);
    if (results_show(&results, searcher, output->request->show, &needs, err) < 0)
        return -1;
    report_warnings(&results.warnings);
    int failed = print(output, &results, closed, err);
    results_release(&results);
    return failed;
}

static int run_action(struct searcher *searcher, struct output *output, int *status, bool *closed,
                      struct error *err)
{
    switch (output->request->action) {
    case ACTION_BATCH:
        return batch_run(searcher, output, status, err);
    case ACTION_SHOW:
        return show(searcher, output, closed, err);
    case ACTION_OPEN:
    case ACTION_EDIT:
        return open_run(searcher, output->request, status, err);
    default:
        return search_once(searcher, output, status, closed, err);
    }
}

static int search(const struct request *request, int *status, struct error *err)
{
    struct searcher *searcher = searcher_open(request, err);
    if (!searcher)
        return -1;
    struct output output;
    struct error closing;
    bool closed = false, left = false; /* the reader has read enough */
    output_open(&output, request);
    int failed = run_action(searcher, &output, status, &closed, err);
    if (output_close(&output, &left, &closing) && !failed) {
        *err = closing;
        failed = -1;
    }
    bool written =
        !failed && !closed && !left && output.omitted == 0 && request->action == ACTION_SEARCH;
    if (searcher_remember(searcher, written, &closing) && !failed) {
        *err = closing;
        failed = -1;
    }
    if (request->since_last && !failed && (closed || left))
        report_unread(request);
    searcher_close(searcher);
    return failed;
}

static int move_on(const struct request *request, int *status, struct error *err)
{
    struct list warnings = LIST_INIT;
    int failed = since_seen(request, &warnings, err);
    report_warnings(&warnings);
    list_release(&warnings);
    *status = STATUS_OK;
    return failed;
}

/* The actions that need no index. */
static int inform(const struct request *request, int *status, struct error *err)
{
    struct output output = { .stream = stdout, .request = request };
    bool closed;
    setvbuf(stdout, NULL, _IOFBF,
            1 << 16); /* written at once: what goes wrong is known at the end */
    if (request->action == ACTION_SAVED)
        saved_list_print(&output);
    else if (request->action == ACTION_HELP)
        request_help();
    else if (request->action == ACTION_VERSION)
        request_print_version();
    else
        request_print_config(request);
    bool nothing = request->action == ACTION_SAVED && request->config.saved_count == 0;
    *status = nothing ? STATUS_NOTHING : STATUS_OK;
    return output_close(&output, &closed, err);
}

static int act(const struct request *request, int *status, struct error *err)
{
    switch (request->action) {
    case ACTION_HELP:
    case ACTION_VERSION:
    case ACTION_PRINT_CONFIG:
    case ACTION_SAVED:
        return inform(request, status, err);
    case ACTION_MCP:
        return mcp_run(request, err);
    case ACTION_SEEN:
        return move_on(request, status, err);
    default:
        return search(request, status, err);
    }
}

int main(int argc, char *argv[])
{
    struct request request;
    struct error err;
    int status = STATUS_OK;
    ignore_closed_pipes();
    shim_set_terminate(fatal_exit_error);
    if (option_complete(request_options(), argc, argv, request_words, stdout))
        return STATUS_OK;
    int failed = request_read(&request, argc, argv, &err);
    report_warnings(&request.warnings);
    if (!failed)
        failed = act(&request, &status, &err);
    if (failed)
        status = report_error(&err);
    request_release(&request);
    return status;
}
