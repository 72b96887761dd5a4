/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "word_list.h"

#include "index_layout.h"
#include "schema.h"

static const struct shim_vocabulary vocabulary = { VOCABULARY_KEY, schema_vocabulary,
                                                   SCHEMA_VOCABULARY };

int word_list_add(struct shim_writer *writer, const struct shim_document *document,
                  struct error *err)
{
    return shim_vocabulary_add(writer, &vocabulary, document, err);
}

int word_list_build(struct shim_writer *writer, struct error *err)
{
    return shim_vocabulary_gather(writer, &vocabulary, err);
}
