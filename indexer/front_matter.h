/* front_matter.h: the YAML between the two --- lines, into an article. */
#ifndef NEWSSEARCH_FRONT_MATTER_H
#define NEWSSEARCH_FRONT_MATTER_H

#include <stddef.h>

#include "article.h"
#include "config.h"
#include "error.h"

enum front_matter_result {
    FRONT_MATTER_READ,
    FRONT_MATTER_NONE, /* the file's first line is not ---: no article */
    FRONT_MATTER_BAD,  /* not closed, not YAML, no mapping, no title: err holds
                          "LINE:COLUMN: reason" */
};

/* A field of the wrong type: called with "LINE:COLUMN: reason". */
typedef void front_matter_warn(void *context, const char *message);

struct front_matter_options {
    const struct config *config; /* its fields[] are further names; may be NULL */
    front_matter_warn *warn;     /* may be NULL */
    void *warn_context;
};

/* Reads text (a whole file, perhaps with BOM and CRLF; invalid UTF-8 in a value becomes U+FFFD)
 * into *article: everything but FIELD_BODY, FIELD_PATH and a date from the file's name. *article
 * is empty before, except that FIELD_DATE may hold what the file's name says: it stays if the
 * front matter has no date, and goes if it has a wrong one. *body is where the text after the
 * front matter begins.
 *
 * Of a field's names the first that the front matter has, and not empty, decides, also when its
 * type is wrong. A key that comes twice counts as it comes last. An integer is decimal, perhaps
 * quoted, perhaps with a fraction of zeros; a boolean is true, yes, on, false, no or off, in any
 * case, perhaps quoted. An alias stands for a scalar only. */
enum front_matter_result front_matter_parse(struct article *article, const char *text,
                                            size_t length, size_t *body,
                                            const struct front_matter_options *options,
                                            struct error *err);

#endif
