/* SPDX-License-Identifier: GPL-2.0-or-later */
/* front_matter_block.h: finds the front matter of a file and its form. */
#ifndef NEWSSEARCH_FRONT_MATTER_BLOCK_H
#define NEWSSEARCH_FRONT_MATTER_BLOCK_H

#include <stddef.h>

#include "data_reader.h"
#include "error.h"

enum block_result {
    BLOCK_FOUND,
    BLOCK_NONE,
    BLOCK_UNREAD,   /* front matter in a form that is not read, such as ---js */
    BLOCK_LINES,    /* the same, and it reads as text: "Title: x" and such lines */
    BLOCK_UNCLOSED, /* err says so with its place */
};

struct front_matter_block {
    const struct data_form *form;
    size_t start, end; /* text[start] to text[end] is what the form's reader reads */
    size_t line;       /* of start, from 0 */
    size_t body;       /* where the text after the front matter begins */
};

/* text is UTF-8, perhaps with a byte order mark, blank lines before and CRLF line ends. */
enum block_result front_matter_block_find(struct front_matter_block *block, const char *text,
                                          size_t length, struct error *err);

#endif
