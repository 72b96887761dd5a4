/* SPDX-License-Identifier: GPL-2.0-or-later */
/* remote_filter.h: regex filters when a server takes part in the search.
 *
 * A server cannot run them: each match is fetched and filtered on this side. Xapian 1.4 fetches
 * the documents of an MSet in one request, but crashes if the MSet does not begin with the first
 * match. So each block of documents is a search of its own for the next matches by path; the
 * matches that pass are then selected from the ranked matches.
 */
#ifndef NEWSSEARCH_REMOTE_FILTER_H
#define NEWSSEARCH_REMOTE_FILTER_H

#include "matching.h"

/* Shows each match of the segment that passes to the collectors, and adds their rows, in the
 * segment's order. */
int remote_filter_run(struct matching *matching, const struct segment *segment);

#endif
