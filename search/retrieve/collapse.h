/* SPDX-License-Identifier: GPL-2.0-or-later */
/* collapse.h: keeps the best match of each value of a field.
 *
 * The kept article must not depend on the order in which articles were indexed, and Xapian breaks
 * ties by that order. So matches are collapsed here, after they are in total order.
 */
#ifndef NEWSSEARCH_COLLAPSE_H
#define NEWSSEARCH_COLLAPSE_H

#include "error.h"
#include "order.h"
#include "schema.h"
#include "xapian_shim.h"

/* rows are all matches in total order. Keeps the first row of each value (facet_key) or, with
 * COLLAPSE_STORY, of each story, and sets its collapsed and others. Rows without a value are all
 * kept. A field without a slot is an error, as are stories of several indexes. */
int collapse_rows(struct row_list *rows, enum field_id field, struct shim_database *database,
                  struct error *err);

#endif
