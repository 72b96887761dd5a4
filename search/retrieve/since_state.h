/* SPDX-License-Identifier: GPL-2.0-or-later */
/* since_state.h: the state of a NAME of --since-last, in
 * ${XDG_STATE_HOME:-~/.local/state}/newssearch/since/NAME: a text file whose first line is a
 * number. */
#ifndef NEWSSEARCH_SINCE_STATE_H
#define NEWSSEARCH_SINCE_STATE_H

#include <stdbool.h>

#include "error.h"
#include "list.h"

/* Which articles are known: those indexed up to a time (SLOT_INDEXED), and some that were indexed
 * later. All zero: none. */
struct since_known {
    double until;
    struct list articles; /* "ID TIME": the term of an article's path without its prefix, and its
                             SLOT_INDEXED; "* TIME": all articles with this SLOT_INDEXED */
    char *query;          /* that was asked (struct request's signature); NULL: not remembered */
    char *indexes;        /* that were asked, in one text; NULL: not remembered */
};

struct since_state {
    struct since_known seen;
    struct since_known peeked; /* what --seen moves on to */
    bool has_peek;
};

void since_known_release(struct since_known *known);
void since_state_release(struct since_state *state);

/* Nothing is remembered yet: *state is all zero. A name may hold letters, digits, . _ - and not
 * begin with a dot. */
int since_state_read(struct since_state *state, const char *name, struct error *err);

/* The file is replaced whole. */
int since_state_write(const struct since_state *state, const char *name, struct error *err);

#endif
