/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dialect_rules.h: the rules for the beginning of a line and for the signs within one. */
#ifndef NEWSSEARCH_DIALECT_RULES_H
#define NEWSSEARCH_DIALECT_RULES_H

#include "dialect.h"

struct dialect_line {
    size_t start, end, next; /* end: without its line end */
    size_t content;          /* past blanks and the signs of quotes */
    size_t indent;           /* columns before the content, after the last sign */
    bool quoted;
};

/* Deals with what a line begins with. Returns where the text goes on, within the line, having
 * added what belongs before it; past the line: it has no text; 0: no rule holds. */
size_t dialect_line_rule(struct dialect *dialect, const struct dialect_line *line);

/* As dialect_line_rule, for a line that sets something or includes a file. */
size_t dialect_setting(struct dialect *dialect, const struct dialect_line *line);

/* Whether {name} of MyST is at at, after which come lines with options. */
bool dialect_has_options(const struct dialect *dialect, size_t at);

/* Where the text of such a line begins, or past the line if it has none; 0: it is no option. */
size_t dialect_option(const struct dialect *dialect, const struct dialect_line *line);

/* Deals with the sign at at; returns past what it belongs to, 0 if it is text. */
size_t dialect_inline_rule(struct dialect *dialect, size_t at);

/* Whether the byte may begin something that dialect_inline_rule deals with. */
bool dialect_is_sign(char c);

/* The width of the sign of a list item at at with its blanks, 0 if there is none. */
size_t dialect_item_width(const struct dialect *dialect, size_t at);

/* The tag, or the comment of HTML, at at; as dialect_inline_rule. */
size_t dialect_tag(struct dialect *dialect, size_t at);

/* The byte at at; '\0' past the end. */
static inline char dialect_byte(const struct dialect *dialect, size_t at)
{
    return at < dialect->scan.length ? dialect->scan.text[at] : '\0';
}

/* Whether %% before at can end a comment: what a word follows is a sign of printf or of a batch
 * file, or a command of a notebook. */
bool dialect_ends_comment(const struct dialect *dialect, size_t at);

/* Adds the text from start to end as it is. */
void dialect_add(struct dialect *dialect, size_t start, size_t end);

/* Whether the current line has only blanks and quote signs so far. */
static inline bool dialect_at_line_start(const struct dialect *dialect)
{
    return dialect->out->length == dialect->content_start;
}

void dialect_begin_line(struct dialect *dialect);

#endif
