/* SPDX-License-Identifier: GPL-2.0-or-later */
/* labels.h: the definitions at the beginnings of lines that a Markdown text uses elsewhere. */
#ifndef NEWSSEARCH_LABELS_H
#define NEWSSEARCH_LABELS_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"
#include "list.h"

struct labels {
    struct list notes;   /* of footnotes, sorted: "1" for [^1]: */
    struct buffer links; /* the definitions of links, each a line "[name]: /", since addresses are
                            no text; about LABELS_LINKS_MAX bytes at most */
    bool modules;        /* a line that imports a JavaScript module */
};

#define LABELS_LINKS_MAX ((size_t)16 * 1024)

/* labels must be all zero. */
void labels_find(struct labels *labels, const char *text, size_t length);
void labels_release(struct labels *labels);

bool labels_has_note(const struct labels *labels, const char *name, size_t length);

/* Whether a JavaScript module's import or export begins the line: its form counts, so that
 * "import taxes rise" is text. */
bool labels_is_module_line(const char *line, size_t length);

#endif
