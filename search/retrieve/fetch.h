/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fetch.h: reads an article from a matched document. */
#ifndef NEWSSEARCH_FETCH_H
#define NEWSSEARCH_FETCH_H

#include "article.h"
#include "error.h"
#include "schema.h"
#include "xapian_shim.h"

#define FETCH_FIELD(id) (1u << (id))
#define FETCH_DATA (FETCH_FIELD(FIELD_BODY) | FETCH_FIELD(FIELD_RELATED)) /* have no slot */

/* Reads the fields whose bits are set (FETCH_FIELD) from the document's values or data into an
 * article that has none of them yet. */
int fetch_article(struct article *article, struct shim_document *document, unsigned fields,
                  struct error *err);

/* Puts the value of a field's slot into an article that does not have the field yet. */
void fetch_value(struct article *article, const struct field *field, const char *value,
                 size_t length);

#endif
