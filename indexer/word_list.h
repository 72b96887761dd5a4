/* SPDX-License-Identifier: GPL-2.0-or-later */
/* word_list.h: the list of all words of titles, excerpts and bodies, for searches by a part of
 * a word. */
#ifndef NEWSSEARCH_WORD_LIST_H
#define NEWSSEARCH_WORD_LIST_H

#include "error.h"
#include "xapian_shim.h"

/* The words of a document, before it is added or replaced; part of the transaction. */
int word_list_add(struct shim_writer *writer, const struct shim_document *document,
                  struct error *err);

/* The words of a whole index that has been merged; part of what is committed next. */
int word_list_build(struct shim_writer *writer, struct error *err);

#endif
