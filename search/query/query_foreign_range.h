/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_foreign_range.h: comparisons and ranges as other tools write them. */
#ifndef NEWSSEARCH_QUERY_FOREIGN_RANGE_H
#define NEWSSEARCH_QUERY_FOREIGN_RANGE_H

#include "buffer.h"
#include "error.h"
#include "query_foreign_word.h"

/* The word, phrase in ASCII quotation marks or bracket at place, or after spaces there: *length
 * bytes. */
const char *query_foreign_operand(const struct query_source *source, size_t place, size_t *length);

/* Rules about ranges: for a word, and for a value after the colon of field. */
int query_refuse_comparison(const struct foreign_word *word, struct error *err);
int query_refuse_bracketed(const struct foreign_word *word, struct error *err);
int query_refuse_value_range(const struct foreign_word *value, const struct field *field,
                             struct error *err);
int query_refuse_value_comparison(const struct foreign_word *value, const struct field *field,
                                  struct error *err);
bool query_has_ranges(const struct field *field);

/* The bytes of a sign that orders (< <= ≤ > >= ≥ or a full-width form) at the start of text, and
 * what it is in ASCII, which other text may follow; 0: there is none. */
size_t query_read_order(const char *text, size_t length, const char **order);

/* Appends the range of ours for a comparison: quality:81.. for the order > and the value 80. A
 * value of no length stands for any. */
void query_add_comparison(struct buffer *out, const struct field *field, const char *order,
                          const char *value, size_t length);

#endif
