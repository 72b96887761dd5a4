/* SPDX-License-Identifier: GPL-2.0-or-later */
/* match_collect.h: shows each match to the collectors, once. */
#ifndef NEWSSEARCH_MATCH_COLLECT_H
#define NEWSSEARCH_MATCH_COLLECT_H

#include "matching.h"

/* Before the rows of the page are found: finds the matches, if collectors or filters have to see
 * all of them, and what passes the filters. A server is asked to count, or its matches are
 * collected as they are fetched (remote_filter.h). */
int match_collect(struct matching *matching);

#endif
