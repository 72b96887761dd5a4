/* SPDX-License-Identifier: GPL-2.0-or-later */
/* collectors.h: all facets and charts of a search, and the number of matches that they see. */
#ifndef NEWSSEARCH_COLLECTORS_H
#define NEWSSEARCH_COLLECTORS_H

#include <stdint.h>

#include "buckets.h"
#include "chart.h"
#include "engine.h"
#include "error.h"
#include "facet.h"
#include "list.h"
#include "request/request.h"
#include "xapian_shim.h"

struct collectors {
    struct facet *facets;
    struct chart *charts;
    size_t facet_count, chart_count;
    struct collector **items; /* the facets, then the charts */
    size_t count;
    uint64_t matched; /* the matches that were seen */
};

/* An error: a field that cannot be counted. collectors_release it in either case. */
int collectors_init(struct collectors *collectors, const struct request *request,
                    struct error *err);
void collectors_release(struct collectors *collectors);

/* These show matches to all collectors: local matches by their numbers, ascending; a match that was
 * fetched from a server; matches that a server has counted by the slots of collectors_slots (one
 * for each collector, to be freed). */
int collectors_run(struct collectors *collectors, struct shim_database *database,
                   const uint32_t *docids, size_t count, struct error *err);
int collectors_see(struct collectors *collectors, struct shim_document *document,
                   struct error *err);
unsigned *collectors_slots(const struct collectors *collectors);
int collectors_take(struct collectors *collectors, struct engine_matches *counted, uint64_t total,
                    struct error *err);

/* Fills *found, which is for buckets_release; warnings gets a sentence for a chart that is sparse.
 */
void collectors_finish(const struct collectors *collectors, struct buckets *found,
                       struct list *warnings);

#endif
