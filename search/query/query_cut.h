/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_cut.h: cuts a word or phrase of a query into elements. */
#ifndef NEWSSEARCH_QUERY_CUT_H
#define NEWSSEARCH_QUERY_CUT_H

#include "query_element.h"

/* Fills *elements, which is for query_elements_release. names: the index also has names of several
 * parts, so a * may match parts of a name. */
void query_cut(struct query_elements *elements, const char *text, size_t length, bool names);

#endif
