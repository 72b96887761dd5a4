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

struct wildcard {
    const char *prefix; /* of the terms; "": words of no field */
    const char *pattern;
    size_t length; /* of pattern */
};

bool wildcard_matches(const char *pattern, size_t length, const char *term, size_t term_length);

/* Adds the matching terms to *terms, without the prefix: at most WILDCARD_TERMS_MAX; *count is how
 * many there are. database may be NULL: an index without terms. */
int wildcard_expand(struct shim_database *database, const struct wildcard *wildcard,
                    struct list *terms, size_t *count, struct error *err);

/* Visits the terms that begin with the prefix and with what stands before the first star. */
int wildcard_each_term(struct shim_database *database, const struct wildcard *wildcard,
                       shim_term_visit *visit, void *context, struct error *err);

#endif
