/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_span_text.h: finds words within a window in the stored text of a field. */
#ifndef NEWSSEARCH_QUERY_SPAN_TEXT_H
#define NEWSSEARCH_QUERY_SPAN_TEXT_H

#include "query_span.h"

/* The words to find in a text. The query owns it and frees it (span_texts_free). */
struct span_text;
struct span_text *span_text_new(struct query *query, const struct query_span *span,
                                enum field_id field);
void span_texts_free(struct span_text *first);

/* An engine_confirm: whether a value of the field has the words. context is a struct span_text. */
int span_text_confirm(void *context, struct shim_document *document, struct error *err);

/* candidates (owned), filtered by the names of those articles whose text has the words: for
 * servers, which cannot call span_text_confirm. */
struct engine_query *span_text_filter(struct span_text *text, struct engine_query *candidates,
                                      struct query_compiler *compiler,
                                      const struct query_node *node, struct error *err);

#endif
