/* SPDX-License-Identifier: GPL-2.0-or-later */
/* column.h: what a result has to show: the fields of its article, and what the search
 * adds to them. --fields, templates, csv, tsv and json name columns alike. */
#ifndef NEWSSEARCH_COLUMN_H
#define NEWSSEARCH_COLUMN_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"
#include "error.h"
#include "list.h"
#include "result/results.h"
#include "schema.h"

/* A number below FIELD_COUNT is that field (enum field_id). */
enum column {
    COLUMN_RANK = FIELD_COUNT,
    COLUMN_SCORE,
    COLUMN_SNIPPET,
    COLUMN_HIGHLIGHTS, /* of the snippet */
    COLUMN_COLLAPSED,
    COLUMN_COUNT
};

/* The name in json and in the line of names, "provider.name". Static. */
const char *column_key(int column);

/* The column with this key or search prefix, -1 if there is none. */
int column_find(const char *name, size_t length);

/* Appends every key, in order. */
void column_names(struct list *names);

/* Appends the value as text: lists joined by "; ", times as RFC 3339, nothing if it is
 * absent. Text is repaired; a path stays the bytes it is. */
void column_add_text(struct buffer *out, const struct result *result, int column);

#endif
