/* SPDX-License-Identifier: GPL-2.0-or-later */
/* suggest_name.h: suggests the nearest existing name if a whole-name field finds nothing. */
#ifndef NEWSSEARCH_SUGGEST_NAME_H
#define NEWSSEARCH_SUGGEST_NAME_H

#include "error.h"
#include "query/query.h"
#include "xapian_shim.h"

/* *suggestion (free()) is topic:"Machine Learning" for the first filter of the query by a whole
 * name that no article has, as it is written in most of the articles that have it; NULL: every name
 * is there, or none is near. Names are near by typing errors and by the words that they have in
 * common; the words after an unquoted name are looked at as well. */
int suggest_name(char **suggestion, const struct query *query, struct shim_database *database,
                 struct error *err);

#endif
