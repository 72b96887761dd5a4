/* SPDX-License-Identifier: GPL-2.0-or-later */
/* request_check.h: which options go with an action, with a format and with each other. */
#ifndef NEWSSEARCH_REQUEST_CHECK_H
#define NEWSSEARCH_REQUEST_CHECK_H

#include "error.h"
#include "option.h"
#include "request.h"

/* An error if an option of line would have no effect, or if nothing is asked for. Completes the
 * request: the format and the columns that its action has without these options. */
int request_check(struct request *request, const struct option_line *line, struct error *err);

/* Whether there is a query, or an option that makes it optional. */
bool request_asks(const struct request *request, const char *query);

#endif
