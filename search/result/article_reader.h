/* SPDX-License-Identifier: GPL-2.0-or-later */
/* article_reader.h: reads an article from a matched document. */
#ifndef NEWSSEARCH_ARTICLE_READER_H
#define NEWSSEARCH_ARTICLE_READER_H

#include "article.h"
#include "error.h"
#include "schema.h"
#include "xapian_shim.h"

#define FIELDS_IN_DATA (FIELD_BIT(FIELD_BODY) | FIELD_BIT(FIELD_RELATED)) /* have no slot */

/* Reads the fields whose bits are set (FIELD_BIT) from the document's values or data into an
 * article that has none of them yet. */
int article_read(struct article *article, struct shim_document *document, unsigned fields,
                 struct error *err);

/* The same from the document with this number. */
int article_read_docid(struct article *article, struct shim_database *database, uint32_t docid,
                       unsigned fields, struct error *err);

/* Puts the value of a field's slot into an article that does not have the field yet. */
void article_read_value(struct article *article, const struct field *field, const char *value,
                        size_t length);

#endif
