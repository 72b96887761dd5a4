/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facts.h"

#include <stdlib.h>

#include "memory.h"
#include "roots.h"
#include "searcher.h"
#include "since.h"

static int attempt_facts(struct searcher *searcher, void *context, struct error *err)
{
    struct facts *facts = context;
    double latest;
    facts_release(facts);
    for (size_t i = 0; i < searcher->request->places.count; i++)
        list_add_text(&facts->places, searcher->request->places.items[i].data);
    facts->language = memory_copy_text(searcher->language);
    if (shim_document_count(searcher->database, &facts->articles, err) < 0 ||
        since_latest(&latest, searcher->database, err) < 0)
        return -1;
    facts->indexed = latest > 0;
    facts->last = (int64_t)(latest / 1e6); /* microseconds */
    return roots_read(&facts->roots, searcher, err);
}

int searcher_facts(struct searcher *searcher, struct facts *facts, struct error *err)
{
    *facts = (struct facts){ 0 };
    int result = searcher_repeat(searcher, attempt_facts, facts, err);
    if (result < 0)
        facts_release(facts);
    return result;
}

void facts_release(struct facts *facts)
{
    list_release(&facts->places);
    list_release(&facts->roots);
    free(facts->language);
    *facts = (struct facts){ 0 };
}
