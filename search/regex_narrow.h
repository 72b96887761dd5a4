/* regex_narrow.h: a query narrowed to the articles that regex filters can accept at all.
 *
 * A pattern such as power\s+apps only matches texts with a word that holds "power". The words that do
 * are looked up in the index's list of words, and the articles with one of them by its posting lists;
 * the pattern is then tried on these alone.
 */
#ifndef NEWSSEARCH_REGEX_NARROW_H
#define NEWSSEARCH_REGEX_NARROW_H

#include "error.h"
#include "regex_filter.h"
#include "xapian_shim.h"

/* matching, owned, narrowed without weight where that can be done and is worth while. Each article that
 * filters accept is still there. The filters keep in which of their fields these have the words: only there
 * the pattern is tried. */
struct shim_query *regex_narrow(struct shim_query *matching, struct regex_filters *filters,
                                struct shim_database *database, struct error *err);

#endif
