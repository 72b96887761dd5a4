/* SPDX-License-Identifier: GPL-2.0-or-later */
/* literal_fixture.h: whether a text has what a regex needs (regex_literal.h), by a reading of its
 * words. */
#ifndef NEWSSEARCH_LITERAL_FIXTURE_H
#define NEWSSEARCH_LITERAL_FIXTURE_H

#include <stdbool.h>
#include <string.h>

#include "list.h"
#include "tokens.h"

static inline bool word_holds(const char *text, size_t text_length, const char *run, size_t length)
{
    struct tokens tokens;
    struct token token;
    bool found = false;
    tokens_init(&tokens, text, text_length);
    while (!found && tokens_next(&tokens, &token))
        found = memmem(token.term, token.length, run, length) != NULL;
    tokens_release(&tokens);
    return found;
}

/* All runs of one of the alternatives. */
static inline bool holds_literals(const struct list *alternatives, const char *text,
                                  size_t text_length)
{
    for (size_t i = 0; i < alternatives->count; i++) {
        bool all = true;
        for (const char *run = alternatives->items[i].data; *run; run += *run == ' ') {
            size_t length = strcspn(run, " ");
            all = all && word_holds(text, text_length, run, length);
            run += length;
        }
        if (all)
            return true;
    }
    return false;
}

#endif
