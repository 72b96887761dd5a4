/* SPDX-License-Identifier: GPL-2.0-or-later */
/* document.h: an article as a Xapian document: terms, values, data. */
#ifndef NEWSSEARCH_DOCUMENT_H
#define NEWSSEARCH_DOCUMENT_H

#include "article.h"
#include "error.h"
#include "xapian_shim.h"

/* Fills document, which is empty before, with all of the article's terms, values and data. */
int document_fill(struct shim_document *document, const struct article *article,
                  struct shim_stemmer *stemmer, struct error *err);

/* Sets values and data alone (a refresh): terms come from text, which is the same. Data that is the
 * same is left as it is, so that Xapian writes none. */
int document_refresh(struct shim_document *document, const struct article *article,
                     struct error *err);

/* A hash of all that document_fill makes terms and data of: equal means a refresh is enough. Of
 * this machine alone (byte order): it only ever meets itself. */
void document_text_hash(unsigned char hash[16], const struct article *article);

#endif
