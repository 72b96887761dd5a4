/* SPDX-License-Identifier: GPL-2.0-or-later */
/* explain.h: why an article stands where it stands: the parts of its score, and what each word
 * gave in each field.
 *
 * A word's weight is asked of Xapian, by a search for the word in that one article, whose
 * statistics are those of the whole index; it is shared out among the fields by how often the word
 * stands there, counted as the index counts (title three times). What is left of the text's part
 * is what words side by side gave.
 */
#ifndef NEWSSEARCH_EXPLAIN_H
#define NEWSSEARCH_EXPLAIN_H

#include <stdbool.h>

#include "marker.h"
#include "query/query.h"
#include "results.h"
#include "retrieve/rank.h"
#include "xapian_shim.h"

struct explaining {
    struct shim_database *database;
    const struct rank *rank;
    const struct query *query;
    struct marker *marker;
    bool words_weigh; /* not under --like, where they only narrow */
};

/* Fills parts and shares of *result, whose score is set. */
int explain_result(struct result *result, const struct explaining *explaining,
                   struct shim_document *document, struct error *err);

#endif
