/* SPDX-License-Identifier: GPL-2.0-or-later */
/* saved_list.h: --saved: the saved queries of the configuration. */
#ifndef NEWSSEARCH_SAVED_LIST_H
#define NEWSSEARCH_SAVED_LIST_H

#include "format.h"

/* A line for each, its name and its query with a tab between, or an object of json. */
void saved_list_print(struct output *output);

#endif
