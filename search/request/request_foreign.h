/* SPDX-License-Identifier: GPL-2.0-or-later */
/* request_foreign.h: options of other programs, and what to write here. */
#ifndef NEWSSEARCH_REQUEST_FOREIGN_H
#define NEWSSEARCH_REQUEST_FOREIGN_H

#include "option.h"

/* Static, ended by a row whose name is NULL. */
const struct option_foreign *request_foreign_options(void);

#endif
