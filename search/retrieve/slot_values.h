/* SPDX-License-Identifier: GPL-2.0-or-later */
/* slot_values.h: the values of one slot for many documents. */
#ifndef NEWSSEARCH_SLOT_VALUES_H
#define NEWSSEARCH_SLOT_VALUES_H

#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "xapian_shim.h"

/* What is read, and who takes it. number counts the documents as they were given; called for those
 * that have a value, on the thread that reads. */
typedef void slot_values_take(void *context, size_t number, const char *value, size_t length);
struct slot_values {
    unsigned slot;
    slot_values_take *take;
    void *context;
};

/* Reads the slot of each document; docids are in any order, each once. On this machine that is a
 * collector (collector.h), on a server a look at each document. */
int slot_values_read(const struct slot_values *values, struct shim_database *database,
                     const uint32_t *docids, size_t count, struct error *err);

#endif
