/* SPDX-License-Identifier: GPL-2.0-or-later */
/* vocabulary.h: the list of all words of titles, excerpts and bodies, for searches by a part of
 * a word. */
#ifndef NEWSSEARCH_VOCABULARY_H
#define NEWSSEARCH_VOCABULARY_H

#include "error.h"
#include "xapian_shim.h"

/* The words of a document, before it is added or replaced; part of the transaction. */
int vocabulary_add(struct shim_writer *writer, const struct shim_document *document,
                   struct error *err);

/* The words of a whole index that has been merged; part of what is committed next. */
int vocabulary_gather(struct shim_writer *writer, struct error *err);

#endif
