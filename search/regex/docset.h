/* SPDX-License-Identifier: GPL-2.0-or-later */
/* docset.h: a set of documents, one bit for each document number. */
#ifndef NEWSSEARCH_DOCSET_H
#define NEWSSEARCH_DOCSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct docset {
    uint64_t *bits; /* NULL: the set is empty */
    uint32_t end;   /* no number in it is as high */
};

/* An empty set for numbers below end. */
void docset_init(struct docset *set, uint32_t end);
void docset_release(struct docset *set);

/* docid is below the set's end. */
void docset_add(struct docset *set, uint32_t docid);
bool docset_has(const struct docset *set, uint32_t docid);

/* Keeps only, or adds, the documents that are in other, a set with the same end. */
void docset_keep(struct docset *set, const struct docset *other);
void docset_join(struct docset *set, const struct docset *other);

size_t docset_count(const struct docset *set);

/* All numbers, ascending; the caller's. docset_count of them. */
uint32_t *docset_list(const struct docset *set);

#endif
