/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "word_list.h"

#include "engine.h"
#include "index_layout.h"
#include "schema.h"

static const struct engine_word_list word_list = { WORD_LIST_KEY, schema_listed, SCHEMA_LISTED };

int word_list_add(struct shim_writer *writer, const struct shim_document *document,
                  struct error *err)
{
    return engine_word_list_add(writer, &word_list, document, err);
}

int word_list_build(struct shim_writer *writer, struct error *err)
{
    return engine_word_list_build(writer, &word_list, err);
}
