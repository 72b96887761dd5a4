/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "show.h"

#include "article_reader.h"
#include "memory.h"
#include "retrieve/locate.h"
#include "retrieve/roots.h"
#include "retrieve/searcher.h"

struct showing {
    const char *target;
    const struct search_needs *needs;
    struct results *results;
};

static int fill_row(struct searcher *searcher, const struct showing *showing, struct error *err)
{
    struct results *results = showing->results;
    struct result *row = &results->rows[0];
    struct location location;
    if (locate_article(&location, searcher->database, showing->target, &searcher->request->config,
                       err) < 0)
        return -1;
    row->docid = location.docid;
    if (location.shared)
        list_add_text(&results->warnings,
                      "several articles have this address, and this is one of them; url:ADDRESS "
                      "lists them, and a path names one");
    struct shim_document *document = shim_document_get(searcher->database, row->docid, err);
    if (!document)
        return -1;
    unsigned fields = showing->needs->fields | FIELD_BIT(FIELD_PATH);
    int result = article_read(&row->article, document, fields, err);
    shim_document_free(document);
    if (result == 0 && !article_first(&row->article, FIELD_PATH))
        result = searcher_blank_article(searcher, row->docid, err);
    if (result == 0 && showing->needs->roots)
        result = roots_read(&results->roots, searcher, err);
    return result;
}

static int attempt_show(struct searcher *searcher, void *context, struct error *err)
{
    const struct showing *showing = context;
    struct results *results = showing->results;
    *results = (struct results){ .query = memory_copy_text(""),
                                 .rows = memory_allocate(sizeof *results->rows),
                                 .total = 1,
                                 .total_exact = true,
                                 .limit = 1,
                                 .count = 1 };
    results->rows[0].rank = 1;
    int result = fill_row(searcher, showing, err);
    if (result < 0)
        results_release(results);
    return result;
}

int searcher_show(struct searcher *searcher, const char *target, const struct search_needs *needs,
                  struct results *results, struct error *err)
{
    struct showing showing = { target, needs, results };
    *results = (struct results){ 0 };
    return searcher_repeat(searcher, attempt_show, &showing, err);
}
