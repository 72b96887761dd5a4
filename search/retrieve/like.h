/* SPDX-License-Identifier: GPL-2.0-or-later */
/* like.h: --like: a query for articles that share the most characteristic words of one article. */
#ifndef NEWSSEARCH_LIKE_H
#define NEWSSEARCH_LIKE_H

#include "config.h"
#include "engine.h"
#include "error.h"

/* A query for articles like the one at target (locate.h), without that one. */
struct engine_query *like_query(struct shim_database *database, const char *target,
                                const struct config *config, struct error *err);

#endif
