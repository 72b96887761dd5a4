/* SPDX-License-Identifier: GPL-2.0-or-later */
/* slot_values.h: the values of one slot for many documents. */
#ifndef NEWSSEARCH_SLOT_VALUES_H
#define NEWSSEARCH_SLOT_VALUES_H

#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "xapian_shim.h"

/* number counts the documents as they were given. Called for those that have a value. */
typedef void slot_values_take(void *context, size_t number, const char *value, size_t length);

/* Reads the slot of each document, in any order: where the database is on this machine in one pass
 * over the slot, or in several by threads. All are called on this thread. */
int slot_values_read(struct shim_database *database, unsigned slot, const uint32_t *docids,
                     size_t count, slot_values_take *take, void *context, struct error *err);

#endif
