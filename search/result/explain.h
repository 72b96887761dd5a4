/* SPDX-License-Identifier: GPL-2.0-or-later */
/* explain.h: explains a score: its parts, and what each word adds in each field.
 *
 * The weight of a word is found with Xapian, by a search for the word in that one article with the
 * statistics of the whole index. It is divided among the fields by how often the word occurs in
 * each, counted as in the index (title three times). The rest of the text part comes from words
 * that are side by side.
 */
#ifndef NEWSSEARCH_EXPLAIN_H
#define NEWSSEARCH_EXPLAIN_H

#include <stdbool.h>

#include "marker.h"
#include "query/query.h"
#include "result.h"
#include "retrieve/rank.h"
#include "xapian_shim.h"

struct explaining {
    struct shim_database *database;
    const struct rank *rank;
    const struct query *query;
    struct marker *marker;
    bool words_weigh; /* false under --like, where they only filter */
};

/* Fills parts and shares of *result, whose score is set. */
int explain_result(struct result *result, const struct explaining *explaining,
                   struct shim_document *document, struct error *err);

#endif
