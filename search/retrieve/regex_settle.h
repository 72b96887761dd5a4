/* SPDX-License-Identifier: GPL-2.0-or-later */
/* regex_settle.h: which articles the regex filters accept, found before the search: of each field
 * in one pass over its values, by several threads. Where only a few articles are in question the
 * filters are tried as these match.
 */
#ifndef NEWSSEARCH_REGEX_SETTLE_H
#define NEWSSEARCH_REGEX_SETTLE_H

#include "error.h"
#include "regex/regex_filter.h"
#include "xapian_shim.h"

/* matching, owned, narrowed without weight to what filters accept, which are then settled; or to
 * what they may accept (regex_narrow.h), or as it was. */
struct shim_query *regex_settle(struct shim_query *matching, struct regex_filters *filters,
                                struct shim_database *database, struct error *err);

#endif
