/* SPDX-License-Identifier: GPL-2.0-or-later */
/* json_text.h: strings of JSON from bytes that may not be UTF-8. */
#ifndef NEWSSEARCH_JSON_TEXT_H
#define NEWSSEARCH_JSON_TEXT_H

#include <stddef.h>

#include <jansson.h>

/* A string with the bytes of text, repaired where they are not UTF-8 (text_repair). The caller
 * owns it. */
json_t *json_text(const char *text, size_t length);

#endif
