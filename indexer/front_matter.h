/* front_matter.h: the YAML between the two --- lines, into an article. */
#ifndef NEWSSEARCH_FRONT_MATTER_H
#define NEWSSEARCH_FRONT_MATTER_H

#include <stddef.h>

#include "article.h"
#include "config.h"
#include "error.h"

enum front_matter_result {
    FRONT_MATTER_READ,
    FRONT_MATTER_NONE, /* the file does not begin with ---, or the --- is never closed by a line: no article */
    FRONT_MATTER_BAD,  /* err holds "LINE:COLUMN: reason" */
};

/* A field of the wrong type: called with "LINE:COLUMN: reason". */
typedef void front_matter_warn(void *context, const char *message);

struct front_matter_options {
    const struct config *config; /* its fields[] are further names; may be NULL */
    front_matter_warn *warn;     /* may be NULL */
    void *warn_context;
};

/* Reads text (a whole file, perhaps with BOM and CRLF; invalid UTF-8 in a value becomes U+FFFD) into *article,
 * which is empty before. Everything but FIELD_BODY, FIELD_PATH and a date from
 * the file's name. *body is where the text after the front matter begins. */
enum front_matter_result front_matter_parse(struct article *article, const char *text,
                                            size_t length, size_t *body,
                                            const struct front_matter_options *options,
                                            struct error *err);

#endif
