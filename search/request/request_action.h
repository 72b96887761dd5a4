/* SPDX-License-Identifier: GPL-2.0-or-later */
/* request_action.h: the options that do something other than list results. */
#ifndef NEWSSEARCH_REQUEST_ACTION_H
#define NEWSSEARCH_REQUEST_ACTION_H

#include "error.h"
#include "request.h"

/* The option's name, "show". */
const char *request_action_name(enum request_action action);

/* A second action beside another one is an error. */
int request_action_set(struct request *request, enum request_action action, struct error *err);

int request_action_show(struct request *request, const char *value, struct error *err);
int request_action_open(struct request *request, const char *value, struct error *err);
int request_action_edit(struct request *request, const char *value, struct error *err);
int request_action_mcp(struct request *request, const char *value, struct error *err);
int request_action_saved(struct request *request, const char *value, struct error *err);
int request_action_seen(struct request *request, const char *value, struct error *err);

/* Shows all fields as columns, if the request names none. */
void request_action_show_all(struct request *request);

#endif
