/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rank_columns.h: keeps the rank columns (static_rank.h: quality, heat, day) up to date with the
 * articles. */
#ifndef NEWSSEARCH_RANK_COLUMNS_H
#define NEWSSEARCH_RANK_COLUMNS_H

#include <stdint.h>

#include "article.h"
#include "error.h"
#include "list.h"
#include "xapian_shim.h"

/* The record of one article. */
int rank_columns_set(struct shim_writer *writer, uint32_t docid, const struct article *article,
                     struct error *err);

/* The records of all articles in the indexes at sources (paths), which have no gaps, by the numbers
 * that they get when they are merged in this order. */
int rank_columns_build(struct shim_writer *writer, const struct list *sources, struct error *err);

#endif
