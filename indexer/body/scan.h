/* SPDX-License-Identifier: GPL-2.0-or-later */
/* scan.h: reads a text once from start to end, with lookahead of bounded cost. A lookahead that
 * finds nothing uses up effort in proportion to the bytes it read; when all effort is used,
 * every lookahead finds nothing. So any text takes time in proportion to its length. */
#ifndef NEWSSEARCH_SCAN_H
#define NEWSSEARCH_SCAN_H

#include <stdbool.h>
#include <stddef.h>

struct scan {
    const char *text; /* borrowed */
    size_t length;
    size_t effort; /* bytes */
    /* The last answers of scan_line_end and scan_paragraph_end. */
    size_t line_from, line_end, paragraph_from, paragraph_end;
};

void scan_init(struct scan *scan, const char *text, size_t length);

/* Whether the text at `at` begins with needle. */
bool scan_is_at(const struct scan *scan, size_t at, const char *needle);

/* The functions below return an offset, past what they looked for; 0: it is not there. */

/* Past the first needle that begins at or after from and ends at or before stop. */
size_t scan_past(struct scan *scan, size_t from, size_t stop, const char *needle);

/* Uses up effort for length bytes that were read in vain; returns 0, as for "not there". */
size_t scan_fail(struct scan *scan, size_t length);

/* Past the last byte of the line that holds at, without its line end; never 0. */
size_t scan_line_end(struct scan *scan, size_t at);
/* The start of the next line after at, or the text's length. */
size_t scan_next_line(struct scan *scan, size_t at);
/* Where the paragraph that holds at ends: at the next blank line; never 0. */
size_t scan_paragraph_end(struct scan *scan, size_t at);
/* Whether there are only spaces and tabs from `at` to the end of its line. */
bool scan_is_blank(const struct scan *scan, size_t at);
/* Past the spaces and tabs at at; never 0. */
size_t scan_past_blanks(const struct scan *scan, size_t at);
/* The width of the spaces and tabs at at, with a tab stop each four columns. */
size_t scan_columns(const struct scan *scan, size_t at);

bool scan_is_space(char c); /* line ends too */
bool scan_is_word(char c);  /* an ASCII letter or digit, or part of a character beyond ASCII */

#endif
