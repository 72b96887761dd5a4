/* SPDX-License-Identifier: GPL-2.0-or-later */
/* combination.h: which options and operands of newsindex can be combined. */
#ifndef NEWSSEARCH_COMBINATION_H
#define NEWSSEARCH_COMBINATION_H

#include "error.h"
#include "index_request.h"
#include "list.h"

/* An error if an option or operand would have no effect, or if two options ask for different
 * things. given: the long names of the options, in order. */
int combination_check(const struct index_request *request, const struct list *given,
                      struct error *err);

#endif
