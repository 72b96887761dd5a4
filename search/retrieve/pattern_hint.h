/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pattern_hint.h: patterns of -e and --not-regex that look as in a query or as in another tool. */
#ifndef NEWSSEARCH_PATTERN_HINT_H
#define NEWSSEARCH_PATTERN_HINT_H

#include "list.h"
#include "request/request.h"

/* After a search, adds warnings to the list. nothing: the index has no match. Most such patterns
 * are texts as they stand, and what is found shows it: only --not-regex, which finds nothing by
 * itself, and flags after a slash have a warning in any case. */
void pattern_hint_all(const struct request *request, bool nothing, struct list *warnings);

#endif
