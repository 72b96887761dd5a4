/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terminal.h: the abilities of the terminal or file that results are printed to. */
#ifndef NEWSSEARCH_TERMINAL_H
#define NEWSSEARCH_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "palette.h"
#include "request/request.h"

struct terminal {
    bool interactive; /* a person looks at it: not a pipe, not a file */
    bool color;
    bool hyperlinks;               /* OSC 8 */
    bool pages;                    /* a pager can run on it */
    bool unicode;                  /* bars and dashes beyond ASCII; text itself is always UTF-8 */
    bool bounded;                  /* the width is known, not assumed */
    size_t columns;                /* its width; 80 if not known */
    size_t lines;                  /* its height; 0 if not known */
    const struct palette *palette; /* of color; borrowed from the request */
};

/* The columns that text is wrapped to: longer lines are hard to read. */
size_t terminal_page(const struct terminal *terminal);

/* The same if the width is known, else 0: text is not wrapped. */
size_t terminal_wrap(const struct terminal *terminal);

/* The SGR parameters of a style; NULL: no escape sequences at all. */
const char *terminal_style(const struct terminal *terminal, enum palette_style style);
/* Begins a style, and ends it; nothing where there are no colours. */
void terminal_begin_style(FILE *stream, const struct terminal *terminal, enum palette_style style);
void terminal_end_style(FILE *stream, const struct terminal *terminal, enum palette_style style);

/* Looks at the file descriptor, --color, --hyperlink and the environment: NO_COLOR, CLICOLOR_FORCE,
 * CLICOLOR, TERM, COLUMNS, LC_ALL, LC_CTYPE, LANG. */
void terminal_look(struct terminal *terminal, int descriptor, const struct request *request);

#endif
