/* SPDX-License-Identifier: GPL-2.0-or-later */
/* regex_narrow.h: the articles that regex filters can accept at all.
 *
 * A pattern such as power\s+apps only matches texts with a word that holds "power". The words that
 * do are looked up in the index's list of words, and the articles with one of them by its posting
 * lists; the pattern is then tried on these alone.
 */
#ifndef NEWSSEARCH_REGEX_NARROW_H
#define NEWSSEARCH_REGEX_NARROW_H

#include "docset.h"
#include "error.h"
#include "regex_filter.h"
#include "xapian_shim.h"

/* Leaves in *among, at first zero, the articles that may be accepted, or leaves it zero where
 * looking costs more than it saves. *most: the query finds no more articles, given and left. For a
 * database of one local part. The filters keep in which of their fields the articles have the
 * words: only there the pattern is tried. */
int regex_narrow(struct docset *among, uint64_t *most, struct regex_filters *filters,
                 struct shim_database *database, struct error *err);

#endif
