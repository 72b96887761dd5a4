/* SPDX-License-Identifier: GPL-2.0-or-later */
/* regex.h: one compiled PCRE2 pattern: UTF-8 with Unicode classes, compiled just in time if the
 * machine supports it. Bytes that are not UTF-8 match nothing. */
#ifndef NEWSSEARCH_REGEX_H
#define NEWSSEARCH_REGEX_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"
#include "error.h"
#include "list.h"

struct regex; /* opaque, counted: regex_share and regex_free */

/* pattern is without slashes; flags of "ismx", each at most once. On failure err->text is the
 * reason and *place the byte of the pattern it is about. */
struct regex *regex_new(const char *pattern, size_t length, const char *flags, size_t *place,
                        struct error *err);
struct regex *regex_share(struct regex *regex); /* one more owner; returns it */
/* The same pattern for another thread, its own owner's; regex outlives it. */
struct regex *regex_twin(const struct regex *regex); /* NULL: no memory */
void regex_free(struct regex *regex);                /* of this owner */

bool regex_equals(const struct regex *regex, const char *pattern, size_t length, const char *flags);

/* Looks for the first match. 1: found, *start and *end are its bytes; 0: there is none; -1: the
 * limits of time and memory ran out. A match that could take longer than some 50 ms of processor
 * time is given up. */
int regex_search(struct regex *regex, const char *text, size_t length, size_t *start, size_t *end);
/* Copies the text that regex_search_on looks in. */
void regex_set_text(struct regex *regex, const char *text, size_t length);
/* As regex_search, for the first match at or after byte from that is not empty. */
int regex_search_on(struct regex *regex, size_t from, size_t *start, size_t *end);

/* What every text has that the pattern matches: regex_literal.h. */
void regex_required_literals(const struct regex *regex, struct list *alternatives);

/* Appends /PATTERN/FLAGS as a query writes it. */
void regex_describe(const struct regex *regex, struct buffer *out);

#endif
