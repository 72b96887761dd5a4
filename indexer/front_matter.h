/* SPDX-License-Identifier: GPL-2.0-or-later */
/* front_matter.h: reads the YAML, TOML or JSON at the beginning of a file into an article. */
#ifndef NEWSSEARCH_FRONT_MATTER_H
#define NEWSSEARCH_FRONT_MATTER_H

#include <stdbool.h>
#include <stddef.h>

#include "article.h"
#include "config.h"
#include "error.h"

enum front_matter_result {
    FRONT_MATTER_READ,
    FRONT_MATTER_NONE,
    FRONT_MATTER_UNREAD, /* there is some, in a form that is not read */
    FRONT_MATTER_BAD,    /* not closed, malformed, not a mapping, or its aliases exceed the limit:
                            err has "LINE:COLUMN: reason" */
};

/* A value of the wrong type: called with "LINE:COLUMN: reason". */
typedef void front_matter_warn(void *context, const char *message);

struct front_matter_options {
    const struct config *config; /* its fields[] are further names; may be NULL */
    front_matter_warn *warn;     /* may be NULL */
    void *warn_context;
    size_t above; /* bytes of the path above the archive; only for source_parse */
    bool plain;   /* a file without front matter is an article too */
};

/* Reads text (a whole file in UTF-8) into *article, which is empty before: every field but those
 * that have no source in the schema. *body is where the text after the front matter begins.
 *
 * Of a field's names the first that the front matter has, and not empty, decides, also when its
 * type is wrong; but a wrong date leaves the next name to decide, and fields of many values take
 * those of all names, each value once. A key that comes twice counts as it comes last. An integer
 * is decimal, perhaps quoted, perhaps with a fraction of zeros; a boolean is true, yes, on, false,
 * no or off, in any case, perhaps quoted. */
enum front_matter_result front_matter_parse(struct article *article, const char *text,
                                            size_t length, size_t *body,
                                            const struct front_matter_options *options,
                                            struct error *err);

#endif
