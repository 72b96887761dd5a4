/* SPDX-License-Identifier: GPL-2.0-or-later */
/* request_value.h: reads the argument of an option into a request. If it fails, the message says
 * what is allowed. */
#ifndef NEWSSEARCH_REQUEST_VALUE_H
#define NEWSSEARCH_REQUEST_VALUE_H

#include "error.h"
#include "request.h"

int request_value_limit(struct request *request, const char *value, struct error *err);
int request_value_offset(struct request *request, const char *value, struct error *err);
int request_value_like(struct request *request, const char *value, struct error *err);
int request_value_regex(struct request *request, const char *value, struct error *err);
int request_value_not_regex(struct request *request, const char *value, struct error *err);
int request_value_sort(struct request *request, const char *value, struct error *err);
int request_value_rank(struct request *request, const char *value, struct error *err);
int request_value_collapse(struct request *request, const char *value, struct error *err);
int request_value_facet(struct request *request, const char *value, struct error *err);
int request_value_chart(struct request *request, const char *value, struct error *err);
int request_value_format(struct request *request, const char *value, struct error *err);
int request_value_columns(struct request *request, const char *value, struct error *err);
int request_value_color(struct request *request, const char *value, struct error *err);
int request_value_hyperlink(struct request *request, const char *value, struct error *err);
int request_value_place(struct request *request, const char *value, struct error *err);
int request_value_timeout(struct request *request, const char *value, struct error *err);
int request_value_now(struct request *request, const char *value, struct error *err);
int request_value_since_last(struct request *request, const char *value, struct error *err);

#endif
