/* SPDX-License-Identifier: GPL-2.0-or-later */
/* paragraph.h: wraps text to a width and prints its marked parts in another style. */
#ifndef NEWSSEARCH_PARAGRAPH_H
#define NEWSSEARCH_PARAGRAPH_H

#include <stdio.h>

#include "result/results.h"

struct paragraph {
    size_t indent;     /* spaces before each line */
    size_t columns;    /* of the page, indent included; 0: one line, however long */
    const char *plain; /* SGR parameters, "1"; "" for none. NULL: no escape sequences at all */
    const char *mark;  /* of marked text, as a whole, "1;31" */
    const char *label; /* ASCII, in the indentation of the first line; NULL: none */
    const char *label_style; /* SGR parameters; "" for none */
};

/* Prints text as text_add_safe does, in lines; nothing for an empty text. A word that is wider than
 * a line, and text without spaces, is broken between characters. The last line has more than one
 * word where the line before it can spare one. */
void paragraph_print(FILE *stream, const struct paragraph *paragraph, const struct snippet *text);

/* Appends text, at most columns wide. Text that is too wide is cut before its last part, which says
 * most about a path or an address. */
void paragraph_fit(struct buffer *out, const char *text, size_t length, size_t columns,
                   const char *ellipsis);

#endif
