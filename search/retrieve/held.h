/* SPDX-License-Identifier: GPL-2.0-or-later */
/* held.h: fields of many rows, read with one pass over each slot and kept as bytes until the row
 * is made. Keeping an article for each of ten thousand rows would take about ten megabytes. */
#ifndef NEWSSEARCH_HELD_H
#define NEWSSEARCH_HELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article.h"
#include "error.h"
#include "xapian_shim.h"

struct held {
    unsigned fields; /* FIELD_BIT (fetch.h); each has a slot */
    size_t rows;
    struct held_field *of; /* by field_id */
};

/* Reads the fields of the documents, of which the first is row 0. */
int held_read(struct held *held, struct shim_database *database, unsigned fields,
              const uint32_t *docids, size_t rows, struct error *err);
bool held_has(const struct held *held, size_t row, enum field_id id);
/* Puts the row's fields into an article that does not have them yet. */
void held_give(const struct held *held, size_t row, struct article *article);
void held_release(struct held *held);

#endif
