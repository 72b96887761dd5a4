/* base64.h: bytes as text, RFC 4648 section 4. */
#ifndef NEWSSEARCH_BASE64_H
#define NEWSSEARCH_BASE64_H

#include <stddef.h>

#include "buffer.h"

void base64_add(struct buffer *out, const char *bytes, size_t length);

#endif
