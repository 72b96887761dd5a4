/* SPDX-License-Identifier: GPL-2.0-or-later */
/* url_text.h: percent-encoding (RFC 3986). */
#ifndef NEWSSEARCH_URL_TEXT_H
#define NEWSSEARCH_URL_TEXT_H

#include <stddef.h>

#include "buffer.h"

/* Appends text; each byte but ASCII letters, digits and those of keep becomes %XX. */
void url_text_add(struct buffer *out, const char *text, size_t length, const char *keep);

#endif
