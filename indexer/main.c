/* SPDX-License-Identifier: GPL-2.0-or-later */
/* newsindex: makes an index agree with a tree of articles. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "fatal.h"
#include "files_from.h"
#include "index_request.h"
#include "index_request_table.h"
#include "info.h"
#include "problems.h"
#include "shards.h"
#include "text.h"
#include "watch.h"
#include "xapian_shim.h"
#ifdef WITH_MIMALLOC
#include <mimalloc.h>
#endif

static int index_files(const struct index_request *request, struct error *err)
{
    struct report report;
    struct list names = LIST_INIT;
    int result = 0;
    report_init(&report);
    if (request->files_from)
        result = files_from_read(&names, request->files_from, request->null_ends, err);
    if (result == 0)
        result = shards_run(request, request->files_from ? &names : &request->operands,
                            request->files_from ? SCOPE_LIST : SCOPE_OPERANDS, &report, err);
    if (result == 0 && request->files_from && report.removed == 0)
        files_from_doubt(&names, request->null_ends, &report);
    report_flush(&report, request->quiet);
    if (result == 0 && !request->quiet)
        report_summary(&report, request->json);
    if (result == 0)
        result = report.failed ? STATUS_FAILED : report.skipped ? STATUS_NOTHING : STATUS_OK;
    list_release(&names);
    report_release(&report);
    return result;
}

static int check(const struct index_request *request, struct error *err)
{
    return shards_each(request, info_check, err);
}

static int compact(const struct index_request *request, struct error *err)
{
    return shards_each(request, info_compact, err);
}

static int print_help(const struct index_request *request, struct error *err)
{
    (void)request, (void)err;
    index_request_help();
    return 0;
}

static int print_version(const struct index_request *request, struct error *err)
{
    (void)request, (void)err;
    printf("newsindex " VERSION " (xapian-core %s)\n", shim_version());
    return 0;
}

/* By enum index_action. Each returns -1, or the exit status. */
static int (*const ACTIONS[])(const struct index_request *, struct error *) = {
    [ACTION_INDEX] = index_files,
    [ACTION_FORGET] = index_files,
    [ACTION_WATCH] = watch,
    [ACTION_STATS] = info_stats,
    [ACTION_CHECK] = check,
    [ACTION_COMPACT] = compact,
    [ACTION_PROBLEMS] = problems_print,
    [ACTION_HELP] = print_help,
    [ACTION_VERSION] = print_version,
};

static int complain(const struct error *err)
{
    fputs("newsindex: ", stderr);
    text_print_safe(stderr, err->text);
    fputc('\n', stderr);
    return (int)err->status;
}

/* Returns free pages to the system at once. By default mimalloc keeps them for a while, and needs
 * half as much memory more. */
static void configure_allocator(void)
{
#ifdef WITH_MIMALLOC
#if MI_MALLOC_VERSION < 210
    mi_option_set(mi_option_decommit_delay, 0);
#else
    mi_option_set(mi_option_purge_delay, 0);
#endif
#endif
}

/* Runs before the initialisers of the libraries, which allocate and may find no memory. */
static void set_terminate(void)
{
    shim_set_terminate(fatal_exit_error);
}
__attribute__((section(".preinit_array"),
               used)) static void (*const BEFORE_ALL)(void) = set_terminate;

int main(int argc, char *argv[])
{
    struct index_request request;
    struct error err = { .status = STATUS_FAILED };
    configure_allocator();
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C"); /* a point in the numbers of options and of JSON */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a write beyond the limit on the size of files only fails */
    if (option_complete(index_request_options(), argc, argv, NULL, stdout))
        return STATUS_OK;
    int status = index_request_read(&request, argc, argv, &err);
    if (status == 0)
        status = ACTIONS[request.action](&request, &err);
    if (status >= 0 && (fflush(stdout) != 0 || ferror(stdout))) {
        error_set(&err, "standard output cannot be written");
        status = -1;
    }
    if (status < 0)
        status = complain(&err);
    index_request_release(&request);
    return status;
}
