/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "open.h"

#include <inttypes.h>
#include <sys/stat.h>

#include "command.h"
#include "launch.h"
#include "report.h"
#include "result/address.h"
#include "result/article_reader.h"
#include "retrieve/search_suggest.h"

/* Opens only http and https addresses, because other schemes start programs. */
static int open_address(const struct article *article, const struct request *request,
                        struct error *err)
{
    struct buffer address = BUFFER_INIT, encoded = BUFFER_INIT;
    enum address_kind kind = address_of(&address, article, &request->config);
    const char *path = article_first(article, FIELD_PATH)->data;
    int result;
    if (kind == ADDRESS_NONE) {
        result = error_set(err, "%s has no webUrl; --edit opens the file", path);
    } else if (kind != ADDRESS_WEB) {
        result = error_set(err,
                           "the webUrl of %s is not an http or https address: %s\n"
                           "For relative addresses, set base in the configuration.",
                           path, address.data);
    } else {
        address_add_encoded(&encoded, address.data, address.length);
        result = launch_browser(encoded.data, err);
    }
    buffer_release(&address);
    buffer_release(&encoded);
    return result;
}

static int open_file(const struct article *article, struct error *err)
{
    const char *path = article_first(article, FIELD_PATH)->data;
    struct stat status;
    if (stat(path, &status) < 0)
        return error_set(err, "%s does not exist any more; run %s", path, command_newsindex());
    return launch_editor(path, err);
}

static int open_result(const struct result *row, const struct request *request, struct error *err)
{
    return request->action == ACTION_EDIT ? open_file(&row->article, err)
                                          : open_address(&row->article, request, err);
}

/* Handles a query with no results, or fewer than the number. */
static int complain_of_number(struct searcher *searcher, const struct request *request,
                              struct results *results, int *status, struct error *err)
{
    uint64_t any_total = 0;
    if (results->count > 0)
        return error_set(err, "there is no result %" PRIu32 ": the query has %zu result%s",
                         request->limit, results->count, results->count == 1 ? "" : "s");
    search_suggest(searcher, request->query, &any_total, &results->suggestion);
    report_nothing(results, any_total);
    *status = STATUS_NOTHING;
    return 0;
}

int open_run(struct searcher *searcher, const struct request *request, int *status,
             struct error *err)
{
    const struct result_needs needs = { .fields = FIELD_BIT(FIELD_URL) };
    struct results results;
    struct result made;
    if (results_search(&results, searcher, request->query, &needs, err) < 0)
        return -1;
    report_warnings(&results.warnings);
    *status = STATUS_OK;
    int result;
    if (results.count < request->limit) {
        result = complain_of_number(searcher, request, &results, status, err);
    } else {
        const struct result *row = results_row(&results, results.count - 1, &made, err);
        result = row ? open_result(row, request, err) : -1;
        result_release(&made);
    }
    results_release(&results);
    return result;
}
