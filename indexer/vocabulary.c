/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary.h"

#include "index_layout.h"
#include "schema.h"

static const struct shim_vocabulary vocabulary = { VOCABULARY_KEY, schema_vocabulary,
                                                   SCHEMA_VOCABULARY };

int vocabulary_add(struct shim_writer *writer, const struct shim_document *document,
                   struct error *err)
{
    return shim_vocabulary_add(writer, &vocabulary, document, err);
}

int vocabulary_gather(struct shim_writer *writer, struct error *err)
{
    return shim_vocabulary_gather(writer, &vocabulary, err);
}
