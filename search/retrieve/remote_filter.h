/* SPDX-License-Identifier: GPL-2.0-or-later */
/* remote_filter.h: filters of this program where a server takes part in the search.
 *
 * A server cannot run them: each match is fetched and tried on this side. Xapian 1.4 fetches the
 * documents of an MSet in one journey, but crashes where it does not begin with the first match.
 * So a block of documents is a search of its own for the matches whose paths come next, by path;
 * what passes is then picked from the matches in their order.
 */
#ifndef NEWSSEARCH_REMOTE_FILTER_H
#define NEWSSEARCH_REMOTE_FILTER_H

#include "matching.h"

/* Shows each match of the segment to the tally, and adds the rows that pass, in the segment's
 * order. */
int remote_filter_run(struct matching *matching, const struct segment *segment);

#endif
