/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search_suggest.h: what to try when nothing was found. */
#ifndef NEWSSEARCH_SEARCH_SUGGEST_H
#define NEWSSEARCH_SEARCH_SUGGEST_H

#include <stdint.h>

#include "searcher.h"

/* After a search for text found nothing: *any_total (NULL: it is not counted) is the number of
 * matches under --any, 0 if --any would not help. *suggestion is the nearest name (suggest_name.h)
 * or word of the index, the caller's to free; NULL: none is near, or --since-last leaves out what
 * the query finds. If this search fails, there is nothing to suggest. */
void search_suggest(struct searcher *searcher, const char *text, uint64_t *any_total,
                    char **suggestion);

#endif
