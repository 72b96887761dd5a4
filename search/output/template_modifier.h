/* SPDX-License-Identifier: GPL-2.0-or-later */
/* template_modifier.h: the part after the colon in {title:html} of a template. */
#ifndef NEWSSEARCH_TEMPLATE_MODIFIER_H
#define NEWSSEARCH_TEMPLATE_MODIFIER_H

#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "error.h"
#include "result/results.h"

enum modifier_kind {
    MODIFIER_NONE,
    MODIFIER_HTML, /* references for & < > " ' */
    MODIFIER_CSV,  /* in quotes where RFC 4180 needs them */
    MODIFIER_JSON, /* the value as --format=json has it */
    MODIFIER_URL,  /* percent-encoded */
    MODIFIER_TIME, /* a form of strftime */
    MODIFIER_WIDTH /* filled up with spaces, never cut */
};

struct template_modifier {
    enum modifier_kind kind;
    size_t width;
    char *form; /* MODIFIER_TIME */
};

/* Reads text, of a column (column.h). -1: the sentence is about the byte *place of text. */
int template_modifier_read(struct template_modifier *modifier, const char *text, size_t length,
                           int column, size_t *place, struct error *err);
void template_modifier_release(struct template_modifier *modifier);

/* Appends the column of result as the modifier has it. */
void template_modifier_add(struct buffer *out, const struct template_modifier *modifier,
                           const struct result *result, int column);

#endif
