/* SPDX-License-Identifier: GPL-2.0-or-later */
/* shard_run.h: what the shards of one run of newsindex share.
 *
 * A shard that is ready to commit starts the next one, and so on to the last. Then all are
 * committed one right after the other, or none if one fails. Each gets the number of the run, its
 * generation.
 */
#ifndef NEWSSEARCH_SHARD_RUN_H
#define NEWSSEARCH_SHARD_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "error.h"
#include "xapian_shim.h"

struct shard_run {
    unsigned count, next; /* the next shard to begin */
    uint64_t generation;  /* of the run: higher than that of any shard */
    bool differ;          /* the shards are of different generations: a run was interrupted */
    bool changed;         /* some shard has something to commit */
    int (*run_shard)(struct shard_run *run, unsigned shard, struct error *err);
};

/* Runs the shards that are left. */
int shard_run_rest(struct shard_run *run, struct error *err);

/* The generation of a shard that is about to be changed; 0: it has none. */
void shard_run_note(struct shard_run *run, uint64_t generation);

/* A shard is ready to commit; changed: it has something to. Returns whether any has, or -1 when one
 * of those that are left has failed. */
int shard_run_ready(struct shard_run *run, bool changed, struct error *err);

/* Writes the run's generation to a shard. */
int shard_run_mark(const struct shard_run *run, struct shim_writer *writer, struct error *err);

/* The path of shard number 0 beside the shard at path; the caller frees it. */
char *shard_run_first(const char *path);

#endif
