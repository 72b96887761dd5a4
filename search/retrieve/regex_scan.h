/* SPDX-License-Identifier: GPL-2.0-or-later */
/* regex_scan.h: finds the articles that regex filters accept, before the search: one pass over the
 * values of each field, on several threads; or, if only a few articles are possible, one after the
 * other. */
#ifndef NEWSSEARCH_REGEX_SCAN_H
#define NEWSSEARCH_REGEX_SCAN_H

#include "engine.h"
#include "error.h"
#include "regex/regex_filter.h"

/* matching (owned), filtered without weight by what the filters accept, which are applied then;
 * unchanged for several indexes or a server. */
struct engine_query *regex_scan(struct engine_query *matching, struct regex_filters *filters,
                                struct shim_database *database, struct error *err);

#endif
