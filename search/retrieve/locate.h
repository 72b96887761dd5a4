/* SPDX-License-Identifier: GPL-2.0-or-later */
/* locate.h: finds the article at a path or an address. */
#ifndef NEWSSEARCH_LOCATE_H
#define NEWSSEARCH_LOCATE_H

#include <stdbool.h>
#include <stdint.h>

#include "config.h"
#include "error.h"
#include "xapian_shim.h"

struct location {
    uint32_t docid;
    bool shared; /* other articles have the same webUrl */
};

/* Finds the article at target: a webUrl, also one that the configuration's `base` makes absolute,
 * or the path of a file, absolute or from the working directory. An article that the index does
 * not hold is an error. */
int locate_article(struct location *location, struct shim_database *database, const char *target,
                   const struct config *config, struct error *err);

#endif
