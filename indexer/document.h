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

/* Sets only values and data (a refresh), because the text and its terms are the same. Equal data is
 * not set again, so that Xapian does not write it. */
int document_refresh(struct shim_document *document, const struct article *article,
                     struct error *err);

/* A hash of all that document_fill makes terms and data of: equal means a refresh is enough. Of
 * this machine only (byte order), because it is compared only with hashes of the same index. */
void document_text_hash(unsigned char hash[16], const struct article *article);

#endif
