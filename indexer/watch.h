/* SPDX-License-Identifier: GPL-2.0-or-later */
/* watch.h: --watch: index, then keep running and index each change as it happens (inotify). */
#ifndef NEWSSEARCH_WATCH_H
#define NEWSSEARCH_WATCH_H

#include "error.h"
#include "index_request.h"

/* Returns 0 after SIGINT, SIGTERM or SIGHUP, with the index whole. */
int watch(const struct index_request *request, struct error *err);

#endif
