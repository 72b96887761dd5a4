/* SPDX-License-Identifier: GPL-2.0-or-later */
/* address.h: the address of an article for a browser: its webUrl, made absolute by `base` of the
 * configuration if it is relative. */
#ifndef NEWSSEARCH_ADDRESS_H
#define NEWSSEARCH_ADDRESS_H

#include <stdbool.h>

#include "article.h"
#include "buffer.h"
#include "config.h"

enum address_kind {
    ADDRESS_NONE,  /* the article has no webUrl */
    ADDRESS_OTHER, /* one that cannot be made absolute, or of another scheme: never a link */
    ADDRESS_WEB,   /* http or https */
    ADDRESS_MAIL,  /* mailto */
};

/* Replaces *out by the address, without white space around it. An ADDRESS_OTHER is given as the
 * article has it. */
enum address_kind address_of(struct buffer *out, const struct article *article,
                             const struct config *config);

/* Appends an address of ADDRESS_WEB or ADDRESS_MAIL in the form in which it can be handed to a
 * browser: what must not occur in a URI, such as a space, a quote or a control character, is
 * percent-encoded, and the scheme is in small letters. */
void address_add_encoded(struct buffer *out, const char *address, size_t length);

#endif
