/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_element.h: a word or phrase of a query as the terms it is made of. power-apps is two
 * elements, so are snake_case and "power apps"; micro* is one, a pattern; of .NET, Disney+ and
 * e-mail the compound that the index holds beside the words is known. */
#ifndef NEWSSEARCH_QUERY_ELEMENT_H
#define NEWSSEARCH_QUERY_ELEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "list.h"

enum query_element_kind {
    ELEMENT_WORD,    /* has a stem */
    ELEMENT_EXACT,   /* a compound, a character or a pair of a script without spaces */
    ELEMENT_PATTERN, /* holds a * (query_wildcard.h) */
};

struct query_element {
    enum query_element_kind kind;
    bool unspaced; /* of a script without spaces */
    bool spans;    /* a pattern that may span parts of a name: snake_*, sna*case */
    bool is_name;  /* a pattern of a whole name: snake_*, *-apps */
    char *term;    /* folded */
    size_t length;
    char *joined; /* the compound that may replace this element and the next ones, or NULL */
    size_t joined_length;
    size_t joined_count;           /* the elements that it replaces */
    size_t start, end, joined_end; /* bytes of the text */
};

/* At neighbouring positions. */
struct query_elements {
    struct query_element *items;
    size_t count;
    struct list symbols; /* emoji and the like, which have no positions */
    bool stray_star;     /* a * that no letter touches was left out */
};

void query_elements_release(struct query_elements *elements);

/* Replaces the element's term. */
void query_element_set_term(struct query_element *element, const char *term, size_t length);
/* Removes an element. */
void query_elements_drop(struct query_elements *elements, size_t index);

/* Whether the byte joins the parts of a name. */
static inline bool query_is_joint(char byte)
{
    return byte == '_' || byte == '-' || byte == '.';
}

#endif
