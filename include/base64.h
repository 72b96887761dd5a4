/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base64.h: bytes as text, RFC 4648 section 4. */
#ifndef NEWSSEARCH_BASE64_H
#define NEWSSEARCH_BASE64_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"

void base64_add(struct buffer *out, const char *bytes, size_t length);

/* Appends the bytes that text stands for. False: it is not base64 with its padding. */
bool base64_read(struct buffer *out, const char *text);

#endif
