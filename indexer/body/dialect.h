/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dialect.h: converts the Markdown that authors write to the Markdown that cmark-gfm reads.
 * Additions of kramdown, Pandoc, Obsidian, Docusaurus, MDX, Hugo, Jekyll and Eleventy are
 * removed or, if a reader sees something of them, replaced by that. Code is not changed. */
#ifndef NEWSSEARCH_DIALECT_H
#define NEWSSEARCH_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"
#include "labels.h"
#include "scan.h"
#include "template.h"

/* Stands in Markdown where a template prints something, so that **{{ x }}** stays a pair of
 * emphasis; U+FDD0, which is no character. To be removed from what cmark makes of it. */
#define DIALECT_PLACEHOLDER "\xEF\xB7\x90"

enum dialect_pair {
    PAIR_MARK,   /* ==text== */
    PAIR_STRIKE, /* ~~text~~ */
    PAIR_NOTE,   /* ^[text] */
    PAIR_SPAN,   /* [text]{.class} */
    PAIR_COUNT
};

struct dialect {
    struct scan scan;
    size_t at;
    struct buffer *out; /* the current piece, from piece_start on */
    size_t piece_start;
    struct labels labels;
    struct templates templates;
    bool mdx; /* components, expressions and modules of JavaScript */

    /* The code block that is open; length 0: none. */
    struct dialect_fence {
        char byte;
        size_t length;
        size_t indent; /* with strip, of all its lines */
        bool quoted, strip;
    } fence;
    size_t pair_end[PAIR_COUNT];  /* where the second sign of a pair is, 0: none is open */
    size_t list_column;           /* where the text of the list item begins, 0: in none */
    size_t variables_end;         /* of a paragraph where %% is before words, as in a batch file */
    size_t base;                  /* in MDX, the indentation of what a component has inside */
    size_t last_line, line_start; /* in out */
    size_t content_start;         /* in out: past the line's indentation and quote signs */
    bool in_line;                 /* a piece ended within a line */
    bool in_options;              /* lines with options of a directive may come */
    bool after_blank, in_code, in_table, flat_table, indented, break_after;
};

/* text is borrowed until dialect_release. */
void dialect_init(struct dialect *dialect, const char *text, size_t length, bool mdx);
void dialect_release(struct dialect *dialect);

/* Appends the next piece, some ten thousand bytes, to out; false: there is none. */
bool dialect_next(struct dialect *dialect, struct buffer *out);

#endif
