/* SPDX-License-Identifier: GPL-2.0-or-later */
/* combination.h: which options and operands of newsindex can be combined. */
#ifndef NEWSSEARCH_COMBINATION_H
#define NEWSSEARCH_COMBINATION_H

#include "error.h"
#include "index_request.h"
#include "option.h"

/* An error if an option or operand would have no effect, or if two options ask for different
 * things. */
int combination_check(const struct index_request *request, const struct option_line *line,
                      struct error *err);

#endif
