/* SPDX-License-Identifier: GPL-2.0-or-later */
/* collapsed.h: describes in words which articles a row of --collapse represents. */
#ifndef NEWSSEARCH_OUTPUT_COLLAPSED_H
#define NEWSSEARCH_OUTPUT_COLLAPSED_H

#include "buffer.h"
#include "request/request.h"
#include "result/results.h"

/* Appends "2 more of the same provider" or, for a story, "and 7 more: Forbes, ZDNet, ...". */
void collapsed_describe(struct buffer *out, const struct request *request,
                        const struct result *result);

#endif
