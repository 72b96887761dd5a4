/* like.h: --like: a query for articles that share the telling words of one article. */
#ifndef NEWSSEARCH_LIKE_H
#define NEWSSEARCH_LIKE_H

#include "error.h"
#include "xapian_shim.h"

/* Finds the article by its path (relative to the working directory, or absolute) or its webUrl,
 * and returns a query for those like it, without itself. An article that is not in the index is an
 * error. */
struct shim_query *like_query(struct shim_database *database, const char *target,
                              struct error *err);

#endif
