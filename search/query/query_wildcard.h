/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_wildcard.h: the index terms that match a wildcard. A pattern is folded text in which
 * each * matches any characters, also none; no term contains a *. */
#ifndef NEWSSEARCH_QUERY_WILDCARD_H
#define NEWSSEARCH_QUERY_WILDCARD_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "list.h"
#include "xapian_shim.h"

#define WILDCARD_TERMS_MAX 1000  /* terms of one pattern */
#define EXPANDED_TERMS_MAX 20000 /* terms of all patterns and stems of a query together */

bool wildcard_matches(const char *pattern, size_t length, const char *term, size_t term_length);

/* Adds the matching terms that begin with prefix to *terms, without it: at most
 * WILDCARD_TERMS_MAX; *count is how many there are. An empty prefix means words of no field.
 * database may be NULL: an index without terms. */
int wildcard_expand(struct shim_database *database, const char *prefix, const char *pattern,
                    size_t length, struct list *terms, size_t *count, struct error *err);

/* Visits the terms that begin with prefix and then start; prefix as above. */
int wildcard_each_term(struct shim_database *database, const char *prefix, const char *start,
                       size_t length, shim_term_visit *visit, void *context, struct error *err);

#endif
