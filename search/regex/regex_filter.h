/* SPDX-License-Identifier: GPL-2.0-or-later */
/* regex_filter.h: PCRE2 patterns that every match must satisfy (regex.h). */
#ifndef NEWSSEARCH_REGEX_FILTER_H
#define NEWSSEARCH_REGEX_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"
#include "docset.h"
#include "error.h"
#include "schema.h"
#include "value_walk.h"
#include "xapian_shim.h"

struct regex; /* a compiled pattern; opaque, counted, shared by equal filters of a batch */

#define REGEX_FIELDS 2 /* that a filter looks into at most */

struct regex_filter {
    struct regex *regex;
    enum field_id field; /* FIELD_COUNT: title or excerpt */
    bool negated;
    /* Set by regex_prefilter.h: for each of regex_filter_fields, the articles in which it can
     * match. */
    bool prefiltered;
    struct docset possible[REGEX_FIELDS];
};

struct regex_filters {
    struct regex_filter *items;
    size_t count;
    /* Set by regex_scan.h. applied: the query only finds what all filters accept. scanned: they
     * were applied by passes over values. */
    bool applied, scanned;
};

/* Compiled patterns, kept over the queries of a batch. */
struct regex_cache;
struct regex_cache *regex_cache_new(void);
void regex_cache_free(struct regex_cache *cache);

/* A filter as it is written. */
struct regex_text {
    enum field_id field; /* FIELD_COUNT: title or excerpt */
    bool negated;
    const char *pattern; /* without slashes */
    size_t length;
    const char *flags; /* of "ismx", each at most once */
};

/* Adds one. On failure err->text is the reason and *place the byte of the pattern where PCRE2
 * stopped. cache may be NULL. */
int regex_filters_add(struct regex_filters *filters, struct regex_cache *cache,
                      const struct regex_text *text, size_t *place, struct error *err);
/* The field of an option's argument [FIELD:]PATTERN, or NULL; *pattern gets the rest. A prefix that
 * is no field belongs to the pattern. */
const struct field *regex_option_field(const char *argument, const char **pattern);
/* From an option's argument. */
int regex_filters_add_option(struct regex_filters *filters, struct regex_cache *cache,
                             const char *argument, bool negated, bool ignore_case,
                             struct error *err);
/* Adds those of others, which are not prefiltered yet; they share their patterns. */
void regex_filters_add_all(struct regex_filters *filters, const struct regex_filters *others);
void regex_filters_release(struct regex_filters *filters);
/* The fields that it looks into; returns how many. */
size_t regex_filter_fields(const struct regex_filter *filter, enum field_id fields[REGEX_FIELDS]);
/* Appends FIELD:/PATTERN/FLAGS, after NOT where it is negated. */
void regex_filter_describe(const struct regex_filter *filter, struct buffer *out);

/* 1, 0, or -1 with *err (a limit was exhausted: names article and pattern; a read failed). */
int regex_filters_accept(const struct regex_filters *filters, struct shim_document *document,
                         struct error *err);

/* Whether the pattern matches a field that has a slot, by its value ("": none). -1: a limit was
 * exhausted. */
int regex_filter_matches_value(const struct regex_filter *filter, enum field_id field,
                               const char *value, size_t length);
/* The same for any field; -1 with *err. */
int regex_filter_matches(const struct regex_filter *filter, enum field_id field,
                         struct shim_document *document, struct error *err);
/* Says that a limit was exhausted; returns -1. */
int regex_filter_complain(const struct regex_filter *filter, struct shim_document *document,
                          struct error *err);

/* Byte ranges that the positive filters on field match in text (for marking); returns how many of
 * at most most were filled; pairs of start, end. A pattern marks the matches that are not empty. */
size_t regex_filters_mark(const struct regex_filters *filters, enum field_id field,
                          const char *text, size_t length, size_t (*places)[2], size_t most);

#endif
