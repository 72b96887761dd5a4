/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xml_text.h: text of articles inside XML and HTML, escaped so that none of it becomes markup. */
#ifndef NEWSSEARCH_XML_TEXT_H
#define NEWSSEARCH_XML_TEXT_H

#include <stddef.h>
#include <stdio.h>

#include "buffer.h"
#include "list.h"

/* Appends text as content or as the value of a quoted attribute: as text_add_safe does, and with
 * references for the five characters of markup. What XML allows nowhere becomes U+FFFD. */
void xml_text_add(struct buffer *out, const char *text, size_t length);
void xml_text_print(FILE *stream, const char *text, size_t length);

/* Prints <name>text</name> on a line of its own. */
void xml_text_element(FILE *stream, size_t indent, const char *name, const char *text,
                      size_t length);

/* Prints the attribute with a language of an article (zh_tw as zh-tw), if it is a language tag. */
void xml_text_language(FILE *stream, const char *attribute, const struct list_item *language);

#endif
