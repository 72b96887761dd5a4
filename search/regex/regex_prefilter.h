/* SPDX-License-Identifier: GPL-2.0-or-later */
/* regex_prefilter.h: the articles that regex filters can accept.
 *
 * A pattern such as power\s+apps only matches texts with a word that contains "power". These words
 * are looked up in the index's word list, and the articles that have one of them in its posting
 * lists. Only these articles are tried.
 */
#ifndef NEWSSEARCH_REGEX_PREFILTER_H
#define NEWSSEARCH_REGEX_PREFILTER_H

#include "docset.h"
#include "error.h"
#include "regex_filter.h"
#include "xapian_shim.h"

/* Sets *candidates, which is zero at first, to the articles that may be accepted, or leaves it zero
 * if a look-up costs more than it saves. *most is an upper bound of the query's matches, in and
 * out. For a database of one local part. The filters keep in which of their fields the articles
 * have the words: only there the pattern is tried. */
int regex_prefilter(struct docset *candidates, uint64_t *most, struct regex_filters *filters,
                    struct shim_database *database, struct error *err);

#endif
