/* SPDX-License-Identifier: GPL-2.0-or-later */
/* line_sign.h: tags of HTML and code in backquotes in a title or excerpt, where "p<q" may also be
 * a comparison and "it`s" have an apostrophe. */
#ifndef NEWSSEARCH_LINE_SIGN_H
#define NEWSSEARCH_LINE_SIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "scan.h"

#define LINE_TICKS_MAX 8 /* of the backquotes around code */

struct line_ticks {
    bool gone[LINE_TICKS_MAX + 1]; /* that many do not come again in this text */
};

/* Past the tag whose name ends at at; 0: it is text. A tag ends with '>', before any other '<', and
 * "<b and c>" is none: "and" is no attribute, and none has a value. Of a text that is cut off
 * within a tag, the tag goes to the end if it has a value in quotation marks and begins with an
 * attribute of HTML's or one with a value: <a href="http:. */
size_t line_tag_end(struct scan *scan, size_t at);

/* Past the code that the backquotes at at begin, or past these if they begin none. */
size_t line_code_end(const char *text, size_t length, size_t at, struct line_ticks *ticks);

#endif
