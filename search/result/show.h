/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show.h: one article of the index, as the only row of results (--show). */
#ifndef NEWSSEARCH_SHOW_H
#define NEWSSEARCH_SHOW_H

#include "error.h"
#include "results.h"
#include "retrieve/search.h"

/* Finds the article at a path or an address (locate.h). On success *results holds one row with the
 * fields that are needed; results_release it. */
int searcher_show(struct searcher *searcher, const char *target, const struct search_needs *needs,
                  struct results *results, struct error *err);

#endif
