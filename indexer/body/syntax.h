/* SPDX-License-Identifier: GPL-2.0-or-later */
/* syntax.h: the pieces of markup inside a text: tags, attribute lists, expressions.
 * Each function returns the offset past what begins at at, or 0 if nothing of the kind does. */
#ifndef NEWSSEARCH_SYNTAX_H
#define NEWSSEARCH_SYNTAX_H

#include "scan.h"

/* A tag of HTML or JSX: <name attributes>, </name>, <name/>; <> and </> have no name. */
struct syntax_tag {
    size_t name, name_length; /* the offset of the name */
    bool closes;              /* </name> */
    bool empty;               /* <name/> */
    bool markdown;            /* has the attribute markdown, with which kramdown reads inside */
};

/* Values of attributes may be quoted, or JavaScript in braces. */
size_t syntax_past_tag(struct scan *scan, size_t at, struct syntax_tag *tag);

/* Past the end tag of this name that comes first from at on, case aside; *start: where it begins.
 */
size_t syntax_past_end_tag(struct scan *scan, size_t at, const char *name, size_t length,
                           size_t *start);

/* {#id .class key=value key="value" word}, after the brace an optional colon, as kramdown, Pandoc
 * and PHP Markdown Extra have them. Lists of only words, without # . : or =, are not attributes. */
size_t syntax_past_attributes(struct scan *scan, size_t at);

/* JavaScript in balanced braces; strings, templates and comments in it are passed over. */
size_t syntax_past_braces(struct scan *scan, size_t at);

#endif
