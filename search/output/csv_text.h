/* SPDX-License-Identifier: GPL-2.0-or-later */
/* csv_text.h: a value in the form of RFC 4180. */
#ifndef NEWSSEARCH_CSV_TEXT_H
#define NEWSSEARCH_CSV_TEXT_H

#include <stddef.h>

#include "buffer.h"

/* Appends text, in quotes where it holds a comma, a quote or a newline. */
void csv_text_add(struct buffer *out, const char *text, size_t length);

#endif
