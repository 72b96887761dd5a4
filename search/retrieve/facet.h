/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facet.h: a collector that counts the matches with each value of a field. Values are counted as
 * packed in their slot; lists are unpacked once, at the end. */
#ifndef NEWSSEARCH_FACET_H
#define NEWSSEARCH_FACET_H

#include "buckets.h"
#include "collector.h"
#include "counter.h"
#include "request/request.h"

struct facet {
    struct collector base;
    struct request_facet wanted;
    struct counter seen; /* values of the slot */
};

/* The field has to have a slot. */
void facet_init(struct facet *facet, const struct request_facet *wanted);
void facet_release(struct facet *facet);

/* Replaces *out by a key that is the same for values that a search cannot tell apart: names and
 * domains are compared without case and accents. */
void facet_key(struct buffer *out, const struct field *field, const char *value, size_t length);

/* Fills *out with the most common values, most first, then by value (bytes). Values with one
 * facet_key are counted as one, shown in the most common form; of equally common forms, the first
 * by bytes. */
void facet_finish(const struct facet *facet, struct bucket_list *out);

#endif
