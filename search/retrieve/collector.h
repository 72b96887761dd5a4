/* SPDX-License-Identifier: GPL-2.0-or-later */
/* collector.h: what sees each match of a search once, with its value in one slot: facets, charts,
 * and readers of a slot.
 *
 * A local search first finds its matches, and then shows them to each collector in turn. Many are
 * divided into parts. The first part is collected by the collector itself; each other part by a
 * fresh one in a thread of its own, which is then merged into the first.
 */
#ifndef NEWSSEARCH_COLLECTOR_H
#define NEWSSEARCH_COLLECTOR_H

#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "xapian_shim.h"

struct collector {
    const struct collector_class *class;
    unsigned slot;
};

struct collector_class {
    /* A collector of the same kind that has seen nothing. */
    struct collector *(*fresh)(const struct collector *collector);
    /* Sees the value of `times` documents; "" of those without one. docid: the document, or 0 where
     * a server has counted its documents by value. */
    void (*collect)(struct collector *collector, uint32_t docid, const char *value, size_t length,
                    uint64_t times);
    /* Adds what a part has seen of the documents after those of the collector. */
    void (*merge)(struct collector *collector, const struct collector *part);
    /* Frees a fresh one. */
    void (*free)(struct collector *part);
};

void collector_collect(struct collector *collector, uint32_t docid, const char *value,
                       size_t length, uint64_t times);

/* Shows it one document. */
int collector_see(struct collector *collector, struct shim_document *document, struct error *err);
/* Shows it the documents, ascending and each once, of a database on this machine. */
int collector_run(struct collector *collector, struct shim_database *database,
                  const uint32_t *docids, size_t count, struct error *err);

#endif
