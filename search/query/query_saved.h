/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_saved.h: looks up the saved queries that a query names. */
#ifndef NEWSSEARCH_QUERY_SAVED_H
#define NEWSSEARCH_QUERY_SAVED_H

#include <stddef.h>

#include "config.h"
#include "error.h"
#include "query_tree.h"

/* The saved query whose name is in source from start to end, after an @. NULL: there is none, or
 * source is part of it, so that it would use itself. config may be NULL. */
const struct config_saved *query_saved_find(const struct config *config,
                                            const struct query_source *source, size_t start,
                                            size_t end, struct error *err);

#endif
