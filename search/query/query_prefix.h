/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_prefix.h: what stands before a colon and names no field: the names that other tools give
 * their fields, and what to write instead. */
#ifndef NEWSSEARCH_QUERY_PREFIX_H
#define NEWSSEARCH_QUERY_PREFIX_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"
#include "schema.h"

/* Appends "title, excerpt, …": the prefixes of all fields. */
void query_add_prefixes(struct buffer *out);

/* What to write for a field of that name in another tool, with %s for the value; NULL if it is not
 * known. */
const char *query_foreign_prefix(const char *name, size_t length);

/* The field that a name which is none may stand for: a name of another tool, a front matter key or
 * a name that is nearly a field's; NULL: none. */
const struct field *query_meant_field(const char *name, size_t length);

/* Appends "; did you mean ...?" for name:value, if that is known. */
void query_add_meant(struct buffer *out, const char *name, size_t name_length, const char *value,
                     size_t length);

/* The length of the name at the beginning of text that may be meant as a field, if a colon follows
 * it; else 0. */
size_t query_name_before_colon(const char *text, const char *end);

#endif
