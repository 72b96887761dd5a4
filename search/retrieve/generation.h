/* SPDX-License-Identifier: GPL-2.0-or-later */
/* generation.h: checks that all shards of an index are from the same run of newsindex, which
 * commits them one after the other. */
#ifndef NEWSSEARCH_GENERATION_H
#define NEWSSEARCH_GENERATION_H

#include <stdbool.h>

#include "error.h"
#include "xapian_shim.h"

enum generation_state {
    GENERATION_ONE,     /* all of one run; or place is not a folder of shards */
    GENERATION_WRITING, /* of several runs, and newsindex is running */
    GENERATION_MIXED,   /* of several runs, and newsindex is not running: a run was interrupted */
};

/* Checks the database that was opened at place. Returns -1 if that fails. */
int generation_look(enum generation_state *state, struct shim_database *database, const char *place,
                    struct error *err);

#endif
