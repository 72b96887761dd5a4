/* SPDX-License-Identifier: GPL-2.0-or-later */
/* shards.h: one archive in several indexes, each with the files whose names' hashes fall to it.
 *
 *   PATH/shards     how many
 *   PATH/newsindex.lock   held by the one run that writes any of them
 *   PATH/shard-I    an index like any other, that another machine may serve
 *   PATH/XAPIANDB   the stub over them, there once all have been built: PATH is searched as one
 * index
 */
#ifndef NEWSSEARCH_SHARDS_H
#define NEWSSEARCH_SHARDS_H

#include <stdbool.h>

#include "buffer.h"
#include "error.h"
#include "index_request.h"
#include "list.h"
#include "report.h"
#include "scope.h"

#define SHARDS_MAX 256

/* How many shards there are at path: 0 for anything but a folder of shards; -1: an error. */
int shards_look(const char *path, struct error *err);

/* Puts the path of shard number i of a folder of shards into *path. */
void shards_path(struct buffer *path, const char *folder, unsigned i);

/* index_run for the request's index, or for each of its shards; *report has what all did
 * together. */
int shards_run(const struct index_request *request, const struct list *names,
               enum scope_source source, struct report *report, struct error *err);

/* Calls run for the request's index, or for each of its shards, until one fails. */
typedef int shards_action(const struct index_request *request, struct error *err);
int shards_each(const struct index_request *request, shards_action *run, struct error *err);

#endif
