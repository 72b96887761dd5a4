/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tally.h: the work on every match while Xapian finds it: regex filters, facets, charts and the
 * count. */
#ifndef NEWSSEARCH_TALLY_H
#define NEWSSEARCH_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "buckets.h"
#include "chart.h"
#include "error.h"
#include "facet.h"
#include "list.h"
#include "regex/regex_filter.h"
#include "request/request.h"
#include "xapian_shim.h"

struct tally {
    const struct regex_filters *filters;
    struct facet *facets;
    size_t facet_count;
    struct chart *charts;
    size_t chart_count;
    uint64_t matched;  /* what the filters let through */
    struct error *err; /* where a stop leaves its reason */
};

/* filters are borrowed. An error: a field that cannot be counted. */
int tally_init(struct tally *tally, const struct request *request,
               const struct regex_filters *filters, struct error *err);
void tally_release(struct tally *tally);

bool tally_filters(const struct tally *tally); /* some matches may be left out */
bool tally_counts(const struct tally *tally);  /* every match has to be seen */

/* A shim_accept; context is a tally whose err is set. */
int tally_accept(void *context, struct shim_document *document);
/* A shim_accept that only filters. */
int tally_filter(void *context, struct shim_document *document);

/* For a server, that counts by itself: the slots of facets and charts, in that order (free()), and
 * the counts that it found in a search with total matches. */
unsigned *tally_spy_slots(const struct tally *tally, size_t *count);
int tally_take_spied(struct tally *tally, struct shim_matches *matches, uint64_t total,
                     struct error *err);

/* Fills *found, which is for buckets_release; warnings gets a sentence for a chart that is sparse.
 */
void tally_finish(const struct tally *tally, struct buckets *found, struct list *warnings);

#endif
